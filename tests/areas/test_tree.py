"""The tree of areas: seen by all, drawn by those who serve the municipality."""

import pytest

from tests.areas.reading import areas, events


def form(**changes):
    return {"names-fi": "Syvänniemi", "kind": "village", "parent_id": "", **changes}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("visitor", 303),
        ("member", 403),
        ("villager", 403),
        ("coordinator", 403),
        ("officer", 200),
        ("admin", 200),
    ],
)
@pytest.mark.parametrize("page", ["/areas/new", "/areas/mergers", "/areas/{karttula}/place"])
def test_who_may_draw_the_tree(reader, world, who, status, page):
    here = reader(who)
    address = page.format(karttula=world.area("karttula"))
    assert here.get(address).status_code == status


def test_everybody_sees_the_areas_in_order_and_each_part_under_its_whole(visitor):
    page = visitor("kuopio").get("/areas").text
    names = ["Juankoski", "Muuruvesi", "Karttula", "Vehmersalmi"]
    places = [page.index(f"{name}</a>") for name in names]
    assert places == sorted(places) and "Add an area" not in page


def test_an_officer_adds_an_area(browser, app, world):
    answer = browser("officer").post("/areas", data=form(parent_id=str(world.area("karttula"))))
    area = areas(app, world, "kuopio", names={"fi": "Syvänniemi"})[0]
    assert answer.status_code == 303 and answer.location == f"/areas/{area.id}"
    assert area.parent_id == world.area("karttula") and area.sort_name == "syv|nniemi"
    assert events(app, world, "kuopio")[-1].what == "area_added"


@pytest.mark.parametrize(
    "wrong",
    [{"names-fi": ""}, {"names-fi": "x" * 101}, {"kind": "town"}, {"kind": ""}, {"parent_id": "x"}],
)
def test_a_wrong_area_is_sent_back_with_what_was_typed(browser, app, world, wrong):
    answer = browser("officer").post("/areas", data=form(**wrong))
    assert answer.status_code == 422 and "ds-error-summary" in answer.text
    assert not areas(app, world, "kuopio", names={"fi": "Syvänniemi"})


def test_an_area_of_another_town_is_no_place_to_stand(browser, world):
    parent = str(world.area("kangaslampi"))
    assert browser("officer").post("/areas", data=form(parent_id=parent)).status_code == 422


def test_a_bilingual_town_names_its_areas_in_both_languages(browser, app, world):
    data = {"names-sv": "Snappertuna", "names-fi": "", "kind": "parish", "parent_id": ""}
    browser("raasepori_admin").post("/areas", data=data)
    assert areas(app, world, "raasepori", names={"sv": "Snappertuna"})


def test_a_town_that_speaks_swedish_first_orders_its_areas_in_swedish(visitor):
    page = visitor("raasepori").get("/areas?language=sv", follow_redirects=True).text
    assert page.index("Ekenäs</a>") < page.index("Karis</a>")


def test_renaming_and_moving_are_on_record(browser, app, world):
    data = form(**{"names-fi": "Muuruvesi kk", "parent_id": str(world.area("karttula"))})
    answer = browser("admin").post(f"/areas/{world.area('muuruvesi')}/place", data=data)
    assert answer.status_code == 303
    kept = {(e.what, e.details.get("name")) for e in events(app, world, "kuopio")}
    assert kept >= {("area_renamed", "Muuruvesi"), ("area_moved", "Muuruvesi kk")}


@pytest.mark.parametrize("parent", ["juankoski", "muuruvesi"])
def test_no_area_stands_under_itself(browser, world, parent):
    page = f"/areas/{world.area('juankoski')}/place"
    data = form(**{"names-fi": "Juankoski", "kind": "merged", "parent_id": str(world.area(parent))})
    assert browser("admin").post(page, data=data).status_code == 422


def test_a_closed_area_leaves_the_list_and_comes_back(browser, visitor, world):
    admin, area = browser("admin"), world.area("vehmersalmi")
    admin.post(f"/areas/{area}/closing")
    assert "Vehmersalmi" not in visitor("kuopio").get("/areas").text
    assert "Vehmersalmi" in admin.get("/areas").text
    assert visitor("kuopio").get(f"/areas/{area}").status_code == 200
    admin.post(f"/areas/{area}/reopening")
    assert "Vehmersalmi" in visitor("kuopio").get("/areas").text


def test_former_municipalities_are_added_by_ticking(browser, app, world):
    admin = browser("admin")
    page = admin.get("/areas/mergers").text
    assert 'value="534"' in page and "Karttula (2011)" in page and 'value="227"' not in page
    answer = admin.post("/areas/mergers", data={"numbers": ["534", "476"]})
    assert answer.status_code == 303
    added = [a for a in areas(app, world, "kuopio") if a.former_number]
    assert {(a.former_number, a.names["fi"], a.merged_year) for a in added} == {
        ("534", "Nilsiä", 2013),
        ("476", "Maaninka", 2015),
    }
    page = admin.get("/areas/mergers").text
    assert 'value="534"' not in page and "Nilsiä (2013)" in page


@pytest.mark.parametrize("numbers", [[], ["999"], ["534", "508"]])
def test_only_what_is_on_the_list_can_be_ticked(browser, app, world, numbers):
    before = len(areas(app, world, "kuopio"))
    answer = browser("admin").post("/areas/mergers", data={"numbers": numbers})
    assert answer.status_code == 422 and len(areas(app, world, "kuopio")) == before


def test_a_part_of_a_closed_area_keeps_its_place(browser, app, world):
    admin = browser("admin")
    admin.post(f"/areas/{world.area('juankoski')}/closing")
    parent = str(world.area("juankoski"))
    page = f"/areas/{world.area('muuruvesi')}/place"
    assert admin.post(page, data=form(**{"parent_id": parent})).status_code == 303
    assert admin.post("/areas", data=form(**{"parent_id": parent})).status_code == 422
    assert areas(app, world, "kuopio", names={"fi": "Syvänniemi"})[0].parent_id
