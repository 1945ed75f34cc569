"""Asking people in: whom, how many mails that makes, and what was answered by phone."""

from __future__ import annotations

from datetime import datetime

from flask import abort, request, url_for
from flask_login import current_user

from tenants.owned import utcnow
from webapp.accounts.limits import invitations_of_person, seats_of_person
from webapp.core.access import allow
from webapp.core.formats import date
from webapp.core.language import _, ngettext
from webapp.core.pages import changed, show, told
from webapp.groups import bp, mails, people, rules
from webapp.groups.forms.participant import AskingForm
from webapp.groups.models import Group, Participant

PAGE, PRESS = "groups/people/invitation.html", "groups/people/_press.html"


@bp.get("/<uuid:id>/invitation")
@allow(rules.keeps, on=Group)
def invitation(group):
    """Those who have not been invited yet are ticked."""
    waiting = people.not_in(group)
    form = _form(waiting, formdata=None)
    form.people.data = [seat.id for seat in waiting if seat.email and seat.state == "added"]
    return show(PAGE, **_about(group, waiting, form))


@bp.post("/<uuid:id>/invitation/count")
@allow(rules.keeps, on=Group)
def count_invitations(group):
    """How many mails a press would make; it writes nothing. Five hundred ids fit no address."""
    waiting = people.not_in(group)
    form = _form(waiting)
    form.validate()
    return show(PAGE, PRESS, **_about(group, waiting, form))


@bp.post("/<uuid:id>/invitation")
@allow(rules.keeps, on=Group)
@invitations_of_person
@seats_of_person
def invite(group):
    if not group.is_open:
        text = _("The work has ended. Nobody was invited.")
        return changed(None, to=url_for(".detail", id=group.id), saved=text)
    waiting = people.not_in(group)
    form = _form(waiting)
    if not (form.validate() and _is_counted(form)):
        return show(PAGE, status=422, **_about(group, waiting, form))
    asked = [seat for seat in people.held(group, form.people.data) if _may_be_asked(seat, form)]
    for seat in asked:
        before = seat.invited_at if seat.state == "invited" else None
        seat.invite(current_user)
        mails.table_invitation(seat, group, current_user, before)
    return changed(None, to=url_for(".people", id=group.id), saved=_sent(len(asked)))


def _sent(many: int) -> str:
    if not many:
        return _("They have been invited already. Nothing was sent again.")
    return ngettext(
        "%(num)s invitation is on its way.", "%(num)s invitations are on their way.", many
    )


@bp.post("/participants/<uuid:id>/answer")
@allow(rules.keeps_seat, on=Participant)
def note_answer(seat):
    """As told to the secretary by phone or in person."""
    seat.hold()
    if seat.left_at is not None:
        abort(409)
    if request.form.get("answer") == "decline":
        if seat.decline(by=current_user):
            mails.table_declined(seat, current_user)
        text = _("%(name)s does not take part.", name=seat.name)
    else:
        if seat.join(by=current_user):
            mails.table_joined(seat, current_user)
        text = _("%(name)s takes part.", name=seat.name)
    return changed(None, to=url_for(".people", id=seat.group_id), saved=text)


@bp.post("/participants/<uuid:id>/withdrawal")
@allow(rules.keeps_seat, on=Participant)
def withdraw_invitation(seat):
    seat.hold()
    if seat.withdraw(current_user):
        told(_("The invitation is withdrawn. Its link no longer works."))
    else:
        told(_("%(name)s has answered already. The answer stands.", name=seat.name))
    return changed(None, to=url_for(".people", id=seat.group_id))


def _form(waiting: list[Participant], **given) -> AskingForm:
    form = AskingForm(**given)
    form.people.choices = [(seat.id, _line(seat)) for seat in waiting if seat.email]
    return form


def _line(seat: Participant) -> str:
    """As one choice of the list: name, for whom, where the mail goes, whether asked before."""
    words = [seat.name, seat.actor.name if seat.actor else "", seat.email]
    if seat.invited_at is not None and seat.declined_at is None:
        words.append(_("invited on %(date)s, has not answered", date=date(seat.invited_at)))
    if seat.declined_at is not None:
        words.append(_("does not take part"))
    return ", ".join(word for word in words if word)


def _about(group: Group, waiting: list[Participant], form: AskingForm) -> dict:
    form.many.data, form.seen.data = str(len(form.people.data)), utcnow().isoformat()
    unmailed = [seat for seat in waiting if not seat.email and seat.state != "declined"]
    return {"group": group, "form": form, "unmailed": unmailed}


def _is_counted(form: AskingForm) -> bool:
    """As many as were said before the press; without a script the number is said now."""
    many = len(form.people.data)
    if str(many) != form.many.data:
        form.people.errors = [
            ngettext(
                "You have chosen %(num)s person. Press again to send the mail.",
                "You have chosen %(num)s people. Press again to send the mails.",
                many,
            )
        ]
    return not form.people.errors


def _may_be_asked(seat: Participant, form: AskingForm) -> bool:
    """Not who joined meanwhile, and not who was asked since the page was made."""
    asked_since = seat.invited_at is not None and seat.invited_at >= _seen(form)
    return seat.joined_at is None and bool(seat.email) and not asked_since


def _seen(form: AskingForm) -> datetime:
    try:
        seen = datetime.fromisoformat(form.seen.data)
    except ValueError:
        return datetime.min.replace(tzinfo=utcnow().tzinfo)
    return seen if seen.tzinfo else datetime.min.replace(tzinfo=utcnow().tzinfo)
