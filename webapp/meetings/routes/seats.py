"""Who comes by the link of a mail, without an account."""

from __future__ import annotations

from flask import abort, g, make_response, render_template, request
from flask_login import current_user

from webapp.core.language import COOKIE, set_language
from webapp.groups.models import Participant
from webapp.meetings.models import Meeting


def seat_with(token: str, meeting: Meeting) -> Participant:
    """Whose link it is: of this group, and still in. The page speaks their language."""
    seat = Participant.of_token(token)
    if seat is None or seat.group_id != meeting.group_id:
        abort(404)
    if COOKIE not in request.cookies and current_user.is_anonymous:
        set_language(seat.language)
    if not seat.is_in:
        contact = g.tenant.contact_email
        page = render_template("groups/people/over.html", has_ended=False, contact=contact)
        abort(make_response(page, 410))
    return seat
