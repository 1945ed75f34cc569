"""Lists that are longer than a page: everybody once, in order, a page at a time."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from tenants.owned import utcnow
from tests.accounts.people import inside
from webapp.groups.models import Group, Participant
from webapp.groups.people import MOST_ASKED

MANY = 45


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


@pytest.fixture
def crowd(app, world):
    """Forty-five people at the table; every third is of the public sector."""
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for number in range(MANY):
            sector = "residents" if number % 3 else "public"
            facts = {"name": f"Henkilö {number:02}", "phone": "+358401234567", "sector": sector}
            Participant.add(group, None, **facts).join()


def pages(client, address, find) -> list[list[str]]:
    """What is found on each page of a list, by the button to the next."""
    found = []
    while address:
        text = client.part(address).text
        found.append(re.findall(find, text))
        following = re.search(r'href="([^"]*after=[^"]*)"', text)
        address = following and following[1].replace("&amp;", "&")
    return found


def test_people_come_twenty_at_a_time(browser, crowd, table):
    here = pages(browser("villager"), f"{table}/people", r">(Henkilö \d\d)<")
    assert [len(page) for page in here] == [20, 20, 5]
    assert list(chain.from_iterable(here)) == [f"Henkilö {number:02}" for number in range(MANY)]


def test_people_of_one_sector_come_in_pages_too(browser, crowd, table):
    here = pages(browser("villager"), f"{table}/people?sector=residents", r">(Henkilö \d\d)<")
    assert [len(page) for page in here] == [20, 10]


@pytest.mark.parametrize("after", ["x", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_strange_place_in_the_list_does_no_harm(browser, table, after):
    assert browser("villager").get(f"{table}/people?after={after}").status_code == 200


def test_the_page_of_a_large_table_says_how_many_more_there_are(browser, visitor, crowd, table):
    def part(reader):
        text = reader.get(table).text
        return text[text.index('id="people"') : text.index('id="sectors"')]

    inside, public = part(browser("villager")), part(visitor("kuopio"))
    assert inside.count("<li>") == 30 and "ja 18 muuta" in inside
    assert "(30 henkilöä)" in public and "(15 henkilöä)" in public


def test_the_page_of_an_area_shows_one_page_of_groups_and_five_results(app, world, visitor):
    area = world.area("karttula")
    with inside(app, world):
        for number in range(MANY):
            facts = {"titles": {"fi": f"Pöytä {number:02}"}, "outcome": {"fi": "Tulos."}}
            Group.open("table", None, [area], **facts)
    text = visitor("kuopio").part(f"/groups/of-area/{area}").text
    groups, results = text.split("Tulokset")
    assert groups.count("<li>") == 20 and results.count("<li>") == 5
    listed = pages(visitor("kuopio"), f"/groups?area={area}", r"(Pöytä \d\d)</")
    assert list(chain.from_iterable(listed)) == [f"Pöytä {number:02}" for number in range(MANY)]


def test_nobody_mails_a_thousand_strangers_by_few_presses(app, world, browser, table):
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for number in range(MOST_ASKED):
            facts = {"name": f"Henkilö {number}", "email": f"h{number}@example.org"}
            Participant.add(group, None, sector="residents", **facts)
    villager, answers = browser("villager"), []
    for _ in range(3):
        page = villager.get(f"{table}/invitation").text
        ids = re.findall(r'name="people" value="([^"]+)"', page)
        data = {"people": ids, "many": len(ids), "seen": utcnow().isoformat()}
        answers.append(villager.post(f"{table}/invitation", data=data).status_code)
    assert answers == [303, 303, 429]


def test_however_many_have_been_asked_the_others_can_be_asked_too(app, world, browser, table):
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for number in range(MOST_ASKED):
            facts = {"name": f"Henkilö {number}", "email": f"h{number}@example.org"}
            seat = Participant.add(group, None, sector="residents", **facts)
            seat.invited_at = utcnow()
        Participant.add(group, None, name="Östen", email="osten@example.org", sector="residents")
    assert "osten@example.org" in browser("villager").get(f"{table}/invitation").text
