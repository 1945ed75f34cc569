"""Actors: public without persons, kept by those who may, ended and opened again."""

import re

import pytest
from sqlalchemy import select

from tests.accounts.people import asked, happened, inside
from webapp.actors.models import Actor

NEW = {
    "name": "Maaningan kyläyhdistys ry",
    "kind": "organisation",
    "sector": "third",
    "business_id": "20774740",
    "register_number": "84.130",
    "email": "kyla@example.org",
    "phone": "040 123 4567",
    "website": "example.org/maaninka",
}


@pytest.fixture
def village(world):
    return f"/actors/{world.actor('karttula_village')}"


def stored(app, world, name=NEW["name"], town="kuopio"):
    with inside(app, world, town) as session:
        found = session.scalars(select(Actor).where(Actor.name == name)).all()
        for actor in found:
            assert actor.places is not None
        session.expunge_all()
    return found


def names_on(page: str) -> list[str]:
    return re.findall(r'<a class="ds-link" href="/actors/[0-9a-f-]+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        (None, (303, 303, 303)),
        ("member", (403, 403, 403)),
        ("twofold", (403, 200, 403)),
        ("villager", (403, 200, 403)),
        ("coordinator", (200, 403, 403)),
        ("officer", (200, 200, 303)),
        ("admin", (200, 200, 303)),
    ],
)
def test_who_keeps_actors(browser, visitor, village, who, statuses):
    here = browser(who) if who else visitor("kuopio")
    assert here.get("/actors").status_code == here.get(village).status_code == 200
    pages = here.get("/actors/new"), here.get(f"{village}/edit"), here.post(f"{village}/closing")
    assert tuple(page.status_code for page in pages) == statuses


def test_a_visitor_sees_no_person_and_no_address(visitor, browser, app, world, village):
    with inside(app, world) as session:
        session.get(Actor, world.actor("karttula_village")).email = "kyla@example.org"
    page, seen = visitor("kuopio").get(village).text, browser("member").get(village).text
    for private in ("Karttulan Sihteeri", "kyla@example.org"):
        assert private not in page and private in seen
    assert "Karttulan kyläyhdistys ry" in page and "Karttula</a>" in page


def test_an_actor_of_another_town_is_not_here(browser, world):
    strange = f"/actors/{world.actor('kangaslampi_village')}"
    for page in (strange, f"{strange}/edit"):
        assert browser("admin").get(page).status_code == 404
    assert "Kangaslammin" not in browser("admin").get("/actors").text


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [
        ("sector=parish", ["Karttulan seurakunta"]),
        ("name=kavely", ["Karttulan kävelyryhmä"]),
        ("name=kylayhd&sector=third", ["Juankosken kyläyhdistys ry", "Karttulan kyläyhdistys ry"]),
        ("sector=unknown&name=seura", ["Karttulan seurakunta"]),
        ("name=kylayhd+karttula", ["Karttulan kyläyhdistys ry"]),
        ("name=nothing", []),
    ],
)
def test_actors_are_found_by_name_and_sector(visitor, asked_for, found):
    assert names_on(visitor("kuopio").get(f"/actors?{asked_for}").text) == found


def test_actors_are_found_by_area(visitor, world):
    page = visitor("kuopio").get(f"/actors?area={world.area('juankoski')}").text
    assert names_on(page) == ["Juankosken kyläyhdistys ry"]


def test_the_list_asks_the_same_with_few_and_with_many_actors(visitor, app, world):
    here, counts = visitor("kuopio"), []
    here.get("/actors")
    for number in (0, 60):
        with inside(app, world) as session:
            for n in range(number):
                facts = {"kind": "community", "sector": "residents", "name": f"Ryhmä {n}"}
                session.add(Actor(sort_name=f"ryhm|{n}", **facts))
        with asked(app) as page:
            here.get("/actors")
        with asked(app) as part:
            answer = here.part("/actors")
        counts.append((len(page), len(part)))
    assert counts[0] == counts[1] and counts[0][0] <= 8 and counts[0][1] <= 5
    assert len(names_on(answer.text)) == 20 and "after=" in answer.text


def test_an_officer_adds_an_actor(browser, app, world):
    areas = [str(world.area("karttula")), str(world.area("juankoski"))]
    answer = browser("officer").post("/actors/new", data=NEW | {"area_ids": areas})
    (actor,) = stored(app, world)
    assert answer.status_code == 303 and answer.location == f"/actors/{actor.id}"
    assert (actor.business_id, actor.register_number) == ("2077474-0", "84130")
    assert {str(place.area_id) for place in actor.places} == set(areas)
    assert happened(app, world)[-1] == "actor_added"


