"""Fills an empty database with the cast, and prints who can sign in where."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import click
from flask import Flask
from sqlalchemy import select

from tenants.context import acting_in, as_person, in_lobby, operating, signing_in
from tenants.db import db
from tenants.models import Hosting, Tenant
from webapp.accounts.models import Account, Credentials, Member
from webapp.actors.models import Actor, Representative
from webapp.areas.models import Area
from webapp.core.hosts import address as address_of
from webapp.core.hosts import platform_url
from webapp.demonstration import cast, pilot_tables, pilots
from webapp.demonstration.cast import id_of
from webapp.demonstration.roles import role_of

FIRST_DAY = date(2026, 1, 1)


def demonstrate(app: Flask) -> None:
    """Seed once, then print one JSON line per address and per person."""
    with app.app_context():
        with within(in_lobby()):
            is_empty = db.session.scalar(select(Tenant.id).limit(1)) is None
        if is_empty:
            seed()
            seed(pilots)
        elif not (is_complete() and is_complete(pilots)):
            raise click.ClickException(
                "The demonstration data is only half there: start once with --reset."
            )
        pilot_tables.load()
        for line in describe():
            print(json.dumps(line, ensure_ascii=False))


def is_complete(part=cast) -> bool:
    """The last person of the last town is there: nothing was killed on the way."""
    last = part.PEOPLE[-1]
    with within(acting_in(id_of("tenant", last.town))):
        return db.session.get(Member, id_of("member", last.key)) is not None


def describe():
    """Those of the cast; the towns that the sources tell of are found on the platform's pages."""
    with within(in_lobby()):
        tenants = {tenant.id: tenant for tenant in db.session.scalars(select(Tenant))}
        for town in cast.TOWNS:
            if tenant := tenants.get(id_of("tenant", town.key)):
                yield {"address": address_of(tenant) + "/", "name": town.names["fi"]}
    for person in cast.PEOPLE:
        url = platform_url("demonstration.sign_in_as", key=person.key)
        who = f"{person.first_name} {person.family_name}"
        yield {"role": role_of(person), "who": who, "url": url}


def seed(part=cast) -> None:
    """The towns of the cast, or those that come beside them."""
    with within(operating(id_of("tenant", "platform"))):
        db.session.add_all(_tenant(town) for town in part.TOWNS)
        db.session.flush()
        db.session.add_all(_agreement(*row) for row in part.HOSTINGS)
    for host, municipality, accepted in part.HOSTINGS:
        if accepted:
            with within(acting_in(id_of("tenant", municipality))):
                row = db.session.get(Hosting, id_of("hosting", f"{host}-{municipality}"))
                row.accept(by=id_of("member", f"{municipality}_admin"))
    accounts = {person.key: _account(person) for person in part.PEOPLE}
    keys = [*(town.key for town in part.TOWNS), *(place.town for place in part.PLACES)]
    for town in dict.fromkeys(keys):
        with within(acting_in(id_of("tenant", town))):
            _fill(town, accounts, part)


@contextmanager
def within(scope):
    """A scope with a session of its own, committed at its end."""
    with scope:
        db.session.close()
        yield db.session
        db.session.commit()
        db.session.close()


def _tenant(town: cast.Town) -> Tenant:
    return Tenant(
        **{field: getattr(town, field) for field in cast.Town._fields if field != "key"},
        id=id_of("tenant", town.key),
        slug=town.key if town.key != "platform" else "www",
        contact_name="Neuvonta",
        contact_email=f"neuvonta.{town.key}@example.org",
        sender_name=town.names["fi"],
    )


def _agreement(host: str, municipality: str, _accepted: bool) -> Hosting:
    return Hosting(
        id=id_of("hosting", f"{host}-{municipality}"),
        host_id=id_of("tenant", host),
        municipality_id=id_of("tenant", municipality),
        ends_on=date(2030, 12, 31),
    )


def _account(person: cast.Person) -> UUID:
    email, id = cast.address(person), id_of("account", person.key)
    with within(signing_in(email)):
        db.session.add(Account(id=id, email=email, language=person.language))
    with within(as_person(id)):
        db.session.add(Credentials(account_id=id, is_exempt=True))
    return id


def _fill(town: str, accounts: dict[str, UUID], part) -> None:
    """By the verbs of the forms; only the ids are given, so that links and tests can name them."""
    for place in part.PLACES:
        if place.town == town:
            _area(place)
    for party in part.PARTIES:
        if party.town == town:
            areas = [id_of("area", area) for area in party.areas]
            facts = {"kind": party.kind, "sector": party.sector, "name": party.name}
            Actor.add(None, areas, id=id_of("actor", party.key), **facts)
    db.session.flush()
    for person in part.PEOPLE:
        if town in (person.town, *person.also_in):
            _member(person, town, accounts[person.key])


def _area(place: cast.Place) -> None:
    parent = id_of("area", place.parent) if place.parent else None
    facts = {"id": id_of("area", place.key), "parent_id": parent, "merged_year": place.merged_year}
    area = Area.add(place.kind, place.names, None, **facts)
    db.session.flush()
    if place.lead:
        area.write(None, lead=place.lead)


def _member(person: cast.Person, town: str, account_id: UUID) -> None:
    at_home = town == person.town
    id = id_of("member", person.key if at_home else f"{person.key}@{town}")
    member = Member(id=id, account_id=account_id, appointments=[])
    member.call(person.first_name, person.family_name)
    db.session.add(member)
    db.session.flush()
    if at_home and person.role:
        area_id = id_of("area", person.area) if person.area else None
        member.appoint(person.role, FIRST_DAY, area_id=area_id)
    for party in person.parties if at_home else ():
        actor = db.session.get(Actor, id_of("actor", party))
        Representative.name_for(actor, member, FIRST_DAY)
