"""A village association opens a table in its area, and another municipality sees none of it."""

from __future__ import annotations

from tests.journeys.steps import add_person, fi, open_table, said
from tests.journeys.test_new_town import sign_in_at_home

TITLE, GOAL = "Kylätalon iltakäyttö", "Kylätalossa on tekemistä joka ilta."


def test_a_village_association_opens_a_table_in_its_own_area(phone, live, world):
    page = phone("villager")
    page.goto(f"/areas/{world.area('karttula')}")
    page.locator("#groups").get_by_role("link").first.wait_for()
    page.goto("/groups/new")
    page.get_by_label("Karttula", exact=True).wait_for()
    assert not page.get_by_label("Vehmersalmi", exact=True).is_visible()
    table = open_table(page, TITLE, GOAL, "Karttula")
    add_person(page, table, "residents", name="Talkoolainen", email="talkoo@example.org")

    guest = phone(None, "kuopio")
    guest.goto(f"/areas/{world.area('karttula')}")
    guest.locator("#groups").get_by_role("link", name=TITLE).click()
    guest.get_by_text(GOAL).wait_for()
    assert not guest.get_by_text("Talkoolainen").is_visible()


def test_another_municipality_sees_none_of_it(phone, live, world):
    table = open_table(phone("villager"), TITLE, GOAL, "Karttula")
    path = table.removeprefix(live.site("kuopio"))
    for key in (None, "varkaus_villager", "varkaus_admin"):
        page = phone(key, "varkaus")
        for address in (path, f"{path}/people", f"{path}/edit", f"/meetings/of{path[7:]}"):
            assert page.goto(address).status == 404, (key, address)
        for address in ("/groups", "/", f"/areas/{world.area('kangaslampi')}"):
            page.goto(address)
            page.wait_for_load_state("networkidle")
            assert TITLE not in page.locator("body").inner_text()
    theirs = phone("both", "varkaus")
    assert theirs.goto(table.replace("kuopio.", "varkaus.")).status == 404


def test_a_host_worker_opens_tables_in_two_municipalities_with_one_sign_in(
    window, live, post, world
):
    administrator = window("varkaus_admin")
    administrator.goto("/")
    administrator.get_by_role("link", name=fi("Read and decide")).click()
    administrator.locator("summary", has_text=fi("Accept the agreement")).click()
    administrator.get_by_role("button", name=fi("Accept the agreement")).click()

    worker = window(None, "mansikka")
    sign_in_at_home(worker, world.email("host_worker"), live, post)
    for town, name, area in (
        ("rautalampi", "Rautalam", "Kerkonkoski"),
        ("varkaus", "Varkau", "Kangaslampi"),
    ):
        worker.goto(live.site("mansikka") + "/overview")
        row = worker.locator("tr", has_text=name)
        row.get_by_role("link", name=fi("Go to the site")).click()
        assert worker.url == live.site(town) + "/"
        table = open_table(worker, TITLE, GOAL, area, live.site(town))
        assert table.startswith(live.site(town) + "/groups/")
        assert said(worker, "“%(name)s” was opened.", name=TITLE)
        worker.get_by_text("Mansikan Hanketyöntekijä").wait_for()
