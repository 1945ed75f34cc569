"""Who comes by the link of a mail, without an account."""

from __future__ import annotations

from flask import abort, request
from flask_login import current_user

from webapp.core.language import COOKIE, set_language
from webapp.groups.models import Participant
from webapp.meetings.models import Meeting


def seat_with(token: str, meeting: Meeting) -> Participant:
    """Whose link it is: of this group, and still in. The page speaks their language."""
    seat = Participant.of_token(token)
    if seat is None or seat.group_id != meeting.group_id or not seat.is_in:
        abort(404)
    if COOKIE not in request.cookies and current_user.is_anonymous:
        set_language(seat.language)
    return seat
