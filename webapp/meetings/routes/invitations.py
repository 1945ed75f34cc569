"""Who is in is asked to come, each once; who joins later is asked by the next press."""

from __future__ import annotations

from flask import url_for
from flask_login import current_user

from webapp.accounts.limits import mails_of_person
from webapp.core.access import allow
from webapp.core.language import _, ngettext
from webapp.core.pages import changed
from webapp.meetings import bp, mails, queries, rules
from webapp.meetings.models import Attendance, Meeting


@bp.post("/<uuid:id>/invitation")
@allow(rules.keeps, on=Meeting)
@mails_of_person
def invite(meeting):
    meeting.hold()  # of two who press at once the second finds everybody invited
    people = queries.to_invite(meeting) if meeting.is_ahead else []
    if people:
        for person in people:
            Attendance.invite(meeting, person)
        mails.meeting_invitation(meeting, people)
        meeting.invite(current_user, len(people))
    return changed(None, to=url_for(".detail", id=meeting.id), saved=_saved(len(people)))


def _saved(people: int) -> str:
    if not people:
        return _("There was nobody left to invite.")
    return ngettext(
        "The invitation is on its way to %(num)s person.",
        "The invitation is on its way to %(num)s people.",
        people,
    )
