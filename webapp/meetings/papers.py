"""The agenda and the memo on paper, in the reader's language."""

from __future__ import annotations

from datetime import date

from webapp.actions import queries as actions
from webapp.actions.words import action_party
from webapp.actors.words import sector_name
from webapp.core import formats, paper
from webapp.core.language import _, shown
from webapp.groups.models import TableRules
from webapp.groups.words import seat_role
from webapp.meetings.models import Meeting
from webapp.meetings.reading import Memo
from webapp.meetings.words import item_kind, presence_name

PRESENCES = ("present", "remote", "excused", "absent")


def agenda(meeting: Meeting) -> bytes:
    title = _("Agenda of %(date)s", date=formats.date(meeting.starts_at))
    name = shown(meeting.group.titles).text
    heads = [_("Matter"), _("What it is for"), _("Length in minutes")]
    table = [
        [f"{n}. {item.title}", item_kind(item.kind), str(item.minutes or "")]
        for n, item in enumerate(meeting.items, 1)
    ]
    matters = (
        paper.rows(heads, table, [6, 3, 2])
        if table
        else paper.words(_("The agenda has no matters yet."))
    )
    parts = [_goal(meeting.group.goals), paper.heading(_("Agenda")), matters, *_open(meeting)]
    return paper.sheet(f"{title} – {name}", parts, under=_when(meeting.starts_at, meeting.place))


def _open(meeting: Meeting) -> list[dict]:
    """What was agreed earlier enters the agenda by itself."""
    found = [] if meeting.is_over else actions.of_group(meeting.group, "open").open.rows
    if not found:
        return []
    table = [[it.what, action_party(it, inside=True), _by_when(it.due_on)] for it in found]
    heads = [_("What"), _("Who"), _("By when")]
    return [paper.heading(_("Agreed earlier and still open")), paper.rows(heads, table, [5, 4, 2])]


def memo(memo: Memo, summary_only: bool = False) -> bytes:
    """In full, or only what everybody may read."""
    content = memo.content
    name = shown(content["titles"]).text
    parts = [_goal(content["goals"])]
    if summary_only:
        parts += [paper.heading(_("Summary")), paper.writing(content["summary"])]
    else:
        parts += [
            *_change(memo),
            *_attendance(memo),
            *_matters(memo),
            *_actions(memo),
            *_checks(memo),
        ]
    title = f"{_title(memo)} – {name}"
    return paper.sheet(title, parts, under=_when(memo.starts_at, content["place"]))


def _title(memo: Memo) -> str:
    day = formats.date(memo.starts_at)
    is_memo = TableRules.here().memo_word == "memo"
    title = _("Memo of %(date)s", date=day) if is_memo else _("Minutes of %(date)s", date=day)
    if memo.version is None:
        return _("%(title)s (draft)", title=title)
    number = memo.version.number
    return title if number == 1 else _("%(title)s, version %(number)s", title=title, number=number)


def _goal(goals: dict) -> dict:
    text = shown(goals).text or _("The goal has not been written yet.")
    return paper.goal(_("Our common goal"), text)


def _when(starts_at, place: str) -> str:
    return " · ".join(it for it in (formats.datetime_long(starts_at), place) if it)


def _change(memo: Memo) -> list[dict]:
    note = memo.version.note if memo.version else ""
    return [paper.heading(_("What changed")), paper.words(note)] if note else []


def _attendance(memo: Memo) -> list[dict]:
    people = memo.content["people"]
    parts = [paper.heading(_("Attendance"))] if people else []
    for word in PRESENCES:
        if these := [_present(memo, it) for it in people if it["presence"] == word]:
            parts += [paper.heading(presence_name(word), 2), paper.entries(these)]
    return parts


def _present(memo: Memo, who: dict) -> str:
    text = _someone(memo, who)
    if not who["stand_in"]:
        return text
    instead = _("in their place: somebody from %(organisation)s", organisation=who["stand_in"])
    return f"{text} – {instead}"


def _someone(memo: Memo, who: dict) -> str:
    name, actor = memo.name_of(who), who["actor"]
    text = f"{name} ({actor})" if name and actor else name or actor or sector_name(who["sector"])
    return text if who["role"] == "member" else f"{text}, {seat_role(who['role']).lower()}"


def _matters(memo: Memo) -> list[dict]:
    parts = []
    for number, item in enumerate(memo.content["items"], 1):
        parts += [paper.heading(f"{number}. {item['title']}"), paper.writing(item["text_html"])]
        if agreed := paper.writing(item["agreed_html"]):
            parts += [paper.heading(_("What was agreed"), 2), agreed]
    return parts


def _actions(memo: Memo) -> list[dict]:
    actions = memo.content["actions"]
    if not actions:
        return [
            paper.heading(_("Action points")),
            paper.words(_("No action points were agreed on.")),
        ]
    heads = [_("What"), _("Who"), _("By when")]
    table = [
        [
            it["what"],
            _someone(memo, it["person"]) if it["person"] else it["party"],
            _by_when(it["due_on"]),
        ]
        for it in actions
    ]
    return [paper.heading(_("Action points")), paper.rows(heads, table, [5, 4, 2])]


def _by_when(day: date | None) -> str:
    return formats.date(day) if day else _("Continuing")


def _checks(memo: Memo) -> list[dict]:
    return [
        paper.words(
            _(
                "Checked %(when)s: %(name)s",
                when=formats.datetime_short(it["at"]),
                name=_someone(memo, it),
            )
        )
        for it in memo.content["checked"]
    ]
