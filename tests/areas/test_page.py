"""An area's page: public to read, kept by its own people and nobody else's."""

import pytest

from tests.areas.reading import areas, asked, events, inside

PAGE = {
    "lead-fi": "Kylä järven rannalla.",
    "story-fi": "Meillä on **talkoot**.\n\n- [kylätalo](https://example.org)",
    "contact_email": "kyla@example.org",
    "contact_phone": "040 123 4567",
    "website": "example.org/kyla",
}


@pytest.fixture
def karttula(world):
    return f"/areas/{world.area('karttula')}"


def page_form(browser, address, **changes):
    text = browser.get(f"{address}/edit").text
    version = text.partition('name="saved_at"')[2].partition('value="')[2].partition('"')[0]
    return {**PAGE, "saved_at": version.replace("&#43;", "+"), **changes}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("visitor", 303),
        ("member", 403),
        ("coordinator", 403),
        ("both", 403),
        ("villager", 200),
        ("twofold", 200),
        ("officer", 200),
        ("admin", 200),
    ],
)
def test_who_keeps_the_page_of_karttula(reader, karttula, who, status):
    here = reader(who)
    assert here.get(f"{karttula}/edit").status_code == status
    answer = here.post(f"{karttula}/edit", data={"saved_at": "long ago"})
    assert answer.status_code == {200: 409}.get(status, status)


@pytest.mark.parametrize(
    ("who", "area", "status"),
    [
        ("coordinator", "juankoski", 200),
        ("coordinator", "vehmersalmi", 403),
        ("villager", "juankoski", 403),
        ("twofold", "vehmersalmi", 403),
    ],
)
def test_each_keeps_the_own_area_only(browser, world, who, area, status):
    assert browser(who).get(f"/areas/{world.area(area)}/edit").status_code == status


def test_another_towns_area_is_not_here(browser, world):
    strange = world.area("kangaslampi")
    for page in (f"/areas/{strange}", f"/areas/{strange}/edit", f"/areas/{strange}/place"):
        assert browser("admin").get(page).status_code == 404


def test_a_village_association_writes_its_page(browser, visitor, karttula, app, world):
    villager = browser("villager")
    answer = villager.post(f"{karttula}/edit", data=page_form(villager, karttula))
    assert answer.status_code == 303 and answer.location == karttula
    page = visitor("kuopio").get(karttula).text
    assert "<strong>talkoot</strong>" in page and 'href="https://example.org/kyla"' in page
    assert "tel:+358401234567" in page and "Kylä järven rannalla." in page
    event = events(app, world, "kuopio")[-1]
    assert (event.what, event.member_id) == ("area_page_saved", world.member("villager"))


def test_what_is_written_cannot_become_a_script(browser, karttula):
    villager = browser("villager")
    bad = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    villager.post(f"{karttula}/edit", data=page_form(villager, karttula, **{"story-fi": bad}))
    page = villager.get(karttula).text
    assert (
        "<script>alert" not in page and 'href="javascript' not in page and "<img src=x" not in page
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact_email": "kyla"},
        {"contact_phone": "12"},
        {"website": "javascript:alert(1)"},
        {"website": "kylä"},
        {"lead-fi": "x" * 501},
        {"story-fi": "Hetu on 131052-308T."},
        {"story-fi": "\x00"},
    ],
)
def test_wrong_input_is_told_and_kept(browser, karttula, app, world, wrong):
    villager = browser("villager")
    answer = villager.post(f"{karttula}/edit", data=page_form(villager, karttula, **wrong))
    assert answer.status_code == 422 and "ds-error-summary" in answer.text
    assert "Meillä on **talkoot**" in answer.text or "story-fi" in wrong
    assert not areas(app, world, "kuopio", id=world.area("karttula"))[0].story


