"""Fills an empty database with the cast, and prints who can sign in where."""

from __future__ import annotations

import json
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy import select

from tenants.context import acting_in, in_lobby, operating
from tenants.db import db
from tenants.models import Tenant
from webapp.accounts.models import Member
from webapp.core.hosts import address as address_of
from webapp.core.hosts import platform_url
from webapp.demonstration import cast, pilot_tables, pilots, settling
from webapp.demonstration.cast import id_of
from webapp.demonstration.roles import role_of


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
    """The towns of the cast, or those that come beside them: each all at once."""
    settling.found(part)
    with within(operating(id_of("tenant", "platform"))):
        settling.open_sites(part)
    accounts = settling.accounts(part)
    added_to = [place.town for place in part.PLACES]
    for town in dict.fromkeys([*added_to, *(town.key for town in part.TOWNS)]):
        with within(acting_in(id_of("tenant", town))):
            settling.fill(town, part, accounts)


@contextmanager
def within(scope):
    """A scope with a session of its own, committed at its end."""
    with scope:
        db.session.close()
        yield db.session
        db.session.commit()
        db.session.close()
