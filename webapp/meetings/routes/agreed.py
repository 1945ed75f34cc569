"""Action points, put down under the matter in which they were agreed."""

from __future__ import annotations

from flask import url_for
from flask_login import current_user
from sqlalchemy import select

from tenants.db import db
from webapp.actions.forms import OTHER, holder_of
from webapp.actions.models import Action
from webapp.core import formats
from webapp.core.access import allow, find
from webapp.core.extensions import htmx
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.meetings import bp, rules
from webapp.meetings.forms.memo import DraftActionForm
from webapp.meetings.models import Item, Meeting, NotNow, people_at
from webapp.meetings.models.memo_content import actions_of_item
from webapp.meetings.routes.writing import WRITE, writing

FORM, PART = "meetings/memo_action.html", "meetings/_memo_action.html"
AGREED = "meetings/_agreed.html"


@bp.get("/items/<uuid:id>/actions/new")
@allow(rules.writes, on=Item)
def new_action(item):
    return _ask(item, None, _form(item.meeting, formdata=None))


@bp.post("/items/<uuid:id>/actions")
@allow(rules.writes, on=Item)
def agree_action(item):
    meeting = item.meeting
    form = _form(meeting)
    if not form.validate():
        return _ask(item, None, form, 422)
    try:
        meeting.hold_in("draft")
    except NotNow:
        return _too_late(meeting, form)
    if db.session.scalar(select(Item.id).where(Item.id == item.id)) is None:
        return _too_late(meeting, form, gone=item)
    facts = {"meeting_id": meeting.id, "item_id": item.id} | form.facts()
    Action.agree(meeting.group, current_user, **facts)
    return _back(item, _("The action point is put down."))


@bp.get("/actions/<uuid:id>/edit")
@allow(rules.agrees, on=Action)
def edit_action(action):
    meeting, item = _place(action)
    return _ask(item, action, _form(meeting, action, formdata=None))


@bp.post("/actions/<uuid:id>/edit")
@allow(rules.agrees, on=Action)
def save_action(action):
    meeting, item = _place(action)
    form = _form(meeting, action)
    if not form.validate():
        return _ask(item, action, form, 422)
    if not _is_drafted(meeting, _held(meeting, action)):
        return _too_late(meeting, form)
    action.edit(current_user, **form.facts())
    return _back(item, _("The action point is changed."))


@bp.post("/actions/<uuid:id>/removal")
@allow(rules.agrees, on=Action)
def remove_action(action):
    """Only from a draft: what was published is carried out, or dropped with its reason."""
    meeting, item = _place(action)
    now = _held(meeting, action)
    if now and not _is_drafted(meeting, now):
        return show(WRITE, status=409, **writing(meeting, too_late=True))
    if now:  # else somebody has removed it
        db.session.delete(now)
        db.session.flush()
    return _back(item, _("The action point is removed."))


def _place(action: Action) -> tuple[Meeting, Item]:
    """An action of no memo has its own page, and none here."""
    return find(Meeting, action.meeting_id), find(Item, action.item_id)


def _held(meeting: Meeting, action: Action) -> Action | None:
    """As whoever was first has left it."""
    meeting.hold()
    now = select(Action).where(Action.id == action.id)
    return db.session.scalar(now.execution_options(populate_existing=True))


def _is_drafted(meeting: Meeting, action: Action | None) -> bool:
    return action is not None and meeting.is_written and action.assigned_at is None


def _too_late(meeting: Meeting, form: DraftActionForm, gone: Item | None = None):
    """What was typed is there to be copied."""
    how = {"gone": gone} if gone else {"too_late": True}
    return show(WRITE, status=409, **writing(meeting, typed=form.what.data, **how))


def _form(meeting: Meeting, action: Action | None = None, **given) -> DraftActionForm:
    people = [it.participant for it in people_at(meeting)]
    parties = {f"participant {it.id}": _called(it) for it in people}
    parties |= {f"actor {it.actor_id}": it.actor.name for it in people if it.actor}
    kept = action and holder_of(action)  # perhaps gone since: a saving keeps it
    if kept and kept != OTHER and kept not in parties:
        seat = action.participant
        parties[kept] = _called(seat) if seat else action.actor.name
    agreed_on = formats.local(meeting.starts_at).date()
    return DraftActionForm(parties, action, agreed_on=agreed_on, **given)


def _called(participant) -> str:
    if participant.actor:
        return f"{participant.name} ({participant.actor.name})"
    return participant.name


def _ask(item: Item, action: Action | None, form: DraftActionForm, status: int = 200):
    meeting = item.meeting
    context = {"meeting": meeting, "group": meeting.group, "item": item, "action": action}
    context["inline"] = htmx.wants_part
    if htmx.wants_part and not action:
        _stand_beside_others(form, item)
    if status == 422 and htmx.wants_part:
        return show(AGREED, AGREED, status, asking=form, actions=actions_of_item(item), **context)
    return show(FORM, None if action else PART, status=status, form=form, **context)


def _stand_beside_others(form: DraftActionForm, item: Item) -> None:
    """Under each matter of the page one may be open; the writing goes on in its first field."""
    for field in form:
        field.id = f"{field.name}-{item.id}"
    form.what.render_kw = {"autofocus": True}


def _back(item: Item, saved: str):
    here = url_for(".write", id=item.meeting_id, _anchor=f"agreed-on-{item.id}")
    actions = actions_of_item(item) if htmx.wants_part else []
    return changed(AGREED, to=here, saved=saved, meeting=item.meeting, item=item, actions=actions)
