"""The memo to read, for those at the table and, as the table says, for everybody."""

from __future__ import annotations

from flask import abort, request, url_for
from flask_login import current_user

from webapp.core.access import allow, ask, everyone
from webapp.core.pages import show
from webapp.groups.models import Participant
from webapp.groups.queries import seat_of
from webapp.meetings import bp, reading, rules
from webapp.meetings.forms.memo import CorrectionForm, ReplyForm
from webapp.meetings.models import Meeting
from webapp.meetings.routes.seats import seat_with

MEMO, DRAFT = "meetings/memo.html", "meetings/memo_draft.html"


@bp.get("/<uuid:id>/memo")
@allow(rules.reads_memo, on=Meeting)
def memo(meeting):
    return show(MEMO, **read_here(meeting))


@bp.get("/<uuid:id>/draft")
@allow(rules.reads_draft, on=Meeting)
def draft(meeting):
    return show(DRAFT, **checking(meeting, own_seat(meeting)))


@bp.get("/memos/<token>/<uuid:id>")
@allow(everyone, on=Meeting)
def read_memo(meeting, token):
    """From the mail, without a password. Who was asked to check it, sees it before the others."""
    seat = seat_with(token, meeting)
    if meeting.is_being_checked and reading.check_of(meeting, seat):
        return show(DRAFT, **checking(meeting, seat, token))
    return show(MEMO, **read_by_link(meeting, seat, token))


def read_here(meeting: Meeting, **more) -> dict:
    inside = ask(rules.sees_inside, meeting)
    seat, writes = own_seat(meeting), inside and ask(rules.writes_memo, meeting)
    suggest = url_for(".suggest", id=meeting.id) if seat else None
    pdf = url_for(".memo_pdf", id=meeting.id, version=asked_version())
    more = {
        "suggest_url": suggest,
        "pdf_url": pdf,
        "writes": writes,
        "inside": inside,
        "everybody": inside and ask(rules.sees_people, meeting),
        "token": None,
    } | more
    return _read(meeting, seat, **more)


def read_by_link(meeting: Meeting, seat: Participant, token: str, **more) -> dict:
    suggest = url_for(".suggest_by_link", token=token, id=meeting.id)
    pdf = url_for(".read_memo_pdf", token=token, id=meeting.id, version=asked_version())
    more = {
        "suggest_url": suggest,
        "pdf_url": pdf,
        "writes": False,
        "inside": True,
        "everybody": meeting.group.is_table,
        "token": token,
    } | more
    return _read(meeting, seat, **more)


def checking(meeting: Meeting, seat: Participant | None, token: str | None = None) -> dict:
    """The draft, and for who was asked to check it, the button that says it is right."""
    here, suggest = url_for(".confirm", id=meeting.id), url_for(".suggest", id=meeting.id)
    if token:
        here = url_for(".confirm_by_link", token=token, id=meeting.id)
        suggest = url_for(".suggest_by_link", token=token, id=meeting.id)
    is_open = meeting.group.is_table if token else ask(rules.sees_people, meeting)
    memo = reading.drafted(meeting, everybody=is_open)
    may_suggest = seat is not None and meeting.is_being_checked
    return {
        "meeting": meeting,
        "group": meeting.group,
        "memo": memo,
        "check": reading.check_of(meeting, seat),
        "check_url": here,
        "token": token,
        "writes": False,
        "suggest_url": suggest if may_suggest else None,
        "correction": CorrectionForm(memo.content, formdata=None) if may_suggest else None,
        "corrections": reading.corrections_of(meeting, seat, writes=False),
    }


def own_seat(meeting: Meeting) -> Participant | None:
    return seat_of(current_user, meeting.group) if current_user.is_authenticated else None


def _read(meeting, seat: Participant | None, *, inside, everybody, writes, **more) -> dict:
    asked = asked_version()
    memo = reading.published(meeting, asked, inside, everybody)
    if memo is None and asked is not None:
        abort(404)
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "memo": memo,
        "inside": inside,
        "writes": writes,
        "summary_only": not inside and not ask(rules.reads_all, meeting),
        "corrections": reading.corrections_of(meeting, seat, writes) if inside else [],
        "correction": CorrectionForm(memo.content, formdata=None) if memo and seat else None,
        "reply": ReplyForm(formdata=None),
    }
    return context | more


def asked_version() -> int | None:
    """A number that the column could hold; beyond it there is no version."""
    asked = request.args.get("version", type=int)
    return min(max(asked, 0), 2**31 - 1) if asked is not None else None
