"""People are added from the register of actors by ticks: no address is typed."""

from __future__ import annotations

import re

import pytest

from tests.accounts.people import at_once, inside
from tests.groups.seats import letters, seats
from webapp.accounts.models import Member
from webapp.actors.models import Actor, Representative
from webapp.core.formats import sort_text, today
from webapp.groups.models import Group, Participant
from webapp.groups.register import MOST


@pytest.fixture
def here(world):
    return f"/groups/{world.group('karttula')}/register"


@pytest.fixture
def offered(browser, here):
    """`offered("villager", name="diak")`: key by what the line says."""

    def offered(who="villager", **asked):
        text = browser(who).get(here, query_string=asked).text
        keys = re.findall(r'name="people" value="([^"]+)"', text)
        lines = re.findall(r'<label[^>]*for="people[-\d]*"[^>]*>([^<]+)<', text)
        return dict(zip((line.strip() for line in lines), keys, strict=True))

    return offered


@pytest.fixture(autouse=True)
def parish(app, world):
    """A member represents two actors, and a third has an address of its own."""
    with inside(app, world) as session:
        session.get(Actor, world.actor("juankoski_village")).email = "kyla@example.org"
        member = session.get(Member, world.member("member"))
        for key in ("karttula_village", "karttula_parish"):
            actor = session.get(Actor, world.actor(key))
            Representative.name_for(actor, member, today(), by=member)


def test_who_sits_already_is_not_offered(offered):
    lines = " ".join(offered())
    assert "Karttulan Sihteeri" not in lines and "Karttulan Diakoni" not in lines


def test_representatives_and_actors_with_an_address_are_offered(offered):
    lines = offered()
    assert "Kuopion Jäsen, Karttulan seurakunta" in lines
    assert "Juankosken kyläyhdistys ry" in lines
    assert "Karttulan Yrittäjäkerho" not in lines  # nobody to write to or to call


def test_no_address_is_shown_before_somebody_is_added(browser, here, world):
    text = browser("villager").get(here).text
    assert world.email("member") not in text and "kyla@example.org" not in text


def test_the_chosen_are_added_for_their_actors_and_nobody_is_mailed(
    app, world, browser, here, offered
):
    lines = offered()
    keys = [lines["Kuopion Jäsen, Karttulan seurakunta"], lines["Juankosken kyläyhdistys ry"]]
    assert browser("villager").post(here, data={"people": keys}).status_code == 303
    found = seats(app, world)
    village = found["Juankosken kyläyhdistys ry"]
    assert (village["email"], village["sector"]) == ("kyla@example.org", "third")
    assert village["actor_id"] == world.actor("juankoski_village")
    assert found["Kuopion Jäsen"]["email"] == world.email("member")
    assert found["Kuopion Jäsen"]["member_id"] == world.member("member")
    assert letters(app, world, "table_invitation") == []
    assert keys[1] not in offered().values()


def test_one_person_of_two_actors_is_added_once(app, world, browser, here, offered):
    keys = [key for line, key in offered().items() if line.startswith("Kuopion Jäsen")]
    assert len(keys) == 2
    assert browser("villager").post(here, data={"people": keys}).status_code == 303
    assert [it["email"] for it in seats(app, world).values()].count(world.email("member")) == 1


def test_the_register_is_searched_by_name_and_sector(offered):
    assert list(offered(name="juank")) == ["Juankosken kyläyhdistys ry"]
    assert "Kuopion Jäsen, Karttulan seurakunta" in offered(name="jäs")
    assert "Juankosken kyläyhdistys ry" not in offered(sector="parish")
    assert offered(name="nobody at all") == {}
    assert offered(name="\0", sector="army") == offered()


@pytest.mark.parametrize("people", [[], ["x"], ["0195d000-0000-7000-8000-000000000000"]])
def test_who_was_not_offered_is_not_added(app, world, browser, here, people):
    many = len(seats(app, world))
    answer = browser("villager").post(here, data={"people": people})
    assert answer.status_code == 422 and 'id="people-error"' in answer.text
    assert len(seats(app, world)) == many


def test_two_presses_at_once_add_once(browser, here, offered):
    data = {"people": [offered()["Juankosken kyläyhdistys ry"]]}
    assert at_once([browser("villager") for _hand in range(4)], here, data) == [303, 422, 422, 422]


def test_a_long_register_is_searched_rather_than_shown(app, world, browser, here, offered):
    with inside(app, world) as session:
        for number in range(60):
            name = f"Kerho {number:02}"
            facts = {"sector": "third", "name": name, "sort_name": sort_text(name)}
            session.add(Actor(email=f"kerho{number}@example.org", **facts))
    assert len(offered()) <= 50
    assert "Rekisterissä on muitakin." in browser("villager").get(here).text
    assert list(offered(name="kerho 59")) == ["Kerho 59"]


def test_those_whom_nobody_can_reach_leave_room_for_the_others(app, world, offered):
    with inside(app, world):
        for number in range(MOST + 1):
            Actor.add(None, name=f"Aa yhdistys {number}", sector="third")
    assert "Juankosken kyläyhdistys ry" in offered()


def test_when_nobody_of_the_first_can_be_added_the_page_says_how_to_find_the_rest(
    app, world, browser, here
):
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for number in range(MOST + 1):
            reached = {"email": f"a{number}@example.org", "sector": "third"}
            name = f"Aa yhdistys {number}"
            Actor.add(None, name=name, **reached)
            Participant.add(group, None, name=name, **reached)
    assert "Hae nimellä tai sektorilla." in browser("villager").get(here).text
