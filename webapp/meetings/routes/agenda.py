"""The agenda: its items, their order, and the moment when it is shown to those invited."""

from __future__ import annotations

from flask import abort, session, url_for
from flask_login import current_user

from webapp.accounts.limits import mails_of_person
from webapp.core.access import allow
from webapp.core.language import _, ngettext
from webapp.core.pages import changed, show
from webapp.groups.models import TableRules
from webapp.meetings import bp, mails, queries, rules
from webapp.meetings.forms.item import ItemForm, PlaceForm
from webapp.meetings.models import Item, Meeting
from webapp.meetings.routes.meetings import DETAIL, about, agenda_of, to_cancelled

AGENDA, EDIT = "meetings/_agenda.html", "meetings/item.html"
REMOVED = "removed_matter"


@bp.post("/<uuid:id>/items")
@allow(rules.keeps, on=Meeting)
def add_item(meeting):
    form = ItemForm()
    if meeting.is_cancelled:
        return to_cancelled(meeting)
    if not form.validate():
        return show(DETAIL, AGENDA, status=422, **_context(meeting, form))
    meeting.add_item(current_user, form.place.data, **form.facts())
    return _changed(meeting, _("The matter was added to the agenda."))


@bp.get("/items/<uuid:id>/edit")
@allow(rules.arranges, on=Item)
def edit_item(item):
    return show(EDIT, item=item, meeting=item.meeting, form=ItemForm(obj=item, formdata=None))


@bp.post("/items/<uuid:id>/edit")
@allow(rules.arranges, on=Item)
def save_item(item):
    form = ItemForm()
    if not form.validate():
        return show(EDIT, status=422, item=item, meeting=item.meeting, form=form)
    if not item.edit(current_user, **form.facts()):
        return _changed(item.meeting, _removed(item.title))
    return _changed(item.meeting, _("The agenda is up to date."))


@bp.post("/items/<uuid:id>/place")
@allow(rules.arranges, on=Item)
def move_item(item):
    """One step up or down, or to where it was dragged; the focus stays on what was pressed."""
    form, meeting = PlaceForm(), item.meeting
    meeting.hold_agenda()
    place = form.place_of(item) if form.validate() else None
    if place is None:
        abort(400)
    meeting.move_item(current_user, item, place)
    pressed = f"{form.way.data}-{item.id}"
    return changed(AGENDA, to=_agenda_of(meeting), **_context(meeting), pressed=pressed)


@bp.post("/items/<uuid:id>/removal")
@allow(rules.arranges, on=Item)
def remove_item(item):
    """At once: the agenda that is shown next offers to put it back."""
    meeting, title = item.meeting, item.title
    facts = {word: getattr(item, word) for word in ("title", "kind", "minutes")}
    facts["place"] = item.position
    if meeting.remove_item(current_user, item):
        session[REMOVED] = {"meeting": str(meeting.id), "facts": facts}
    elif item in meeting.items:
        return _changed(
            meeting, _("“%(title)s” stays: something was written or agreed under it.", title=title)
        )
    return _changed(meeting, _removed(title))


@bp.app_template_global()
def just_removed(meeting: Meeting) -> dict | None:
    """What was removed from its agenda by the press before: told once."""
    removed = session.pop(REMOVED, None) if REMOVED in session else None
    return removed["facts"] if removed and removed["meeting"] == str(meeting.id) else None


@bp.post("/<uuid:id>/agenda")
@allow(rules.keeps, on=Meeting)
@mails_of_person
def publish_agenda(meeting):
    """Those who were invited are told of it once; who is invited later, in the invitation."""
    people = []
    if meeting.publish_agenda(current_user) and meeting.is_ahead:
        people = [person for person, _attendance in queries.invited(meeting)]
        mails.agenda_published(meeting, people, queries.open_actions(meeting.group))
    if not people:
        return _changed(meeting, _("The agenda was published."))
    saved = ngettext(
        "The agenda was published, and %(num)s person is told by mail.",
        "The agenda was published, and %(num)s people are told by mail.",
        len(people),
    )
    return _changed(meeting, saved)


def _removed(title: str) -> str:
    return _("“%(title)s” was removed from the agenda.", title=title)


def _changed(meeting: Meeting, saved: str):
    return changed(AGENDA, to=_agenda_of(meeting), saved=saved, **_context(meeting))


def _context(meeting: Meeting, form: ItemForm | None = None) -> dict:
    if form is not None and form.errors:
        return about(meeting) | {"item_form": form, "form": form}
    context = {"meeting": meeting, "group": meeting.group, "keeps": True, "inside": True}
    if meeting.agenda_published_at is None:
        context["told"] = len(queries.invited(meeting))
    return context | {"limits": TableRules.here()} | agenda_of(meeting)


def _agenda_of(meeting: Meeting) -> str:
    return url_for(".detail", id=meeting.id, _anchor="agenda")
