"""How towns come to be, by the verbs of the forms: opened, set up, and settled by their people.

Only the ids are given, so that links and tests can name a row before it is read.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tenants.context import as_person
from tenants.db import db
from tenants.models import Hosting, Tenant
from webapp.accounts.models import Credentials, Invitation, Member
from webapp.accounts.models.appointment import CROWNS
from webapp.accounts.newcomers import account_of
from webapp.actors.models import Actor, Representative
from webapp.areas.models import Area
from webapp.console import opening
from webapp.console.operators import found_platform
from webapp.core.scopes import beside
from webapp.demonstration import cast, everybody
from webapp.demonstration.cast import id_of
from webapp.settings import hosting as hostings
from webapp.settings.changes import change

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2030, 12, 31)


def found(part) -> None:
    for town in part.TOWNS:
        if town.kind == "platform":
            found_platform(id=id_of("tenant", town.key))


def open_sites(part) -> None:
    """At the operator's desk, with the agreements of hosts."""
    for town in part.TOWNS:
        if town.kind != "platform":
            facts = {field: getattr(town, field) for field in opening.FIELDS}
            opening.open_site(None, id=id_of("tenant", town.key), **facts)
    for host, municipality, _accepted in part.HOSTINGS:
        opening.propose_hosting(
            None,
            id=id_of("hosting", f"{host}-{municipality}"),
            host_id=id_of("tenant", host),
            municipality_id=id_of("tenant", municipality),
            ends_on=LAST_DAY,
        )


def accounts(part) -> dict[str, UUID]:
    return {person.key: _account(person) for person in part.PEOPLE}


def _account(person: cast.Person) -> UUID:
    id = account_of(cast.address(person), person.language, id=id_of("account", person.key))
    with beside(as_person(id)):
        db.session.add(Credentials(account_id=id, is_exempt=True))
    return id


def fill(town: str, part, accounts: dict[str, UUID]) -> None:
    """First who keeps the town comes in, then by their hand all the rest."""
    people = [person for person in part.PEOPLE if town in (person.town, *person.also_in)]
    for person in people:
        if person.role in CROWNS:
            _join(person, town, accounts[person.key], by=None)
    keeper = db.session.get(Member, id_of("member", everybody.keeper_of(town).key))
    _set_up(town, part, by=keeper)
    _bring_places(town, part, by=keeper)
    for person in people:
        if person.role not in CROWNS:
            _join(person, town, accounts[person.key], by=keeper)


def _set_up(town: str, part, by: Member) -> None:
    tenant = db.session.get(Tenant, id_of("tenant", town))
    for told in part.TOWNS:
        if told.key == town:
            contact = {"contact_name": "Neuvonta", "contact_email": f"neuvonta.{town}@example.org"}
            change(tenant, "contact_changed", by, **contact)
            change(tenant, "look_changed", by, colour=told.colour)
    for agreement in part.HOSTINGS:
        if agreement.town == town and agreement.accepted:
            key = f"{agreement.host}-{town}"
            hostings.accept(db.session.get(Hosting, id_of("hosting", key)), by)


def _bring_places(town: str, part, by: Member) -> None:
    for place in part.PLACES:
        if place.town == town:
            _area(place, by)
    for party in part.PARTIES:
        if party.town == town:
            areas = [id_of("area", area) for area in party.areas]
            facts = {"kind": party.kind, "sector": party.sector, "name": party.name}
            Actor.add(by, areas, id=id_of("actor", party.key), **facts)
    db.session.flush()


def _area(place: cast.Place, by: Member) -> None:
    parent = id_of("area", place.parent) if place.parent else None
    facts = {"id": id_of("area", place.key), "parent_id": parent, "merged_year": place.merged_year}
    area = Area.add(place.kind, place.names, by, **facts)
    db.session.flush()
    if place.lead:
        area.write(by, lead=place.lead)


def _join(person: cast.Person, town: str, account_id: UUID, by: Member | None) -> None:
    """Invited, and answers. Elsewhere than at home the person is an ordinary member."""
    name = (person.first_name, person.family_name)
    at_home = town == person.town
    invitation, _token = Invitation.issue(
        by=by,
        email=cast.address(person),
        first_name=person.first_name,
        family_name=person.family_name,
        language=person.language,
        role=person.role if at_home and not person.area else None,
    )
    id = id_of("member", person.key if at_home else f"{person.key}@{town}")
    member = invitation.accept(account_id, *name, id=id)
    if at_home and person.area:
        member.appoint(person.role, FIRST_DAY, area_id=id_of("area", person.area), by=by)
    for party in person.parties if at_home else ():
        actor = db.session.get(Actor, id_of("actor", party))
        Representative.name_for(actor, member, FIRST_DAY, by=by)
