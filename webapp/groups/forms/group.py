"""What comes in about a table or a network: its goal first, by the questions of the guide."""

from __future__ import annotations

from collections.abc import Iterator

from wtforms.validators import ValidationError

from webapp.core.formats import listing
from webapp.core.forms import Choice, Choices, Date, Form, Hidden, Number, TextsField, Tick
from webapp.core.language import _, lazy
from webapp.groups.words import AUDIENCE_NAMES, FIELD_NAMES, MEMO_AUDIENCE_NAMES, as_called

CHOSEN = ("field", "area_ids", "goal_by", "agrees_later", "meetings_planned")
CHOSEN += ("audience", "memo_audience")
SAID = ("titles", "goals", "goal_for", "goal_signs", "themes", "background", "ground_rules")


class GroupForm(Form):
    titles = TextsField(lazy("Name"), required=lazy("Write the name."), max_length=150)
    goals = TextsField(
        lazy("What do we want to achieve together?"),
        long=True,
        max_length=500,
        description=lazy("One concrete goal in a sentence or two. It is shown first everywhere."),
    )
    goal_for = TextsField(
        lazy("Whom does it touch?"),
        max_length=200,
        description=lazy("For example older people who live alone and have no car."),
    )
    goal_by = Date(lazy("By when?"))
    goal_signs = TextsField(
        lazy("How do we know that we have succeeded?"),
        max_length=300,
        description=lazy("For example a recreation day is held twice a year."),
    )
    area_ids = Choices(lazy("Areas"))
    themes = TextsField(lazy("Themes"), max_length=200)
    field = Choice(
        lazy("What the network is about"),
        choices=FIELD_NAMES.items,
        radio=True,
        required=lazy("Choose what the network is about."),
    )
    background = TextsField(
        lazy("Background"),
        long=True,
        max_length=10_000,
        description=lazy("Why this, and why now? Who brought it up?"),
    )
    ground_rules = TextsField(
        lazy("Ground rules"),
        long=True,
        max_length=5000,
        description=lazy("How we work together. Each participant accepts them with one press."),
    )
    outcome = TextsField(
        lazy("What has been achieved"),
        long=True,
        max_length=10_000,
        description=lazy("Shown on this page and on the pages of the areas, as a result."),
    )
    agrees_later = Tick(lazy("Goal, ground rules and roles will be agreed at the first meeting"))
    meetings_planned = Number(lazy("How many meetings"), least=1, most=100)
    audience = Choice(
        lazy("Who sees the page"),
        choices=AUDIENCE_NAMES.items,
        radio=True,
        default="public",
        required=lazy("Choose who sees the page."),
    )
    memo_audience = Choice(
        as_called(lazy("Who reads the memos"), lazy("Who reads the minutes")),
        choices=MEMO_AUDIENCE_NAMES.items,
        radio=True,
        default="members",
        required=as_called(
            lazy("Choose who reads the memos."), lazy("Choose who reads the minutes.")
        ),
    )
    saved_at = Hidden()
    must_have_area = False

    def __init__(self, kind: str, group=None, areas: dict | None = None, **given):
        """`areas` are those on offer, by id; a network is asked what it is about."""
        super().__init__(obj=group, **given)
        if kind != "network":
            del self.field
        else:
            del self.meetings_planned, self.agrees_later
        if group is None:
            del self.outcome
        self.area_ids.choices = list((areas or {}).items())
        if group is not None and not self.is_submitted():
            self.area_ids.data, self.saved_at.data = group.area_ids, group.version

    def validate_area_ids(self, field):
        if self.must_have_area and not field.data:
            raise ValidationError(_("Choose at least one of your own areas."))

    def differences(self, group) -> Iterator[tuple]:
        """What two people wrote or chose at once: its name, its language, what is saved, ours."""
        for word in (*SAID, "outcome"):
            saved = getattr(group, word)
            for part in self[word]:
                if (part.data or "") != saved.get(part.lang, ""):
                    yield part.label.text, part.lang, saved.get(part.lang, ""), part.data
        for field in (self[word] for word in CHOSEN if word in self):
            saved, ours = _shown(field, getattr(group, field.short_name)), _shown(field, field.data)
            if saved != ours:
                yield field.label.text, None, saved, ours

    def facts(self) -> dict:
        others = ("goal_by", "field", "agrees_later", "meetings_planned", "audience", "outcome")
        words = (*SAID, *others, "memo_audience")
        return {word: self[word].data for word in words if word in self}


def _shown(field, value) -> str:
    """As the page of the form shows it."""
    if isinstance(field, Tick):
        return _("Yes") if value else ""
    if isinstance(field, Choice):
        chosen = value if isinstance(value, list) else [value]
        return listing([str(name) for key, name in field.offered if key in chosen])
    return "" if value is None else field.write(value)
