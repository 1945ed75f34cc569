"""The people of a group: the list, adding one, changing and removing."""

from __future__ import annotations

from flask import abort, g, request, url_for
from flask_login import current_user

from tenants.db import db
from webapp.accounts.queries import actor_names
from webapp.accounts.routes.members import after
from webapp.actors.models import SECTORS, Actor
from webapp.actors.words import SECTORS as SECTOR_NAMES
from webapp.core.access import allow, ask
from webapp.core.extensions import htmx
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups import bp, people, queries, rules
from webapp.groups.forms.participant import ParticipantForm
from webapp.groups.models import Group, Participant

INDEX, LIST = "groups/people/index.html", "groups/people/_list.html"
EDIT = "groups/people/edit.html"


@bp.app_template_global()
def my_seat(group: Group) -> Participant | None:
    """Where the reader sits in the group."""
    return queries.seat_of(current_user, group) if current_user.is_authenticated else None


@bp.get("/<uuid:id>/people", endpoint="people")
@allow(rules.sees_people, on=Group)
def show_people(group):
    asked = request.args.get("sector")
    sector = asked if asked in SECTORS else None
    keeps = ask(rules.keeps, group)
    found = people.page_of(group, keeps=keeps, sector=sector, after=after())
    about = {"sector": sector, "sectors": list(SECTOR_NAMES.items()), "keeps": keeps}
    about["names"] = ask(rules.names, group)
    if keeps and group.ground_rules and not htmx.wants_part:
        about["accepted"] = people.accepted_rules(group)
    return show(INDEX, LIST, group=group, found=found, **about)


@bp.get("/<uuid:id>/people/new")
@allow(rules.keeps, on=Group)
def new_participant(group):
    form = _form(group, formdata=None)
    form.language.data = g.tenant.languages[0]
    return show(EDIT, group=group, seat=None, form=form)


@bp.post("/<uuid:id>/people/new")
@allow(rules.keeps, on=Group)
def add_participant(group):
    form = _form(group)
    people.hold(group)
    if not (form.validate() and _fits(form, group)):
        return show(EDIT, status=422, group=group, seat=None, form=form)
    seat = Participant.add(group, current_user, **_facts(form))
    text = _("%(name)s was added. The invitation has not been sent yet.", name=seat.name)
    return changed(None, to=url_for(".people", id=group.id), saved=text)


@bp.get("/participants/<uuid:id>")
@allow(rules.keeps_seat, on=Participant)
def participant(seat):
    _still_here(seat)
    return show(EDIT, group=seat.group, seat=seat, form=_form(seat.group, formdata=None, obj=seat))


@bp.post("/participants/<uuid:id>")
@allow(rules.keeps_seat, on=Participant)
def save_participant(seat):
    form = _form(seat.group, obj=seat)
    people.hold(seat.group)
    seat.hold()
    _still_here(seat)
    if not (form.validate() and _fits(form, seat.group, seat)):
        return show(EDIT, status=422, group=seat.group, seat=seat, form=form)
    address = seat.email
    seat.edit(current_user, **_facts(form))
    text = _("The details of %(name)s are up to date.", name=seat.name)
    if seat.state == "invited" and seat.email not in ("", None, address):
        text = _(
            "The address of %(name)s is changed. The invitation did not go there: invite again.",
            name=seat.name,
        )
    return changed(None, to=url_for(".people", id=seat.group_id), saved=text)


@bp.post("/participants/<uuid:id>/removal")
@allow(rules.keeps_seat, on=Participant)
def remove_participant(seat):
    seat.hold()
    seat.leave(current_user)
    text = _("%(name)s is no longer in the group. The link in the mails is dead.", name=seat.name)
    return changed(None, to=url_for(".people", id=seat.group_id), saved=text)


def _still_here(seat: Participant) -> None:
    """Nothing is kept of who has left meanwhile, and nobody is told that it was."""
    if seat.left_at is not None:
        abort(409)


def _form(group: Group, **given) -> ParticipantForm:
    form, names = ParticipantForm(group, ask(rules.names, group), **given), actor_names()
    if (seat := given.get("obj")) and seat.actor:
        names.setdefault(seat.actor_id, seat.actor.name)  # though it has ended since
    form.actor_id.choices = list(names.items())
    return form


def _fits(form: ParticipantForm, group: Group, seat: Participant | None = None) -> bool:
    """Says at the field what does not fit with what is there already."""
    email = form.email.data
    if seat is None or seat.email != email:
        people.make_room(group, [email])
    if email and people.is_taken(group.id, email, seat.id if seat else None):
        form.email.errors = [_("Somebody in the group has this address already.")]
    if not (form.sector.data or form.actor_id.data):
        form.sector.errors = [_("Choose the sector of a person who takes part for oneself.")]
    return not (form.email.errors or form.sector.errors)


def _facts(form: ParticipantForm) -> dict:
    facts = form.facts()
    if not facts["sector"]:
        facts["sector"] = db.session.get(Actor, facts["actor_id"]).sector
    return facts | {"member_id": people.members_with([facts["email"]]).get(facts["email"])}
