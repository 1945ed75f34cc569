"""The operator opens a town, its administrator makes it its own, a host comes in (story 12)."""

from __future__ import annotations

import pyotp
import pytest
from playwright.sync_api import expect

from tests.mailbox import link_to, newest_to
from tests.screen import words

fi = words("fi")
ADMIN = "paakayttaja.leppavirta@example.org"
SETTINGS = {
    "Contact": "Hyvinvointipalvelut",
    "E-mail": "kirjaamo.leppavirta@example.org",
}


def open_the_town(desk):
    desk.goto("/console")
    desk.get_by_role("link", name=fi("Open a new site")).first.click()
    desk.get_by_label(fi("Municipality")).select_option("420")
    desk.get_by_role("button", name=fi("Continue")).click()
    expect(desk.locator("#slug")).to_have_value("leppavirta")
    desk.get_by_label(fi("First name of the first administrator")).fill("Leppävirran")
    desk.get_by_label(fi("Family name of the first administrator")).fill("Pääkäyttäjä")
    desk.get_by_label(fi("E-mail of the first administrator")).fill(ADMIN)
    desk.get_by_role("button", name=fi("Open the site and invite the administrator")).click()
    opened = fi("The site has been opened and its administrator invited.")
    expect(desk.locator("#said")).to_contain_text(opened)


def ask_for_a_link(page, email):
    page.get_by_label(fi("E-mail address")).fill(email)
    page.get_by_role("button", name=fi("Send the link")).click()
    expect(page.get_by_label(fi("E-mail address"))).to_have_count(0)


def accept_and_enter(page, live, post):
    """The invitation, the link, the authenticator app: from two mails into the town."""
    page.goto(link_to(ADMIN, post))
    page.get_by_role("button", name=fi("Accept the invitation")).click()
    ask_for_a_link(page, ADMIN)
    live.deliver()
    page.goto(link_to(ADMIN, post))
    page.get_by_role("button", name=fi("Sign in")).click()
    secret = page.locator("main code").inner_text().replace(" ", "")
    page.get_by_label(fi("Code")).fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name=fi("Take into use")).click()
    page.wait_for_url(live.site("leppavirta") + "/**")


def sign_in_at_home(page, email, live, post):
    page.goto("/sign-in")
    ask_for_a_link(page, email)
    live.deliver()
    page.goto(link_to(email, post))
    page.get_by_role("button", name=fi("Sign in")).click()
    page.locator("details.person").wait_for()


def make_it_ours(page):
    """Colour and contact; the list of things to do shrinks by two."""
    page.goto("/settings")
    before = page.locator("main li", has_text=fi("Not finished")).count()
    page.goto("/settings/look")
    page.get_by_label(fi("Colour"), exact=True).fill("#7a1f3d")
    page.get_by_role("heading", name="#7a1f3d").wait_for()
    page.get_by_role("button", name=fi("Save the look")).click()
    page.locator("#said p").wait_for()
    page.goto("/settings/contact")
    for label, text in SETTINGS.items():
        page.get_by_label(fi(label), exact=True).fill(text)
    page.get_by_role("button", name=fi("Save"), exact=True).click()
    page.locator("#said p").wait_for()
    page.goto("/settings")
    assert page.locator("main li", has_text=fi("Not finished")).count() == before - 2


@pytest.fixture
def operator(window):
    return window("operator")


@pytest.fixture
def administrator(phone):
    return phone(None, "leppavirta")


def test_a_town_is_opened_made_ones_own_and_hosted(
    operator, administrator, window, live, post, world
):
    open_the_town(operator)
    live.deliver()
    assert "Leppävir" in newest_to(ADMIN, post)["Subject"]
    accept_and_enter(administrator, live, post)
    make_it_ours(administrator)

    operator.goto("/console/hostings")
    operator.get_by_label(fi("Host association")).select_option(label="Mansikka")
    operator.get_by_label(fi("Municipality")).select_option(label="Leppävirta")
    operator.get_by_role("button", name=fi("Propose"), exact=True).click()
    operator.locator("#said p").wait_for()

    administrator.goto("/")
    administrator.get_by_role("link", name=fi("Read and decide")).click()
    administrator.locator("summary", has_text=fi("Accept the agreement")).click()
    administrator.get_by_role("button", name=fi("Accept the agreement")).click()
    administrator.get_by_text(fi("In force"), exact=True).wait_for()

    worker = window(None, "mansikka")
    sign_in_at_home(worker, world.email("host_worker"), live, post)
    worker.goto("/overview")
    row = worker.locator("tr", has_text="Leppävir")
    row.get_by_role("link", name=fi("Go to the site")).click()
    worker.get_by_text("Mansikan Hanketyöntekijä").wait_for()
    expect(worker).to_have_url(live.site("leppavirta") + "/")
