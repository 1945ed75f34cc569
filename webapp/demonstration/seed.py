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
from tenants.owned import utcnow
from webapp.accounts.models import Account, Appointment, Credentials, Member
from webapp.actors.models import Actor, ActorArea, Representative
from webapp.areas.models import Area
from webapp.core import formats
from webapp.core.hosts import address as address_of
from webapp.core.hosts import platform_url
from webapp.demonstration import cast, everybody, pilot_tables, pilots
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
    with within(in_lobby()):
        tenants = {tenant.id: tenant for tenant in db.session.scalars(select(Tenant))}
        for town in everybody.TOWNS:
            if tenant := tenants.get(id_of("tenant", town.key)):
                yield {"address": address_of(tenant) + "/", "name": town.names["fi"]}
    for person in everybody.PEOPLE:
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
    places = [place for place in part.PLACES if place.town == town]
    parties = [party for party in part.PARTIES if party.town == town]
    people = [person for person in part.PEOPLE if town in (person.town, *person.also_in)]
    for place in places:
        db.session.add(_area(place))
        db.session.flush()
    db.session.add_all(_actor(party) for party in parties)
    db.session.flush()
    for person in people:
        db.session.add(_member(person, town, accounts[person.key]))
        db.session.flush()
        db.session.add_all(_rights(person, town))


def _area(place: cast.Place) -> Area:
    name = next(iter(place.names.values()))
    return Area(
        id=id_of("area", place.key),
        kind=place.kind,
        names=place.names,
        sort_name=formats.sort_text(name),
        parent_id=id_of("area", place.parent) if place.parent else None,
        merged_year=place.merged_year,
        lead=place.lead or {},
        saved_at=utcnow(),
    )


def _actor(party: cast.Party) -> Actor:
    id = id_of("actor", party.key)
    return Actor(
        id=id,
        kind=party.kind,
        sector=party.sector,
        name=party.name,
        sort_name=formats.sort_text(party.name),
        places=[ActorArea(actor_id=id, area_id=id_of("area", area)) for area in party.areas],
    )


def _member(person: cast.Person, town: str, account_id: UUID) -> Member:
    return Member(
        id=id_of("member", person.key if town == person.town else f"{person.key}@{town}"),
        account_id=account_id,
        first_name=person.first_name,
        family_name=person.family_name,
        sort_name=formats.sort_text(f"{person.family_name} {person.first_name}"),
    )


def _rights(person: cast.Person, town: str):
    member_id = id_of("member", person.key)
    if person.town != town:
        return
    if person.role:
        area_id = id_of("area", person.area) if person.area else None
        yield Appointment(
            member_id=member_id, role=person.role, area_id=area_id, starts_on=FIRST_DAY
        )
    for party in person.parties:
        yield Representative(
            member_id=member_id, actor_id=id_of("actor", party), starts_on=FIRST_DAY
        )
