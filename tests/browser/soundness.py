"""What is asked of a page that stands open in the browser; each question answers with faults."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, expect

from webapp.core.theme import sheet_url

HERE = Path(__file__).parent
AXE = HERE.parents[1] / "webapp/assets/node_modules/axe-core/axe.min.js"
SEEN = (HERE / "seen.js").read_text()
WEIGHT = (HERE / "weight.js").read_text()
NEAR = (HERE / "near.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"dark red": "#7a1f3d", "yellow": "#ffd500", "blue": "#0b5ed7"}
KB = 1024
MOST = {
    "all": 100 * KB,
    "html": 30 * KB,
    "css": 25 * KB,
    "js": 20 * KB,
    "requests": 8,
    "travelled": 3,
    "nodes": 600,
    "shift": 0.05,
}
MAIN_ACTION = 44
# What is left of a screen of 1280 x 1024 at 400 %, and how much of that may be covered.
MAGNIFIED = {"width": 320, "height": 256}
A_THIRD = 1 / 3
# But the person's menu: open, it lies upon the navigation.
OPEN_EVERYTHING = "document.querySelectorAll('details:not(.person)').forEach(it => it.open = true)"
OPEN_MENU = "document.querySelectorAll('details.person').forEach(each => each.open = true)"
CLOSE_EVERYTHING = "document.querySelectorAll('details').forEach(each => each.open = false)"
PANEL = "[hx-trigger=load]"
# The browser asks for it last, when the page itself has loaded.
ICON_CAME = """() => performance.getEntriesByType("resource").some(
    each => each.name.includes("/favicon."))"""
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
# Waits for the new colour, and lets the page take it.
RECOLOUR = """href => new Promise((done, fail) => {
    const link = document.querySelector('link[href^="/theme/"]');
    if (link.getAttribute("href") === href) return done();
    link.onload = () => requestAnimationFrame(done);
    link.onerror = () => fail(new Error(`${href} did not come`));
    link.href = href;
})"""
SIDEWAYS = """() => {
    const room = document.documentElement.clientWidth;
    const over = [...document.body.querySelectorAll("*")].filter(
        each => each.getBoundingClientRect().right > room + 1 && each.checkVisibility());
    return document.documentElement.scrollWidth > room ? over.slice(-3).map(
        each => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`)
        : null;
}"""
SMALL = """least => [...document.querySelectorAll("main .ds-button, main button")].filter(
    each => each.checkVisibility() && each.getBoundingClientRect().height < least).map(
    each => `${each.textContent.trim()} is ${each.getBoundingClientRect().height} px high`)"""
JUMPING = """document.querySelectorAll('[tabindex]:not([tabindex="0"], [tabindex="-1"])').length"""
TWICE = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
FOOTER = {"/accessibility", "/privacy", "/cookies", "/feedback"}
FOOTER_LINKS = "links => links.map(link => new URL(link.href).pathname)"
SILENT = "lists => lists.filter(list => !list.querySelector('p').textContent.trim()).length"
# What takes something away is asked about first.
HASTY = """buttons => buttons.filter(each => !each.closest('details.ask, dialog')).map(
    each => each.textContent.trim())"""


def watch(page: Page, first: str = "/accessibility") -> None:
    """Notes what goes on in each page from here on; what all of them share has come by then."""
    page.context.add_init_script(SEEN)
    page.goto(first)
    page.wait_for_function(ICON_CAME)


def faults(page: Page, tag: str) -> Iterator[str]:
    """Everything but the colours; of a page whose panels have come."""
    expect(page.locator(PANEL)).to_have_count(0)
    page.evaluate(NEXT_FRAME)
    yield from too_heavy(page)
    yield from misled(page, tag)
    yield from broken_rules(page)
    yield from too_wide(page)
    yield from too_near(page)


@cache
def axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def broken_rules(page: Page, only: dict | None = None) -> Iterator[str]:
    """What axe finds; every menu is opened first, for what is hidden is not looked at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    rules = only or {"type": "tag", "values": RULES}
    page.evaluate(OPEN_EVERYTHING)
    yield from _broken_in(page, None, rules)
    page.evaluate(CLOSE_EVERYTHING)
    if page.locator("details.person").count():
        page.evaluate(OPEN_MENU)
        yield from _broken_in(page, "details.person", rules)
        page.evaluate(CLOSE_EVERYTHING)


def _broken_in(page: Page, part: str | None, rules: dict) -> Iterator[str]:
    """In the whole page, or in one part of it."""
    asked = [part, {"resultTypes": ["violations"], "runOnly": rules}]
    told = page.evaluate("([part, options]) => axe.run(part ?? document, options)", asked)
    for fault in told["violations"]:
        where = [(node["html"][:120], node["failureSummary"]) for node in fault["nodes"][:3]]
        yield f"axe {fault['id']}: {where}"


def poor_contrasts(page: Page) -> Iterator[str]:
    """The contrasts of the page in each colour that a town may have, light and dark."""
    contrast = {"type": "rule", "values": ["color-contrast"]}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, colour in COLOURS.items():
            page.evaluate(RECOLOUR, sheet_url(colour))
            yield from (f"{name}, {scheme}: {fault}" for fault in broken_rules(page, contrast))
    page.emulate_media(color_scheme="light")


def too_heavy(page: Page) -> Iterator[str]:
    weight = page.evaluate(WEIGHT)
    yield from (f"the page's policy refused {what}" for what in weight["refused"])
    for what, most in MOST.items():
        if weight[what] > most:
            yield f"{what} is {weight[what]}, more than {most}"


def too_wide(page: Page) -> Iterator[str]:
    """Sideways scroll on a small phone, and with letters twice as large on a common one."""
    usual = page.viewport_size
    for width, size in ((320, "100%"), (390, "200%")):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        if over := page.evaluate(SIDEWAYS):
            yield f"scrolls sideways at {width} px, text {size}: {over}"
    page.evaluate("document.documentElement.style.fontSize = ''")
    yield from page.evaluate(SMALL, MAIN_ACTION)
    page.set_viewport_size(usual)


def too_near(page: Page) -> Iterator[str]:
    """At 400 %: what covers the page, and what cannot be brought into sight and pressed."""
    usual = page.viewport_size
    page.set_viewport_size(MAGNIFIED)
    target_size = {"type": "rule", "values": ["target-size"]}
    yield from (f"at 400 %: {fault}" for fault in broken_rules(page, target_size))
    page.evaluate(OPEN_EVERYTHING)
    near = page.evaluate(NEAR)
    page.evaluate(CLOSE_EVERYTHING)
    page.set_viewport_size(usual)
    if near["covered"] > A_THIRD:
        yield f"at 400 % {near['covered']:.0%} of the page is covered by {near['by']}"
    if near["sideways"]:
        yield "at 400 % the page scrolls sideways"
    if near["lost"]:
        yield f"at 400 % these cannot be reached: {near['lost']}"


def misled(page: Page, tag: str) -> Iterator[str]:
    """What a reader must find on every page, and what must not surprise."""
    if (lang := page.locator("html").get_attribute("lang")) != tag:
        yield f"says lang={lang}, not {tag}"
    if page.evaluate(JUMPING):
        yield "has a positive tabindex"
    if twice := page.evaluate(TWICE):
        yield f"uses an id twice: {twice}"
    if lacking := FOOTER - {*page.locator("footer a").evaluate_all(FOOTER_LINKS)}:
        yield f"its footer lacks {lacking}"
    if page.locator("main .empty").evaluate_all(SILENT):
        yield "an empty list does not say what appears there"
    if hasty := page.locator("main button[data-color=danger]").evaluate_all(HASTY):
        yield f"does not ask first: {hasty}"
