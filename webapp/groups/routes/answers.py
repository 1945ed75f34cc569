"""The invited person's own page: yes or no without a password; and joining a network."""

from __future__ import annotations

from flask import abort, g, make_response, render_template, request, url_for
from flask_login import current_user

from tenants.db import db
from webapp.accounts.limits import answers_by_link
from webapp.accounts.models import Account
from webapp.actors import queries as actors
from webapp.actors.models import Actor
from webapp.core.access import allow, everyone
from webapp.core.hosts import path_of
from webapp.core.language import COOKIE, _, set_language
from webapp.core.pages import changed, show
from webapp.groups import bp, mails, people, queries, rules
from webapp.groups.forms.participant import AnswerForm
from webapp.groups.models import Group, Participant, TableRules
from webapp.groups.models.participant import token_of

PAGE, OVER = "groups/people/answer.html", "groups/people/over.html"


@bp.app_template_global()
def seat_path(key: str) -> str:
    """For the mail, when it is sent."""
    return path_of("groups.answer", token=token_of(key))


@bp.get("/answers/<token>")
@allow(everyone)
def answer(token):
    """Only shows: mail scanners follow links, too."""
    seat = _found(token)
    if not _is_alive(seat):
        return _over(seat)
    return show(PAGE, **_about(seat), form=AnswerForm(formdata=None, obj=seat))


@bp.post("/answers/<token>", endpoint="give_answer")
@allow(everyone)
@answers_by_link
def give(token):
    seat, form = _found(token, lock=True), AnswerForm()
    if not _is_alive(seat):
        return _over(seat)
    if not form.validate():
        return show(PAGE, status=422, **_about(seat), form=form)
    write = ANSWERS.get(request.form.get("answer")) or abort(400)  # silence is no consent
    said = write(seat, form)
    return changed(None, to=url_for(".answer", token=token), saved=said)


def _join(seat: Participant, form: AnswerForm) -> str:
    if form.accepts.data:
        seat.accept_rules()
    if seat.join(wishes=form.wishes.data):
        mails.table_joined(seat)
    return _("Thank you. You take part.")


def _decline(seat: Participant, form: AnswerForm) -> str:
    if seat.decline(form.reason.data):
        mails.table_declined(seat)
    return _("Thank you for your answer. You do not take part.")


def _accept_rules(seat: Participant, _form: AnswerForm) -> str:
    seat.accept_rules()
    return _("You have accepted the ground rules.")


ANSWERS = {"join": _join, "decline": _decline, "rules": _accept_rules}


@bp.post("/<uuid:id>/rules")
@allow(rules.takes_part, on=Group)
def accept_rules(group):
    queries.seat_of(current_user, group).accept_rules()
    text = _("You have accepted the ground rules.")
    return changed(None, to=url_for(".detail", id=group.id), saved=text)


@bp.post("/<uuid:id>/join")
@allow(rules.may_join, on=Group)
def join(group):
    """For the actor that the member acts for in this session, or for oneself."""
    people.hold(group)
    account = db.session.get(Account, current_user.account_id)
    people.make_room(group, [account.email])  # whoever typed it gives the member no other name
    seat = people.seat_with(group, current_user.id, account.email) or _new_seat(group, account)
    seat.member_id = current_user.id
    seat.come_in(current_user)
    mails.network_welcome(seat, group, key=f"network_welcome {seat.id}")
    text = _("You take part in “%(name)s”.", name=group.name)
    return changed(None, to=url_for(".detail", id=group.id), saved=text)


@bp.post("/<uuid:id>/leave")
@allow(rules.takes_part, on=Group)
def leave(group):
    queries.seat_of(current_user, group).leave(current_user)
    text = _("You have left “%(name)s”.", name=group.name)
    return changed(None, to=url_for(".index"), saved=text)


def _new_seat(group: Group, account: Account) -> Participant:
    chosen = actors.acting_for(current_user)
    actor = db.session.get(Actor, chosen.id) if chosen else None
    return Participant.add(
        group,
        current_user,
        name=current_user.name,
        email=account.email,
        phone=current_user.phone,
        language=account.language,
        actor_id=actor.id if actor else None,
        sector=actor.sector if actor else "residents",
    )


def _found(token: str, lock: bool = False) -> Participant:
    """In this tenant; the page speaks the language chosen for the invited, or by the reader."""
    seat = Participant.of_token(token, lock) or abort(404)
    if COOKIE not in request.cookies and current_user.is_anonymous:
        set_language(seat.language)
    return seat


def _is_alive(seat: Participant) -> bool:
    return rules.awaits(seat) and seat.group.is_open


def _about(seat: Participant) -> dict:
    return {"seat": seat, "group": seat.group, "minutes": TableRules.here().meeting_minutes}


def _over(seat: Participant):
    has_ended = rules.awaits(seat)  # then it is the work that is over
    page = render_template(OVER, has_ended=has_ended, contact=g.tenant.contact_email)
    return make_response(page, 410)
