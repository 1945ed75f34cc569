"""How pages are read: in which language, on paper, and what stands first on a phone."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tenants.context import acting_in
from tenants.db import db
from tests.browser import soundness
from tests.screen import PHONE
from webapp.core import formats
from webapp.core.language import use_language
from webapp.groups.models import Group

ABOVE_THE_FOLD = "it => it.getBoundingClientRect().top"
# Where everything stands at the very moment of opening, and when the next pictures are drawn.
OPENED = """() => new Promise(done => {
    const places = () => [...document.querySelectorAll("main summary")].map(
        each => each.getBoundingClientRect().top);
    for (const each of document.querySelectorAll("details")) each.open = true;
    const first = places();
    const frame = (act) => requestAnimationFrame(() => setTimeout(act));
    frame(() => frame(() => done([first, places()])));
})"""


def paper_of(page):
    """The text of each printed page."""
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [each.extract_text() for each in paper.pages]


def today_in(tag):
    with use_language(tag):
        return formats.date(datetime.now(ZoneInfo("Europe/Helsinki")).date())


def squeezed(text):
    return "".join(text.split())


def test_the_switch_of_language_keeps_the_page_and_the_query(window, live):
    page = window("admin")
    page.goto("/members?role=officer&name=")
    page.get_by_role("link", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page).to_have_url(live.site("kuopio") + "/members?role=officer&name=")
    expect(page.locator("#role")).to_have_value("officer")
    page.goto("/areas")
    expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_a_text_in_another_language_is_marked(window, world):
    page = window(None, "raasepori", tag="fi")
    page.goto(f"/areas/{world.area('tammisaari')}")
    original = page.locator("main [lang=sv]", has_text="Gemensam sida")
    assert original.is_visible()
    assert "ruotsiksi" in page.locator("main").inner_text()


def test_letters_of_twice_the_size_fit_a_phone(phone, app, world):
    """A list with a long word, and the open menu of the person."""
    with app.app_context(), acting_in(world.tenant("kuopio")):
        group = db.session.get(Group, world.group("karttula"))
        word = "Vapaaehtoistoiminnankoordinaattori"
        group.background_html = {"fi": f"<ul><li>{word}</li></ul>"}
        db.session.commit()
        db.session.close()
    page = phone("villager")
    soundness.watch(page)
    page.goto(f"/groups/{world.group('karttula')}")
    page.get_by_text(word).wait_for()
    expect(page.locator(soundness.PANEL)).to_have_count(0)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.locator("details.person summary").click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_an_area_is_printed_without_the_ways_around(window, world):
    page = window("villager")
    page.goto(f"/areas/{world.area('karttula')}")
    page.emulate_media(media="print")
    for around in ("header.top", "nav.mainnav", "footer", ".skip", "nav.ds-breadcrumbs"):
        assert not page.locator(around).first.is_visible(), around
    head = page.locator(".printhead")
    assert head.is_visible()
    assert re.fullmatch(r"Kuopion kaupunki · \d{1,2}\.\d{1,2}\.\d{4}", head.inner_text())
    expect(page.locator("main").get_by_text("Karttulan kyläyhdistys ry")).to_be_visible()


def test_the_paper_is_a4_and_can_be_read_aloud(window, world):
    page = window("villager")
    page.goto(f"/areas/{world.area('karttula')}")
    paper = page.pdf(prefer_css_page_size=True, tagged=True)
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    assert (round(width), round(height)) == (595, 842)
    assert b"/StructTreeRoot" in paper
    assert re.search(rb"/Lang \((fi|\\376\\377\\000f\\000i|\xfe\xff\x00f\x00i)\)", paper)


@pytest.mark.parametrize(
    ("tag", "town"),
    [("fi", "Raaseporin kaupunki"), ("sv", "Raseborgs stad"), ("en", "City of Raseborg")],
)
def test_the_paper_says_whose_it_is_and_of_which_day(window, world, tag, town):
    days = [today_in(tag)]
    page = window(None, "raasepori", tag=tag)
    page.goto(f"/areas/{world.area('karjaa')}")
    first, *_rest = paper_of(page)
    days.append(today_in(tag))  # it may have become midnight
    assert any(f"{town} · {day}" in first for day in days), first


def test_what_is_closed_on_the_screen_is_open_on_paper(window):
    page = window(None, tag="en")
    page.goto("/style")
    call = page.locator("details.call pre").first
    assert not call.is_visible()
    assert squeezed(call.text_content()) in squeezed("".join(paper_of(page)))


@pytest.mark.parametrize(
    ("who", "first"), [("villager", "#next-meeting"), ("host_admin", "#hosted")]
)
def test_what_waits_for_me_is_seen_without_scrolling(phone, who, first):
    page = phone(who)
    page.goto("/")
    assert page.locator(first).evaluate(ABOVE_THE_FOLD) < PHONE["height"] - 44


def test_an_administrator_sees_what_waits_for_a_decision(phone):
    page = phone("varkaus_admin", tag="en")
    page.goto("/")
    proposal = page.get_by_role("link", name="Read and decide")
    assert proposal.evaluate(ABOVE_THE_FOLD) < PHONE["height"] - 44
    proposal.click()
    expect(page.get_by_text("Waits for your answer")).to_be_visible()


def test_the_checklist_says_what_is_not_finished(window):
    page = window("varkaus_admin")
    page.goto("/settings")
    assert page.locator("main li", has_text="Kesken").count() > 0


def test_what_opens_does_not_move_for_those_who_want_no_motion(window, world):
    page = window("admin")
    page.goto(f"/members/{world.member('member')}")
    first, drawn = page.evaluate(OPENED)
    assert first == drawn
    assert len(first) > 1
