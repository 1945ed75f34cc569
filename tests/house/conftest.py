"""A row of every kind, so that no route can be walked past."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tenants.models import Hosting
from tenants.scoping import TenantModel
from tests import database
from tests.house.walk import CAST, Knock, address, routes
from webapp.accounts.models import Invitation


@pytest.fixture
def rows(app, world):
    """`rows(Area)`: the id of Kuopio's first row of a table, seen as its owner sees it."""

    def first(model, town: str = "kuopio", **wanted):
        table = model.__table__
        query = select(table.c.id).order_by(table.c.id).limit(1)
        if issubclass(model, TenantModel):
            query = query.where(table.c.tenant_id == world.tenant(town))
        for column, value in wanted.items():
            query = query.where(table.c[column] == value)
        if model is Hosting:  # nobody's own table: take an agreement of none of the walkers
            query = query.where(table.c.municipality_id == world.tenant("rautalampi"))
        if model is Invitation:  # everybody came by one: take that which waits
            query = query.where(table.c.accepted_at.is_(None))
        with database.engine().connect() as connection:
            found = connection.scalar(query)
        assert found, f"{town} has no {model.__name__} in the world yet: tests/world.py"
        return found

    return first


@pytest.fixture
def migrated(app):
    """The owner's engine on a migrated database with the world in it."""
    return database.engine()


@pytest.fixture
def knock(browser, visitor):
    return Knock(browser, visitor)


@pytest.fixture
def answers(app, browser, visitor, rows):
    """Every page that this person gets in this language, with its endpoint."""

    def all_of(who, tag):
        key, town = CAST[who]
        client = browser(key) if key else visitor(town)
        client.set_cookie("language", tag, domain=client.site.removeprefix("https://"))
        for endpoint, method, rule in routes(app):
            if method == "GET":
                answer = client.get(address(app, rule, rows))
                if answer.mimetype == "text/html" and answer.status_code not in (302, 303):
                    yield endpoint, answer

    return all_of
