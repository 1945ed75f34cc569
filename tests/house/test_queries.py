"""A page sends the same few statements, however many rows it finds."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tenants.context import LOBBY, current
from tenants.db import db
from tests import database
from tests.client import HX
from tests.house.growth import grow
from tests.house.plans import VERBS
from tests.house.walk import address, routes

PAGE, PART = 8, 5
SIZES = (2, 20, 200)
READERS = ("admin", "villager", "operator")


@pytest.fixture
def counted(app):
    """`counted(client, path, headers)`: how many statements a page sends; None without a page."""
    sent = []

    def keep(_connection, _cursor, statement, _values, _context, _many):
        is_ours = current() and current().role != LOBBY  # a process remembers where hosts lead
        if is_ours and statement.lstrip().upper().startswith(VERBS):
            sent.append(statement)

    def count(client, path, headers):
        sent.clear()
        answer = client.get(path, headers=headers)
        is_part = b"</html>" not in answer.data
        return (is_part, len(sent)) if answer.status_code == 200 and answer.data else None

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", keep)
    yield count
    event.remove(engine, "before_cursor_execute", keep)


@pytest.fixture
def paths(app, rows):
    """The same addresses for every size: of rows that stand in the world from the beginning."""
    return [address(app, rule, rows) for _name, method, rule in routes(app) if method == "GET"]


@pytest.fixture
def counts(browser, snapshot, world, paths, counted):
    """Number of copies of every row to what each reader's pages and parts then send."""

    def walk():
        for who in READERS:
            client = browser(who)
            for path in paths:
                for asked, headers in (("page", {}), ("part", HX)):
                    if found := counted(client, path, headers):
                        yield (who, asked, path), found

    def at(times):
        snapshot.restore()
        with database.engine().begin() as connection:
            grow(connection, world.tenant("kuopio"), times)
        return dict(walk())

    return {times: at(times) for times in SIZES}


def test_rows_grow_around_those_that_stand_there(browser, world, app):
    with database.engine().begin() as connection:
        grow(connection, world.tenant("kuopio"), max(SIZES))
    around = browser("admin").get(f"/areas/{world.area('vehmersalmi')}")
    assert around.text.count('href="/actors/') == 20


def test_the_number_of_statements_is_small_and_never_grows(counts):
    few, *more = counts.values()
    assert len(few) > 50
    assert {
        key: [found] + [other.get(key) for other in more]
        for key, found in few.items()
        if any(other.get(key) != found for other in more)
    } == {}
    assert {
        key: sent for key, (is_part, sent) in few.items() if sent > (PART if is_part else PAGE)
    } == {}
