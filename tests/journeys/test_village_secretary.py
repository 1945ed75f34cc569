"""The secretary of a village association keeps the page of the village, from a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.mailbox import link_to, newest_to
from tests.screen import words

fi = words("fi")


def sign_in_from_the_mail(page, email, live, post):
    """From the town's front page to the town's front page, through the mail."""
    page.goto("/")
    page.get_by_role("link", name=fi("Sign in")).click()
    page.get_by_label(fi("E-mail address")).fill(email)
    page.get_by_role("button", name=fi("Send the link")).click()
    expect(page.get_by_label(fi("E-mail address"))).to_have_count(0)
    live.deliver()
    page.goto(link_to(email, post))
    page.get_by_role("button", name=fi("Sign in")).click()
    page.locator("details.person").wait_for()


def test_the_secretary_keeps_the_page_of_the_own_village_only(phone, live, post, world):
    page = phone(None, "kuopio")
    sign_in_from_the_mail(page, world.email("villager"), live, post)
    expect(page).to_have_url(live.site("kuopio") + "/")
    assert newest_to(world.email("villager"), post)["Subject"].startswith("Kirjautumislinkki")

    page.locator("#mine").get_by_role("link", name="Karttula").click()
    page.get_by_role("link", name=fi("Edit the page")).click()
    page.get_by_label(fi("In a sentence or two")).fill("Karttula kutsuu tekemään yhdessä.")
    page.get_by_label(fi("The area's own story")).fill("- Talkoot **lauantaina**\n- Kahvit")
    page.get_by_label(fi("E-mail")).fill("karttula@example.org")
    page.get_by_role("button", name=fi("Save the page")).click()
    expect(page.locator("#said")).to_contain_text(fi("The area's page was saved."))
    expect(page.get_by_text("Karttula kutsuu tekemään yhdessä.")).to_be_visible()
    expect(page.locator("main li", has_text="Talkoot lauantaina")).to_be_visible()

    page.goto(f"/areas/{world.area('juankoski')}")
    assert not page.get_by_role("link", name=fi("Edit the page")).is_visible()
    assert page.goto(f"/areas/{world.area('juankoski')}/edit").status == 403
    assert page.goto("/settings").status == 403


def test_a_link_in_the_mail_works_once_and_a_look_at_it_spends_nothing(phone, live, post, world):
    page = phone(None, "kuopio")
    sign_in_from_the_mail(page, world.email("villager"), live, post)
    used = link_to(world.email("villager"), post)
    other = phone(None, "kuopio")
    assert other.goto(used).status == 410
    assert not other.get_by_role("button", name=fi("Sign in")).is_visible()


def test_two_who_write_at_once_lose_nothing(phone, window, world):
    path = f"/areas/{world.area('karttula')}/edit"
    hers, his = phone("villager"), window("admin")
    hers.goto(path)
    his.goto(path)
    saved, refused = fi("The area's page was saved."), fi("Someone else saved first")
    for page, text, told in (
        (hers, "Hänen tekstinsä.", saved),
        (his, "Kaupungin teksti.", refused),
    ):
        page.get_by_label(fi("In a sentence or two")).fill(text)
        page.get_by_role("button", name=fi("Save the page")).click()
        expect(page.locator("body")).to_contain_text(told)
    expect(his.get_by_role("heading", name=refused)).to_be_visible()
    for text in ("Hänen tekstinsä.", "Kaupungin teksti."):
        expect(his.locator("main")).to_contain_text(text)
