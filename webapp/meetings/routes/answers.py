"""Whether one attends: from the mail without a password, or signed in on the meeting's page."""

from __future__ import annotations

from flask import request, url_for
from flask_login import current_user

from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups.queries import seat_of
from webapp.meetings import bp, queries, rules
from webapp.meetings.forms.meeting import AnswerForm
from webapp.meetings.models import ANSWERS, Attendance, Meeting, TooLate
from webapp.meetings.routes.meetings import DETAIL, about
from webapp.meetings.routes.seats import seat_with

PAGE, PART = "meetings/answer.html", "meetings/_answer.html"


@bp.get("/answers/<token>/<uuid:id>")
@allow(everyone, on=Meeting)
def answer(meeting, token):
    """Only shows: mail scanners follow links, too. `as` is what was pressed in the mail."""
    seat = seat_with(token, meeting)
    own = queries.own_answer(meeting, seat)
    form = AnswerForm(formdata=None, obj=own)
    if request.args.get("as") in ANSWERS:
        form.answer.data = request.args["as"]
    return _show(meeting, seat, own, form)


@bp.post("/answers/<token>/<uuid:id>")
@allow(everyone, on=Meeting)
def save_answer(meeting, token):
    """The same view says what was saved, when, and how to change it."""
    seat, form = seat_with(token, meeting), AnswerForm()
    if meeting.is_ahead and not form.validate():
        return _show(meeting, seat, queries.own_answer(meeting, seat), form, status=422)
    try:
        Attendance.give(meeting, seat, form.answer.data)
    except TooLate:
        own = queries.own_answer(meeting, seat)
        return _show(meeting, seat, own, form, status=409, is_late=True)
    return _show(meeting, seat, queries.own_answer(meeting, seat), form)


@bp.post("/<uuid:id>/answer")
@allow(rules.takes_part, on=Meeting)
def answer_here(meeting):
    """Signed in, on the meeting's own page."""
    seat, form = seat_of(current_user, meeting.group), AnswerForm()
    if meeting.is_ahead and not form.validate():
        return show(DETAIL, status=422, **about(meeting, answer_form=form), form=form)
    try:
        Attendance.give(meeting, seat, form.answer.data)
    except TooLate:
        return show(DETAIL, status=409, **about(meeting), is_late=True)
    thanks = _("Thank you for your answer.")
    return changed(None, to=url_for(".detail", id=meeting.id), saved=thanks)


def _show(meeting, seat, own, form, *, status: int = 200, is_late: bool = False):
    items = meeting.items if meeting.agenda_published_at else []
    context = {"meeting": meeting, "group": meeting.group, "items": items, "seat": seat}
    context |= {"own": own, "form": form}
    return show(PAGE, status=status, is_late=is_late, here=request.path, **context)
