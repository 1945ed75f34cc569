"""What the page and the feed of an area tell of its tables and networks."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from tenants.owned import utcnow
from tests import database
from tests.accounts.people import inside
from webapp.actions.models import Action
from webapp.traits.audited import Event

ATOM = "{http://www.w3.org/2005/Atom}"
TABLE = {
    "titles-fi": "Kylätalon <käyttö>",
    "goals-fi": "Kylätalossa on iltaisin toimintaa.",
    "audience": "public",
    "memo_audience": "members",
}


@pytest.fixture
def area(world):
    return f"/areas/{world.area('karttula')}"


@pytest.fixture
def part(world):
    return f"/groups/of-area/{world.area('karttula')}"


@pytest.fixture
def open_table(browser, world):
    """`open_table(audience="members")`: the address of a new one in Karttula."""

    def opened(**changes):
        facts = TABLE | {"area_ids": str(world.area("karttula"))} | changes
        return browser("officer").post("/groups/new", data=facts).location

    return opened


def titles(answer) -> list[str]:
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_the_areas_page_holds_a_place_and_a_link_for_its_groups(visitor, area, part):
    text = visitor("kuopio").get(area).text
    assert f'hx-get="{part}"' in text and f'href="{part}"' in text


def test_the_part_names_each_group_with_its_goal(visitor, part):
    text = visitor("kuopio").part(part).text
    assert text.startswith('<section class="ds-card flow" id="groups"')
    assert "Kukaan ei jää kyydittä." in text


def test_a_group_for_members_only_is_shown_to_its_people(browser, visitor, part, open_table):
    open_table(audience="members")
    assert "Kylätalossa" not in visitor("kuopio").get(part).text
    assert "Kylätalossa" not in browser("member").get(part).text
    assert "Kylätalossa" in browser("admin").get(part).text


def test_results_stand_on_the_areas_page(browser, visitor, part, open_table):
    here = open_table()
    results = TABLE | {"outcome-fi": "Talo on auki **kolmena** iltana."}
    browser("officer").post(f"{here}/edit", data=results)
    assert "<strong>kolmena</strong>" in visitor("kuopio").get(here).text
    browser("officer").post(f"{here}/end")
    assert "Talo on auki" not in visitor("kuopio").get(part).text  # of no area any more
    browser("officer").post(f"{here}/edit", data=results | {"area_ids": part.rpartition("/")[2]})
    assert "<strong>kolmena</strong>" in visitor("kuopio").get(part).text


def test_the_feed_tells_what_was_opened_and_what_has_ended(browser, visitor, area, open_table):
    here = open_table()
    browser("officer").post(f"{here}/end")
    answer = visitor("kuopio").get(f"{area}/feed.atom")
    assert titles(answer)[:2] == [
        "Työ on päättynyt: Kylätalon <käyttö> (Kumppanuuspöytä)",
        "Avattu: Kylätalon <käyttö> (Kumppanuuspöytä)",
    ]
    assert "https://kuopio.yhteispoyta.test" + here in answer.text


def test_the_feed_is_public_and_tells_of_public_groups_only(browser, visitor, area, open_table):
    here = open_table(audience="members")
    for reader in (visitor("kuopio"), browser("admin")):
        answer = reader.get(f"{area}/feed.atom")
        assert here not in answer.text and "public" in answer.headers["Cache-Control"]


def test_the_feed_speaks_the_language_of_its_address(visitor, area, open_table):
    open_table()
    answer = visitor("kuopio").get(f"{area}/feed.atom?in=sv")
    assert titles(answer)[0].startswith("Öppnades: ")
    assert "?in=sv" in visitor("kuopio").get(area + "?language=sv", follow_redirects=True).text


def test_an_unchanged_feed_is_not_sent_again(visitor, area):
    here = visitor("kuopio")
    tag = here.get(f"{area}/feed.atom").headers["ETag"]
    assert here.get(f"{area}/feed.atom", headers={"If-None-Match": tag}).status_code == 304


@pytest.fixture
def done(browser, world):
    """The address of an action point of the table in Karttula that has been carried out."""
    here = f"/actions/{world.action('karttula')}"
    assert browser("villager").post(f"{here}/completion", data={}).status_code == 303
    return here


def test_the_feed_tells_what_was_done(visitor, area, done):
    told = titles(visitor("kuopio").get(f"{area}/feed.atom"))
    assert told[0] == "Ikäihmisten palvelut – toimenpide on valmis: Sovitaan kyydit"


@pytest.mark.parametrize(
    ("act", "data"),
    [("beginning", {}), ("new-day", {"due_on": "31.12.2099"}), ("giving-up", {"reason": "Ei."})],
)
def test_what_was_not_done_after_all_is_no_longer_told(browser, visitor, area, done, act, data):
    assert browser("villager").post(f"{done}/{act}", data=data).status_code == 303
    assert "Sovitaan kyydit" not in visitor("kuopio").get(f"{area}/feed.atom").text


def test_what_was_done_again_is_told_once(browser, visitor, area, done):
    for act in ("beginning", "completion"):
        browser("villager").post(f"{done}/{act}", data={})
    assert visitor("kuopio").get(f"{area}/feed.atom").text.count("Sovitaan kyydit") == 1


def test_an_action_is_told_by_the_words_of_today(app, world, visitor, area, done):
    with inside(app, world) as session:
        session.get(Action, world.action("karttula")).what = "Kyydit sovittu"
    told = visitor("kuopio").get(f"{area}/feed.atom").text
    assert "Kyydit sovittu" in told and "Sovitaan kyydit" not in told


def test_work_that_goes_on_after_all_has_not_ended(browser, visitor, area, open_table):
    here = open_table()
    for act in ("end", "continuation"):
        browser("officer").post(f"{here}/{act}")
    assert "Työ on päättynyt" not in visitor("kuopio").get(f"{area}/feed.atom").text


def test_the_feed_tells_of_one_year(app, world, visitor, area, done):
    long_ago = update(Event).values(created_at=utcnow() - timedelta(days=366))
    with database.engine().begin() as connection:  # nobody else may change what happened
        connection.execute(long_ago)
    assert titles(visitor("kuopio").get(f"{area}/feed.atom")) == []