def test_of_two_writers_the_second_loses_nothing(browser, karttula, app, world):
    first, second = browser("villager"), browser("officer")
    mine = page_form(second, karttula, **{"lead-fi": "Toisen teksti."})
    first.post(f"{karttula}/edit", data=page_form(first, karttula, **{"lead-fi": "Ensin."}))
    answer = second.post(f"{karttula}/edit", data=mine)
    assert answer.status_code == 409
    assert "Ensin." in answer.text and answer.text.count("Toisen teksti.") >= 2
    assert areas(app, world, "kuopio", lead={"fi": "Ensin."})
    again = page_form(second, karttula, **{"lead-fi": "Yhdessä."})
    assert second.post(f"{karttula}/edit", data=again).status_code == 303
    assert areas(app, world, "kuopio", lead={"fi": "Yhdessä."})


def test_the_conflict_page_can_be_saved_as_it_is(browser, karttula, app, world):
    villager = browser("villager")
    answer = villager.post(f"{karttula}/edit", data={**PAGE, "saved_at": "long ago"})
    version = answer.text.partition('name="saved_at"')[2].partition('value="')[2].partition('"')[0]
    data = {**PAGE, "saved_at": version.replace("&#43;", "+")}
    assert villager.post(f"{karttula}/edit", data=data).status_code == 303


def test_nothing_can_stand_in_the_way_on_a_page_never_saved(browser):
    officer = browser("officer")
    here = officer.post("/areas", data={"names-fi": "Uusi kulma", "kind": "village"}).location
    assert officer.post(f"{here}/edit", data={**PAGE, "saved_at": "long ago"}).status_code == 303


def test_a_missing_language_is_shown_in_the_original_and_says_so(visitor, world):
    here = visitor("raasepori")
    page = here.get(f"/areas/{world.area('tammisaari')}?language=fi", follow_redirects=True).text
    assert "<h1" in page and ">Tammisaari<" in page
    assert '<span lang="sv">Gemensam sida' in page and "toistaiseksi vain ruotsiksi" in page


def test_the_page_says_who_keeps_it_and_names_people_to_members_only(reader, world):
    address, name = f"/areas/{world.area('juankoski')}", "Juankosken Aluekoordinaattori"
    for who in ("visitor", "member"):
        page = reader(who).get(address).text
        assert "Juankosken kyläyhdistys ry" in page and "Aluekoordinaattori" in page
        assert (name in page) == (who == "member")


@pytest.mark.parametrize("many", [2, 20, 200])
def test_pages_ask_the_database_as_often_for_many_rows(app, browser, world, karttula, many):
    with inside(app, world, "kuopio"):
        fill(world.area("karttula"), many)
    villager = browser("villager")
    for address, most in ((karttula, 8), (f"{karttula}/actors", 5), (f"{karttula}/parts", 5)):
        villager.get(address)
        with asked(app) as statements:
            page = villager.get(address)
        assert page.status_code == 200 and len(statements) <= most, "\n\n".join(statements)


def test_a_long_list_goes_on_page_by_page(app, browser, world, karttula):
    with inside(app, world, "kuopio"):
        fill(world.area("karttula"), 45)
    reader, address, seen = browser("member"), f"{karttula}/actors", []
    while address:
        part = reader.part(address).text
        assert part.startswith('<section class="ds-card flow" id="actors"')
        seen += [line for line in part.splitlines() if "Toimija" in line]
        following = part.partition("?after=")[2][:36]
        address = f"{karttula}/actors?after={following}" if following else None
    assert len(seen) == 45 == len(set(seen))


@pytest.mark.parametrize("after", ["x", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_strange_place_in_a_list_does_no_harm(browser, karttula, after):
    assert browser("member").get(f"{karttula}/actors?after={after}").status_code == 200


def fill(area_id, many):
    from tenants.db import db
    from webapp.actors.models import Actor, ActorArea
    from webapp.areas.models import Area

    for n in range(many):
        name = f"Toimija {n}"
        actor = Actor(sector="third", name=name, sort_name=f"toimija {n:05}")
        area = Area(kind="village", names={"fi": name}, sort_name=name, parent_id=area_id)
        db.session.add_all((actor, area))
        db.session.flush()
        db.session.add(ActorArea(actor_id=actor.id, area_id=area_id))
