"""The memo goes on: to be checked, checked, published, and opened again."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask_login import current_user

from webapp.accounts.limits import mails_of_person
from webapp.core.access import allow, ask, everyone, find
from webapp.core.language import _, lazy
from webapp.core.pages import changed, show
from webapp.groups.queries import seat_of
from webapp.groups.words import as_called
from webapp.meetings import bp, mails_of_memo, reading, rules
from webapp.meetings.forms.memo import CheckersForm, PublishForm
from webapp.meetings.models import Meeting, MemoVersion, NotNow, Unfinished, people_at, person_at
from webapp.meetings.routes.memo import DRAFT, checking
from webapp.meetings.routes.seats import seat_with
from webapp.meetings.routes.writing import WRITE, writing

CHECKED = as_called(
    lazy("Thank you. You have checked the memo."), lazy("Thank you. You have checked the minutes.")
)
PUBLISHED = as_called(lazy("The memo was published."), lazy("The minutes were published."))


@bp.errorhandler(NotNow)
def not_now(refusal):
    """Whatever else of the meeting the memo has fixed: its agenda, above all."""
    of = refusal.args[1:]
    return show("meetings/not_now.html", status=409, meeting=find(Meeting, *of) if of else None)


@bp.post("/<uuid:id>/checks")
@allow(rules.writes_memo, on=Meeting)
@mails_of_person
def send_to_check(meeting):
    if meeting.memo_state != "draft" or meeting.is_cancelled:  # the page asks for nobody then
        return _refused(meeting, NotNow(meeting.memo_state))
    people = people_at(meeting)
    form = CheckersForm(people)
    if not form.validate():
        return show(WRITE, status=422, **writing(meeting, checkers=form))
    chosen = [it.participant for it in people if it.participant.id in form.checkers.data]
    try:
        meeting.send_to_check(current_user, chosen)
    except (NotNow, Unfinished) as refusal:
        return _refused(meeting, refusal)
    mails_of_memo.memo_to_check(meeting, chosen)
    return _back(meeting, _("Sent to be checked."))


@bp.post("/<uuid:id>/writing")
@allow(rules.writes_memo, on=Meeting)
def take_back(meeting):
    try:
        meeting.take_back(current_user)
    except NotNow as refusal:
        return _refused(meeting, refusal)
    return _back(meeting, _("The writing can go on."))


@bp.post("/<uuid:id>/check")
@allow(rules.takes_part, on=Meeting)
def confirm(meeting):
    """By the checker, signed in."""
    seat = seat_of(current_user, meeting.group)
    try:
        meeting.confirm(seat, current_user)
    except NotNow:
        if ask(rules.reads_draft, meeting):
            return show(DRAFT, status=409, **checking(meeting, seat), too_late=True)
        return _not_awaited(meeting, url_for(".memo", id=meeting.id))
    here = url_for(".draft", id=meeting.id)
    return changed(None, to=here, saved=CHECKED)


@bp.post("/checks/<token>/<uuid:id>")
@allow(everyone, on=Meeting)
def confirm_by_link(meeting, token):
    """By the checker, from the mail."""
    seat = seat_with(token, meeting)
    here = url_for(".read_memo", token=token, id=meeting.id)
    try:
        meeting.confirm(seat, seat.doer)
    except NotNow:
        if meeting.is_being_checked and reading.check_of(meeting, seat):
            return show(DRAFT, status=409, **checking(meeting, seat, token), too_late=True)
        return _not_awaited(meeting, here)
    return changed(None, to=here, saved=CHECKED)


@bp.post("/<uuid:id>/checks/<uuid:participant>")
@allow(rules.writes_memo, on=Meeting)
def confirm_for(meeting, participant: UUID):
    """As the checker told the secretary."""
    seat = person_at(meeting, participant) or abort(404)
    try:
        meeting.confirm(seat.participant, current_user)
    except NotNow as refusal:
        return _refused(meeting, refusal)
    return _back(meeting, _("The check is noted."))


@bp.post("/<uuid:id>/memo")
@allow(rules.writes_memo, on=Meeting)
@mails_of_person
def publish_memo(meeting):
    meeting.hold()  # of two who press at once the second is told that it is published
    if not meeting.may_be_published:
        return _refused(meeting, NotNow(meeting.memo_state))
    form = PublishForm(meeting)
    if not form.validate():
        return show(WRITE, status=422, **writing(meeting, publishing=form))
    note = form.note.data if "note" in form else ""
    seat = seat_of(current_user, meeting.group)
    try:
        version = MemoVersion.publish(meeting, current_user, note, seat)
    except (NotNow, Unfinished) as refusal:
        return _refused(meeting, refusal)
    mails_of_memo.memo_published(meeting, version)
    here = url_for(".memo", id=meeting.id)
    return changed(None, to=here, saved=PUBLISHED)


@bp.post("/<uuid:id>/versions")
@allow(rules.writes_memo, on=Meeting)
def reopen_memo(meeting):
    meeting.reopen_memo(current_user)
    return _back(meeting, _("A new version is begun. The published one stays to be read."))


def _not_awaited(meeting: Meeting, back: str):
    return show("meetings/not_awaited.html", status=409, group=meeting.group, back=back)


def _refused(meeting: Meeting, refusal: ValueError):
    """The page says how far the memo is, and what it lacks."""
    unfinished = refusal.args if isinstance(refusal, Unfinished) else ()
    too_late = isinstance(refusal, NotNow)
    status = 409 if too_late else 422
    more = {"unfinished": unfinished, "too_late": too_late}
    return show(WRITE, status=status, **writing(meeting, **more))


def _back(meeting: Meeting, saved: str):
    return changed(None, to=url_for(".write", id=meeting.id, _anchor="way"), saved=saved)