def test_a_community_needs_no_numbers(browser, app, world):
    data = NEW | {"kind": "community", "business_id": "", "register_number": ""}
    assert browser("officer").post("/actors/new", data=data).status_code == 303
    assert stored(app, world)[0].business_id is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "club"}, "kind"),
        ({"sector": ""}, "sector"),
        ({"business_id": "2077474-1"}, "business_id"),
        ({"register_number": "12345678"}, "register_number"),
        ({"email": "kyla"}, "email"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"area_ids": ["nowhere"]}, "area_ids"),
    ],
)
def test_a_wrong_fact_is_said_at_its_field(browser, app, world, changes, field):
    answer = browser("officer").post("/actors/new", data=NEW | changes)
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    assert stored(app, world) == []


def test_an_area_of_another_town_cannot_be_chosen(browser, world):
    data = NEW | {"area_ids": [str(world.area("kangaslampi"))]}
    assert browser("officer").post("/actors/new", data=data).status_code == 422


def test_a_business_id_belongs_to_one_actor_of_the_town(browser, app, world):
    assert browser("officer").post("/actors/new", data=NEW).status_code == 303
    again = browser("officer").post("/actors/new", data=NEW | {"name": "Toinen"})
    assert again.status_code == 422 and 'id="business_id-error"' in again.text
    assert stored(app, world, "Toinen") == []
    assert browser("varkaus_admin").post("/actors/new", data=NEW).status_code == 303


def test_a_representative_keeps_the_contact_details_only(browser, app, world, village):
    data = {"email": "uusi@example.org", "phone": "", "website": "", "name": "Kaapattu ry"}
    assert browser("villager").post(f"{village}/edit", data=data).status_code == 303
    (actor,) = stored(app, world, "Karttulan kyläyhdistys ry")
    assert actor.email == "uusi@example.org" and len(actor.places) == 1


def test_a_coordinator_keeps_the_actors_of_the_own_area(browser, app, world):
    here, own = browser("coordinator"), f"/actors/{world.actor('juankoski_village')}"
    assert here.get(f"{own}/edit").status_code == 200
    elsewhere = {"area_ids": [str(world.area("karttula"))]}
    assert here.post("/actors/new", data=NEW | elsewhere).status_code == 422
    assert here.post("/actors/new", data=NEW).status_code == 422
    in_own = {"area_ids": [str(world.area("juankoski"))]}
    assert here.post("/actors/new", data=NEW | in_own).status_code == 303


def test_a_coordinator_leaves_the_areas_of_others_alone(browser, app, world):
    both = [str(world.area("juankoski")), str(world.area("karttula"))]
    browser("officer").post("/actors/new", data=NEW | {"area_ids": both})
    address = f"/actors/{stored(app, world)[0].id}/edit"
    answer = browser("coordinator").post(address, data=NEW | {"area_ids": both[:1]})
    assert answer.status_code == 303
    assert {str(place.area_id) for place in stored(app, world)[0].places} == set(both)


def test_a_closed_actor_leaves_the_list_and_gives_no_rights(browser, visitor, world, village):
    villager = browser("villager")
    assert browser("admin").post(f"{village}/closing").status_code == 303
    assert "Karttulan kyläyhdistys" not in visitor("kuopio").get("/actors").text
    assert visitor("kuopio").get(village).status_code == 200
    assert villager.get(f"/areas/{world.area('karttula')}/edit").status_code == 403
    assert villager.get(f"{village}/edit").status_code == 403


def test_a_closed_actor_is_opened_again(browser, visitor, world, village):
    browser("admin").post(f"{village}/closing")
    assert "Karttulan kyläyhdistys" in browser("admin").get("/actors?closed=1").text
    assert browser("admin").post(f"{village}/reopening").status_code == 303
    assert "Karttulan kyläyhdistys" in visitor("kuopio").get("/actors").text
    assert browser("villager").get(f"/areas/{world.area('karttula')}/edit").status_code == 200


def test_a_visitor_does_not_browse_the_closed(browser, visitor, village):
    browser("admin").post(f"{village}/closing")
    assert "Karttulan kyläyhdistys" not in visitor("kuopio").get("/actors?closed=1").text
