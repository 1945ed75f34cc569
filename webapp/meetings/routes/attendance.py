"""Who took part, noted by one press each while the meeting goes on."""

from __future__ import annotations

from flask import abort, url_for

from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.meetings import bp, rules
from webapp.meetings.forms.memo import PresenceForm
from webapp.meetings.models import Attendance, Meeting, NotNow, person_at
from webapp.meetings.routes.writing import WRITE, writing

PERSON = "meetings/_present.html"


@bp.post("/<uuid:id>/attendance/<uuid:participant>")
@allow(rules.writes_memo, on=Meeting)
def note_presence(meeting, participant):
    form = PresenceForm()
    if not form.validate():
        return show(WRITE, status=422, **writing(meeting, form=form))
    seat = person_at(meeting, participant) or abort(404)
    try:
        Attendance.note(meeting, seat.participant, form.presence.data, form.stand_in.data)
    except NotNow:
        return show(WRITE, status=409, **writing(meeting, too_late=True))
    person = person_at(meeting, participant)
    name = person.participant.name
    saved = _("The attendance of %(name)s is saved.", name=name)
    here = url_for(".write", id=meeting.id, _anchor=f"person-{participant}")
    return changed(PERSON, to=here, saved=saved, meeting=meeting, person=person)


@bp.post("/<uuid:id>/attendance")
@allow(rules.writes_memo, on=Meeting)
def note_answers(meeting):
    try:
        Attendance.note_answers(meeting)
    except NotNow:
        return show(WRITE, status=409, **writing(meeting, too_late=True))
    here = url_for(".write", id=meeting.id, _anchor="attendance")
    return changed(None, to=here, saved=_("The attendance is filled in from the answers."))
