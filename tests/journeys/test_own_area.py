"""A village association opens a table in its area, and another municipality sees none of it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.soundness import PANEL
from tests.journeys.desk import Desk
from tests.journeys.steps import addresses, fi, link_in, open_table, press, said
from tests.journeys.test_new_town import sign_in_at_home

TITLE, GOAL = "Kylätalon iltakäyttö", "Kylätalossa on tekemistä joka ilta."


HELPER, MATTER = "talkoo@example.org", "Mitä maanantaina?"


def meet(story, page, site: str, area: str, town: str = "kuopio") -> Desk:
    """A table that one other joins from the mail; its meeting has an agenda."""
    desk = Desk(page, open_table(page, TITLE, GOAL, area, site))
    desk.add("Talkoolainen", HELPER, "residents", seat="Avaa ovet")
    desk.ask_in(1)
    mail = story.mail(HELPER, "Kutsu kumppanuuspöytään")
    assert story.live.site(town) in link_in(mail, "groups/answers")
    guest = story.phone(None, town)
    guest.goto(link_in(mail, "groups/answers"))
    press(guest, "I take part")
    assert said(guest, "Thank you. You take part.")
    desk.begin()
    desk.call(5, clock="18.00", place="Kylätalo")
    desk.put(MATTER, "30")
    desk.invite(1)
    desk.publish_agenda()
    story.live.deliver()
    return desk


def test_a_village_association_opens_a_table_in_its_own_area(story, phone, world):
    page = phone("villager")
    page.goto(f"/areas/{world.area('karttula')}")
    page.locator("#groups").get_by_role("link").first.wait_for()
    page.goto("/groups/new")
    page.get_by_label("Karttula", exact=True).wait_for()
    assert not page.get_by_label("Vehmersalmi", exact=True).is_visible()
    desk = meet(story, page, "", "Karttula")

    guest = phone(None, "kuopio")
    guest.goto(f"/areas/{world.area('karttula')}")
    guest.locator("#meetings").get_by_text("Kylätalo", exact=True).wait_for()
    guest.locator("#groups").get_by_role("link", name=TITLE).click()
    guest.get_by_text(GOAL).wait_for()
    guest.locator("#meetings li").get_by_role("link").first.click()
    guest.get_by_text(fi("Only those at the table see the agenda.")).wait_for()
    for address in (guest.url, desk.table):
        guest.goto(address)
        expect(guest.locator(PANEL)).to_have_count(0)
        assert "Talkoolainen" not in guest.locator("body").inner_text()
        assert MATTER not in guest.locator("body").inner_text()


def test_another_municipality_sees_none_of_it(story, phone, live, world):
    live.deliver()
    before = len(story.post())
    desk = meet(story, phone("villager"), "", "Karttula")
    reached = set(addresses(story.post()[before:]))
    assert reached == {HELPER, world.email("villager")}, "and nobody elsewhere"
    paths = [it.removeprefix(live.site("kuopio")) for it in (desk.table, desk.meeting)]
    paths += [f"{paths[0]}/people", f"{paths[0]}/edit", f"/meetings/of{paths[0][7:]}"]
    paths += [f"/actions/of{paths[0][7:]}", f"{paths[1]}/memo", f"{paths[1]}/writing"]
    area = world.area("kangaslampi")
    theirs = ("/groups", "/", f"/areas/{area}", f"/meetings/of-area/{area}.ics?in=fi")
    for key in (None, "varkaus_villager", "varkaus_admin"):
        page = phone(key, "varkaus")
        for path in paths:
            assert page.goto(path).status == 404, (key, path)
        for address in theirs[:3]:
            page.goto(address)
            expect(page.locator(PANEL)).to_have_count(0)
            assert TITLE not in page.locator("body").inner_text()
        calendar = page.evaluate("it => fetch(it).then(answer => answer.text())", theirs[3])
        assert "BEGIN:VCALENDAR" in calendar and TITLE not in calendar
    both = phone("both", "varkaus")
    assert both.goto(desk.table.replace("kuopio.", "varkaus.")).status == 404


def test_a_host_worker_opens_tables_in_two_municipalities_with_one_sign_in(
    story, window, live, post, world
):
    administrator = window("varkaus_admin")
    administrator.goto("/")
    administrator.get_by_role("link", name=fi("Read and decide")).click()
    administrator.locator("summary", has_text=fi("Accept the agreement")).click()
    administrator.get_by_role("button", name=fi("Accept the agreement")).click()
    administrator.get_by_text(fi("In force"), exact=True).wait_for()

    worker = window(None, "mansikka")
    sign_in_at_home(worker, world.email("host_worker"), live, post)
    opened = {}
    for town, name, area in (
        ("rautalampi", "Rautalam", "Kerkonkoski"),
        ("varkaus", "Varkau", "Kangaslampi"),
    ):
        worker.goto(live.site("mansikka") + "/overview")
        row = worker.locator("tr", has_text=name)
        row.get_by_role("link", name=fi("Go to the site")).click()
        expect(worker).to_have_url(live.site(town) + "/")
        desk = meet(story, worker, live.site(town), area, town)
        assert desk.table.startswith(live.site(town) + "/groups/")
        assert name in story.mail(HELPER, "Kutsu tapaamiseen")["From"]
        worker.get_by_text("Mansikan Hanketyöntekijä").wait_for()
        opened[town] = desk.table
    away = opened["rautalampi"].replace("rautalampi.", "varkaus.")
    assert worker.goto(away).status == 404
