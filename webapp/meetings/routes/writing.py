"""Writing the memo while the meeting goes on: each matter is saved as it is typed."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from flask import make_response, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from wtforms.validators import ValidationError

from tenants.db import db
from tenants.owned import utcnow
from webapp.core.access import allow
from webapp.core.extensions import htmx
from webapp.core.forms.cleaning import check_length
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.meetings import bp, rules
from webapp.meetings.forms.memo import CheckersForm, PublishForm, SummaryForm, TextForm
from webapp.meetings.models import Item, Meeting, actions_of, counted_at, people_at
from webapp.meetings.models.item_text import write_text
from webapp.meetings.reading import corrections_to_make

WRITE, SAVED = "meetings/memo_write.html", "meetings/_writing_saved.html"
PRESENCE, GONE = "meetings/_presence.html", "meetings/_writing_gone.html"
CONFLICT, REFUSED = "meetings/_writing_conflict.html", "meetings/_writing_refused.html"


@bp.get("/<uuid:id>/writing")
@allow(rules.writes_memo, on=Meeting)
def write(meeting):
    if htmx.wants_part:
        return show(PRESENCE, **_attending(meeting))
    return show(WRITE, **writing(meeting))


@bp.post("/items/<uuid:id>/text")
@allow(rules.writes, on=Item)
def save_text(item):
    form = TextForm()
    if not form.validate():
        return _instead(REFUSED, 422, item, form=form)
    text, agreed = _chosen(item, form)
    if form.keep.data == "both" and not _fits(form, text, agreed):
        return _instead(REFUSED, 422, item, form=form)
    page = form.page.data
    version = write_text(item, current_user, text=text, agreed=agreed, basis=form.basis, page=page)
    if version is None:
        return _disagree(item, form)
    if not htmx:
        return changed(None, to=_at(item), saved=_("“%(name)s” is saved.", name=item.title))
    written = {"text": text, "agreed": agreed} if form.keep.data else {}
    body = render_template(SAVED, id=item.id, version=version, now=utcnow(), written=written)
    return make_response(body)


@bp.post("/<uuid:id>/summary")
@allow(rules.writes_memo, on=Meeting)
def save_summary(meeting):
    form = SummaryForm()
    if not form.validate():
        return show(WRITE, status=422, **writing(meeting, summary=form))
    meeting.hold()
    if meeting.memo_state == "published":
        unsaved = form.summary.data
        return show(WRITE, status=409, **writing(meeting, too_late=True, unsaved_summary=unsaved))
    if form.before.data != digest(meeting.summary) and form.summary.data != meeting.summary:
        form.before.data = digest(meeting.summary)
        return show(WRITE, status=409, **writing(meeting, summary=form, theirs=meeting.summary))
    meeting.write_summary(current_user, form.summary.data)
    here = url_for(".write", id=meeting.id, _anchor="public-summary")
    return changed(None, to=here, saved=_("The public summary is saved."))


def writing(meeting: Meeting, **more) -> dict:
    """What the page of who writes shows; `more` is what went wrong, or forms with answers."""
    attending = _attending(meeting)
    by_item: dict[UUID | None, list] = {}
    for action in actions_of(meeting):
        by_item.setdefault(action.item_id, []).append(action)
    summary = more.pop("summary", None) or SummaryForm(formdata=None, obj=meeting)
    if not summary.is_submitted() or not summary.before.data:
        summary.before.data = digest(meeting.summary)
    return (
        attending
        | {
            "items": meeting.items,
            "agreed": by_item,
            "promised": corrections_to_make(meeting) if meeting.is_written else {},
            "page": secrets.token_urlsafe(9),
            "summary": summary,
            "checkers": CheckersForm(attending["people"], formdata=None),
            "publishing": PublishForm(meeting, formdata=None),
        }
        | more
    )


def _attending(meeting: Meeting) -> dict:
    """Who is at the table, or of many those whose name is asked for."""
    people, name = people_at(meeting), request.args.get("name", "").strip()[:100]
    everybody, readers = counted_at(meeting, people)
    return {
        "meeting": meeting,
        "group": meeting.group,
        "people": people,
        "found": people_at(meeting, name) if name else people,
        "name": name,
        "everybody": everybody,
        "readers": readers,
    }


def digest(text: str) -> str:
    """By which a page knows whether a text is still the one that it was made with."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _chosen(item: Item, form: TextForm) -> tuple[str, str]:
    """What is to be kept: one's own, or what the answer to a conflict says."""
    own, theirs = (form.text.data, form.agreed.data), (item.text, item.agreed)
    if form.keep.data == "theirs":
        return theirs
    if form.keep.data == "both":
        return tuple(map(_both, theirs, own))
    return own


def _both(theirs: str, own: str) -> str:
    kept = [theirs] if own in theirs else [own] if theirs in own else [theirs, own]
    return "\n\n".join(text for text in kept if text)


def _fits(form: TextForm, text: str, agreed: str) -> bool:
    """Two texts together may be longer than one may be."""
    for field, chosen in ((form.text, text), (form.agreed, agreed)):
        try:
            check_length(chosen, field.max_length)
        except ValidationError as error:
            field.errors = [str(error)]
    return not form.errors


def _disagree(item: Item, form: TextForm):
    """Nothing is lost: one's own text stays in its fields, the other's is shown beside it."""
    if db.session.scalar(select(Item.id).where(Item.id == item.id)) is None:
        return _instead(GONE, 409, item, form=form)
    for thing in (item, item.meeting):
        db.session.refresh(thing)
    form.seen.data = form.version.data = str(item.version)
    return _instead(CONFLICT, 409, item, form=form)


def _instead(part: str, status: int, item: Item, **more):
    if htmx.wants_part:
        return make_response(render_template(part, item=item, **more), status)
    own = {item.id: more["form"]}
    more["gone"] = item if part == GONE else None
    return show(WRITE, status=status, **writing(item.meeting, own=own, **more))


def _at(item: Item) -> str:
    return url_for(".write", id=item.meeting_id, _anchor=f"item-{item.id}")
