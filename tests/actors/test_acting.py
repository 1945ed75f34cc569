"""For whom I act: chosen, shown on every page, recorded with what I do."""

import pytest
from sqlalchemy import select

from tests.accounts.people import inside
from webapp.accounts.models import Member
from webapp.actors import rules
from webapp.traits.audited import Event

CONTACT = {"email": "uusi@example.org", "phone": "", "website": ""}


def last_event(app, world):
    with inside(app, world) as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        return event.what, event.actor_id


def test_who_represents_one_actor_acts_for_it_from_the_start(browser, app, world):
    villager, village = browser("villager"), world.actor("karttula_village")
    assert 'class="banner"' in villager.get("/acting-for").text
    villager.post(f"/actors/{village}/edit", data=CONTACT)
    assert last_event(app, world) == ("actor_edited", village)


def test_who_represents_two_actors_chooses(browser, app, world):
    here, parish = browser("twofold"), world.actor("karttula_parish")
    assert "banner" not in here.get("/acting-for").text
    answer = here.post("/acting-for", data={"actor": str(parish)})
    assert answer.status_code == 303 and answer.location == "/acting-for"
    assert "Karttulan seurakunta" in here.get("/members").text
    here.post(f"/actors/{parish}/edit", data=CONTACT)
    assert last_event(app, world) == ("actor_edited", parish)


def test_one_can_act_for_oneself_again(browser, world):
    here = browser("villager")
    assert here.post("/acting-for", data={"actor": ""}).status_code == 303
    assert "banner" not in here.get("/acting-for").text


def test_the_choice_is_of_this_browser_only(browser, world):
    phone, laptop = browser("twofold"), browser("twofold")
    phone.post("/acting-for", data={"actor": str(world.actor("karttula_parish"))})
    assert "banner" in phone.get("/members").text and "banner" not in laptop.get("/members").text


@pytest.mark.parametrize("actor", ["juankoski_village", "kangaslampi_village"])
def test_nobody_acts_for_strangers(browser, world, actor):
    here = browser("twofold")
    assert here.post("/acting-for", data={"actor": str(world.actor(actor))}).status_code == 422
    assert "banner" not in here.get("/acting-for").text


def test_who_represents_nobody_is_told_what_that_means(browser):
    assert 'class="empty"' in browser("member").get("/acting-for").text


def test_a_visitor_signs_in_first(visitor):
    assert visitor("kuopio").get("/acting-for").status_code == 303


def test_the_choice_dies_with_the_actor(browser, world):
    villager = browser("villager")
    browser("admin").post(f"/actors/{world.actor('karttula_village')}/closing")
    assert "banner" not in villager.get("/acting-for").text


@pytest.mark.parametrize(
    ("who", "area", "acts"),
    [
        ("villager", "karttula", True),
        ("villager", "juankoski", False),
        ("twofold", "karttula", True),
        ("member", "karttula", False),
        ("admin", "karttula", False),
    ],
)
def test_who_acts_for_an_area(app, world, who, area, acts):
    with inside(app, world) as session:
        member = session.get(Member, world.member(who))
        assert rules.acts_for_area(member, world.area(area)) is acts
