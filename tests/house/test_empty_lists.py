"""A list with nothing in it says what will appear there, and what or who brings it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tenants.scoping import TenantModel
from tests.house.lists import Lists, faults
from tests.house.walk import CAST, address, routes

# Without these nobody could walk there; and what is left so that its own lists can be looked at.
WALKERS = {"member", "appointment", "session"}
NEW, BARE = WALKERS, WALKERS | {"area", "actor", "invitation", "feedback"}
# What needs no word when it is not there: the municipalities that are areas already.
UNMISSED = {"areas.mergers"}
ASKED = ("", "?name=qqqqq", "?closed=1", f"?thing={uuid4()}")


@pytest.fixture
def cleared(snapshot, world):
    """`cleared("kuopio", NEW)`: of that town's rows only those of these tables are left."""

    def clear(town, kept):
        tables = {each.__table__.name for each in TenantModel.__subclasses__()}
        execute = snapshot.connection.execute
        for table in tables - kept:
            execute(f"delete from {table} where tenant_id = %s", [world.tenant(town)])  # noqa: S608
        execute("delete from appointment where area_id is not null and %s", [kept is NEW])
        execute("delete from hosting")
        if town == "platform" and kept is NEW:
            execute("delete from tenant where kind <> 'platform'")

    return clear


@pytest.fixture
def paths(app, rows):
    """What there is to get, with ids of rows that exist as long as nothing is cleared."""
    return [(it, address(app, rule, rows)) for it, method, rule in routes(app) if method == "GET"]


@pytest.fixture
def pages(browser, visitor, paths):
    """Every page that this person gets, asked in each way, with its endpoint."""

    def all_of(who):
        key, town = CAST[who]
        client = browser(key) if key else visitor(town)
        for endpoint, path in paths:
            for query in ASKED:
                answer = client.get(path + query)
                if answer.status_code != 200 or answer.mimetype != "text/html":
                    break
                yield endpoint + query, answer.text

    return all_of


@pytest.mark.parametrize("kept", [NEW, BARE], ids=["a new town", "bare pages"])
@pytest.mark.parametrize("who", CAST)
def test_every_empty_list_says_what_and_who(pages, cleared, who, kept):
    cleared(CAST[who][1], kept)
    read = list(pages(who))
    assert [(it, fault) for it, page in read for fault in faults(page)] == []
    assert any(Lists(page).missing for _it, page in read)


@pytest.mark.parametrize("who", ["visitor", "villager", "admin", "operator"])
def test_no_list_goes_without_a_word(pages, cleared, who):
    full = {it: Lists(page) for it, page in pages(who)}
    cleared(CAST[who][1], NEW)
    left = {it: Lists(page) for it, page in pages(who)}
    silent = {
        it
        for it, lists in left.items()
        if it in full and len(lists.shown) < len(full[it].shown) and not lists.missing
    }
    assert {it.partition("?")[0] for it in silent} - UNMISSED == set()


@pytest.mark.parametrize("who", ["visitor", "coordinator", "admin"])
def test_the_lists_of_one_thing_say_so_too(pages, cleared, who):
    cleared(CAST[who][1], BARE)
    said = {it for it, page in pages(who) if Lists(page).missing}
    assert said >= {"areas.detail", "areas.actors", "areas.parts"}


@pytest.mark.parametrize(
    "planted",
    [
        "<table><tr><th>Name</th></tr></table>",
        "<ul></ul>",
        "<div class=empty><p></p><a href=/>Add</a></div>",
        "<div class=empty><p>Areas appear here.</p></div>",
    ],
)
def test_a_planted_silence_is_found(planted):
    assert len(list(faults(f"<nav><ul></ul></nav><main>{planted}</main>"))) == 1
