"""Who has no account answers, reads and corrects by the links of the mails: a phone, no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.after_the_meeting import chair_checks
from tests.journeys.desk import Desk
from tests.journeys.steps import (
    calendar_in,
    days_pass,
    fi,
    link_in,
    press,
    press_and_confirm,
    said,
)
from tests.mailbox import text_of

NEWCOMER, TITLE = "uusi.ihminen@example.org", "Ikäihmisten palvelut"
RULES, MATTER = "Yksi puhuu kerrallaan.", "Kyydit kaupalle"


@pytest.fixture
def desk(window, live, world):
    """That of the secretary, who asks in, calls and writes."""
    return Desk(window("villager"), f"{live.site('kuopio')}/groups/{world.group('karttula')}")


@pytest.fixture
def seat(world):
    return lambda role: f"{role}.{world.group('karttula').hex[:8]}@example.org"


@pytest.fixture
def member(phone):
    """Nobody's phone, without JavaScript."""
    return phone(None, "kuopio", java_script_enabled=False)


def is_narrow(page) -> bool:
    """Nothing has to be scrolled sideways."""
    width = page.viewport_size["width"]
    return width == 390 and page.locator("html").evaluate("it => it.scrollWidth") == width


def join(member, mail) -> None:
    """The mail says what it is about; one press answers."""
    assert TITLE in mail["Subject"]
    assert "90 minuuttia" in text_of(mail)
    member.goto(link_in(mail, "groups/answers"))
    assert RULES in member.locator("#rules").inner_text()
    assert is_narrow(member)
    member.get_by_label(fi("I accept the ground rules")).check()
    press(member, "I take part")
    assert said(member, "Thank you. You take part.")


def call(desk, many: int = 4) -> None:
    """A meeting in a week, its invitations and its agenda."""
    desk.call(7, clock="17.30", place="Kylätalo")
    desk.put(MATTER, "30")
    desk.invite(many)
    desk.publish_agenda()


def answer_twice(member, mail) -> None:
    """The mind changes until the meeting begins."""
    assert "Kylätalo" in text_of(mail)[:600]
    assert calendar_in(mail)[0] == "REQUEST"
    for word, name in (("cannot", "I cannot attend"), ("remote", "I will attend remotely")):
        member.goto(link_in(mail, rf"meetings/answers/\S+={word}"))
        assert is_narrow(member)
        press(member, "Save my answer")
        member.get_by_role("heading", name=fi(name)).wait_for()
    expect(member.locator("#agenda")).to_contain_text(MATTER)


def write(story, desk, text: str, chair: str) -> None:
    """From what was said to the check of the chair."""
    desk.write(MATTER, text, "Kokeillaan.")
    desk.send_to_check()
    chair_checks(story, text, chair)


def correct(member, mail) -> str:
    """From the published memo; its address."""
    memo = link_in(mail, "meetings/memos")
    member.goto(memo)
    assert "Kyytejä on kolme." in member.locator("main").inner_text()
    assert is_narrow(member)
    member.locator("#suggest #text").fill("Kyytejä oli neljä.")
    press(member, "Send the suggestion")
    member.locator("#corrections").get_by_text("Kyytejä oli neljä.").wait_for()
    return memo


def test_a_member_answers_reads_and_corrects(story, desk, member, seat):
    desk.add("Uusi ihminen", NEWCOMER, "residents")
    desk.ask_in(1)
    join(member, story.mail(NEWCOMER, "Kutsu kumppanuuspöytään"))
    call(desk)
    answer_twice(member, story.mail(NEWCOMER, "Kutsu tapaamiseen"))
    desk.page.goto(desk.meeting)
    row = desk.page.locator("#guests li", has_text="Uusi ihminen")
    row.get_by_text(fi("I will attend remotely")).wait_for()

    days_pass(8)
    desk.open_memo()
    write(story, desk, "Kyytejä on kolme.", seat("chair"))
    desk.publish()
    memo = correct(member, story.mail(NEWCOMER, "Muistio"))

    suggested = story.mail(seat("secretary"), "Korjausehdotus")
    desk.page.goto("about:blank")
    desk.page.goto(link_in(suggested, "meetings"))
    press_and_confirm(desk.page, "Accept")
    desk.page.locator("#way").wait_for()
    write(story, desk, "Kyytejä on neljä.", seat("chair"))
    desk.publish("Kyytien määrä", 2)
    assert "Kyytien määrä" in text_of(story.mail(NEWCOMER, "Muistio"))
    member.goto(memo)
    assert "Kyytejä on neljä." in member.locator("main").inner_text()
    member.get_by_role("link", name="Versio 1").click()
    member.get_by_text("Kyytejä on kolme.").wait_for()
    assert is_narrow(member)


def test_the_link_of_one_table_opens_nothing_else(story, desk, member, seat):
    call(desk, 3)
    link = link_in(story.mail(seat("member"), "Kutsu tapaamiseen"), "meetings/answers")
    assert member.goto(link.replace("kuopio.", "varkaus.")).status == 404
    member.goto(f"{desk.table}/people")
    assert "/sign-in" in member.url
    member.goto(desk.meeting)
    assert MATTER not in member.locator("main").inner_text()
