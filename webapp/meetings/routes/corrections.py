"""Corrections: suggested by those at the table, answered by who writes the memo."""

from __future__ import annotations

from flask import abort, url_for
from flask_login import current_user

from webapp.accounts import limits
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups.models import Participant
from webapp.meetings import bp, mails_of_memo, reading, rules
from webapp.meetings.forms.memo import CorrectionForm, ReplyForm
from webapp.meetings.models import Correction, Meeting
from webapp.meetings.routes.memo import (
    DRAFT,
    MEMO,
    checking,
    own_seat,
    read_by_link,
    read_here,
)
from webapp.meetings.routes.seats import seat_with


@bp.post("/<uuid:id>/corrections")
@allow(rules.takes_part, on=Meeting)
@limits.corrections_of_person
def suggest(meeting):
    seat = own_seat(meeting)
    if meeting.is_being_checked:
        return _suggest_to_draft(meeting, seat, url_for(".draft", id=meeting.id))
    here = url_for(".memo", id=meeting.id)
    return _suggest(meeting, seat, here, lambda **more: read_here(meeting, **more))


@bp.post("/corrections/<token>/<uuid:id>")
@allow(everyone, on=Meeting)
@limits.corrections_by_link
def suggest_by_link(meeting, token):
    seat = seat_with(token, meeting)
    here = url_for(".read_memo", token=token, id=meeting.id)
    if meeting.is_being_checked and reading.check_of(meeting, seat):
        return _suggest_to_draft(meeting, seat, here, token)
    return _suggest(meeting, seat, here, lambda **more: read_by_link(meeting, seat, token, **more))


@bp.post("/corrections/<uuid:id>/acceptance")
@allow(rules.answers, on=Correction)
def accept_correction(correction):
    """The secretary corrects it there."""
    correction.accept(current_user)
    matter = f"item-{correction.item_id}" if correction.item_id else None
    here = url_for(".write", id=correction.meeting_id, _anchor=matter)
    saved = _("The suggestion is accepted. Correct the text here, and publish the new version.")
    if correction.meeting.memo_version == 0:
        saved = _("The suggestion is accepted. Correct the text here, and have it checked again.")
    return changed(None, to=here, saved=saved)


@bp.post("/corrections/<uuid:id>/answer")
@allow(rules.answers, on=Correction)
def decline_correction(correction):
    form = ReplyForm()
    if not form.validate():
        context = read_here(correction.meeting, refused=correction.id)
        return show(MEMO, status=422, **context, form=form)
    correction.decline(current_user, form.reply.data)
    here = url_for(".memo", id=correction.meeting_id, _anchor="corrections")
    return changed(None, to=here, saved=_("Your answer is shown to who suggested it."))


def _suggest(meeting: Meeting, seat: Participant, here: str, read):
    memo = reading.published(meeting, None, inside=True)
    if memo is None:
        return _suggest_to_writer(meeting, seat, here)
    form = CorrectionForm(memo.content)
    if not memo.may_be_corrected:
        return show(MEMO, status=409, **read(), too_late=True, typed=form.text.data)
    if not form.validate():
        return show(MEMO, status=422, **read() | {"correction": form}, form=form)
    return _suggested(meeting, seat, form, here)


def _suggest_to_draft(meeting: Meeting, seat: Participant, here: str, token: str | None = None):
    """Before it is published: what the checkers would have otherwise."""
    context = checking(meeting, seat, token)
    form = CorrectionForm(context["memo"].content)
    if not form.validate():
        return show(DRAFT, status=422, **context | {"correction": form}, form=form)
    return _suggested(meeting, seat, form, here)


def _suggest_to_writer(meeting: Meeting, seat: Participant, here: str):
    """The draft was taken back while somebody read it: what they found is not lost."""
    form = CorrectionForm(reading.drafted(meeting, everybody=False).content)
    if meeting.is_being_checked or not form.validate():
        abort(404)
    return _suggested(meeting, seat, form, here)


def _suggested(meeting: Meeting, seat: Participant, form: CorrectionForm, here: str):
    known = {str(item.id): item.id for item in meeting.items}
    item_id = known.get(form.item_id.data)
    correction = Correction.suggest(meeting, seat, form.text.data, item_id)
    mails_of_memo.memo_correction(correction, meeting)
    return changed(None, to=here, saved=_("Your suggestion is on its way to the secretary."))
