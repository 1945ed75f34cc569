"""Joining a network without an account, and leaving it by the same link."""

from __future__ import annotations

from flask import abort, url_for

from webapp.accounts import limits
from webapp.core import hosts
from webapp.core.access import allow, everyone
from webapp.core.language import _, language
from webapp.core.pages import changed, show
from webapp.groups import bp, mails, newcomers, rules
from webapp.groups.forms.newcomer import NewcomerForm
from webapp.groups.models import Group, Participant
from webapp.groups.models.participant import token_of

JOIN, MEMBERSHIP = "groups/join.html", "groups/membership.html"


@bp.get("/<uuid:id>/join")
@allow(rules.welcomes, on=Group)
def joining(group):
    return show(JOIN, group=group, form=NewcomerForm(formdata=None))


@bp.post("/<uuid:id>/newcomers")
@allow(rules.welcomes, on=Group)
@limits.invitations_to_address
@limits.links_from_network
def ask_in(group):
    """The answer is the same whether the address takes part already or not."""
    form = NewcomerForm()
    if not form.validate():
        return show(JOIN, status=422, group=group, form=form)
    newcomer = newcomers.ask_in(group, form.name.data, form.email.data, language())
    mails.network_welcome(newcomer, group)
    return show("groups/asked_in.html", group=group, email=form.email.data)


@bp.get("/memberships/<token>")
@allow(everyone)
def membership(token):
    """Changes nothing: mail programs look at links before their readers do."""
    return show(MEMBERSHIP, seat=_seat(token))


@bp.post("/memberships/<token>")
@allow(everyone)
def confirm_membership(token):
    seat = _seat(token, lock=True)
    here = url_for(".membership", token=token)
    if not seat.group.is_open:
        return changed(None, to=here)  # the page says that the work has ended
    seat.come_in()
    text = _("You take part in “%(name)s”.", name=seat.group.name)
    return changed(None, to=here, saved=text)


@bp.post("/memberships/<token>/ending")
@allow(everyone)
def end_membership(token):
    seat = _seat(token, lock=True)
    text = _("You have left “%(name)s”.", name=seat.group.name)
    newcomers.let_out(seat)
    return changed(None, to=url_for(".index"), saved=text)


@bp.app_template_global()
def membership_path(participant: str) -> str:
    """For the mail, when it is sent."""
    return hosts.path_of("groups.membership", token=token_of(participant))


def _seat(token: str, lock: bool = False) -> Participant:
    """Of a network; a link whose owner has left, or is no longer asked inside, leads nowhere."""
    seat = Participant.of_token(token, lock)
    if seat is None or seat.left_at is not None or seat.group.is_table:
        abort(404)
    if not (rules.awaits(seat) or rules.sees(None, seat.group)):
        abort(404)
    return seat
