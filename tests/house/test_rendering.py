"""A template shows what it was given: no row is looked up on the way."""

from __future__ import annotations

import pytest
from flask import before_render_template, template_rendered
from sqlalchemy import event

from tenants.session import TenantSession
from tests import database
from tests.client import HX
from tests.house.growth import grow
from tests.house.walk import CAST, READERS, address, routes


@pytest.fixture
def looked_up(app):
    """Which templates followed a relationship, or asked for a column, that had not been read."""
    open_ones, found = [], set()

    def note(call):
        if open_ones and (call.is_relationship_load or call.is_column_load):
            found.add((open_ones[-1], call.statement.get_final_froms()[0].name))

    def begin(_app, template, **_kwargs):
        open_ones.append(template.name)

    def end(_app, **_kwargs):
        open_ones.pop()

    event.listen(TenantSession, "do_orm_execute", note)
    with before_render_template.connected_to(begin, app), template_rendered.connected_to(end, app):
        yield found
    event.remove(TenantSession, "do_orm_execute", note)


@pytest.mark.parametrize("who", READERS)
def test_no_template_looks_up_a_row(looked_up, browser, visitor, world, rows, app, who):
    key, town = CAST[who]
    client = browser(key) if key else visitor(town)
    with database.engine().begin() as connection:
        grow(connection, world.tenant("kuopio"), 2)
    for _endpoint, method, rule in routes(app):
        for headers in ({}, HX) if method == "GET" else ():
            client.get(address(app, rule, rows), headers=headers)
    assert looked_up == set()
