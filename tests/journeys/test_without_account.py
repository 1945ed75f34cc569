"""Who has no account answers, reads and corrects by the links of the mails: a phone, no script."""

from __future__ import annotations

import re

import pytest

from tests.journeys.steps import (
    add_person,
    days_pass,
    fi,
    in_days,
    invite_all,
    link_in,
    press,
    said,
)
from tests.mailbox import newest_to, text_of
from webapp.demonstration.cast import id_of

NEWCOMER = "uusi.ihminen@example.org"
RULES = "Yksi puhuu kerrallaan."


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


@pytest.fixture
def chair(world):
    return id_of("participant", f"{world.group('karttula')} chair")


@pytest.fixture
def officer(browser):
    """Does at the desk what others see of it by mail."""
    return browser("officer")


@pytest.fixture
def member(phone):
    """Nobody's phone, without JavaScript."""
    return phone(None, "kuopio", java_script_enabled=False)


def is_narrow(page) -> bool:
    """Nothing has to be scrolled sideways."""
    width = page.viewport_size["width"]
    box = page.locator("main").bounding_box()
    return width == 390 and box["x"] + box["width"] <= width


def call(officer, world) -> str:
    """A meeting in a week, and its invitations; its address."""
    when = {"day": in_days(7), "clock": "17.30", "minutes": "60", "place": "Kylätalo"}
    meeting = officer.post(f"/meetings/new?group={world.group('karttula')}", data=when).location
    officer.post(f"{meeting}/items", data={"title": "Kyydit kaupalle", "kind": "question"})
    officer.post(f"{meeting}/agenda")
    assert officer.post(f"{meeting}/invitation").status_code == 303
    return meeting


def write(officer, meeting, chair, text: str, **note) -> None:
    """The memo from what was said to its publication."""
    page = officer.get(f"{meeting}/writing").text
    item = re.search(r'action="(/meetings/items/[^"]+/text)"', page)[1]
    version = re.search(r'name="version" [^>]*value="(\d+)"', page)[1]
    words = {"text": text, "agreed": "Kokeillaan.", "version": version, "page": "p1"}
    assert officer.post(item, data=words).status_code in (200, 303)
    if not note:
        officer.post(f"{meeting}/checks", data={"checkers": str(chair)})
        officer.post(f"{meeting}/checks/{chair}")
    assert officer.post(f"{meeting}/memo", data=note).status_code == 303


def join(member, mail) -> None:
    member.goto(link_in(mail, "groups/answers"))
    assert RULES in member.locator("#rules").inner_text()
    assert is_narrow(member)
    member.get_by_label(fi("I accept the ground rules")).check()
    press(member, "I take part")
    assert said(member, "Thank you. You take part.")


def answer_twice(member, mail) -> None:
    """The mind changes until the meeting begins."""
    for word, name in (("cannot", "I cannot attend"), ("remote", "I will attend remotely")):
        member.goto(link_in(mail, rf"meetings/answers/\S+={word[:5]}"))
        press(member, "Save my answer")
        member.get_by_role("heading", name=fi(name)).wait_for()
    assert is_narrow(member)


def test_a_member_answers_reads_and_corrects(
    window, member, officer, live, post, world, table, chair
):
    desk = window("officer")
    add_person(desk, live.site("kuopio") + table, "residents", name="Uusi ihminen", email=NEWCOMER)
    invite_all(desk, table)
    live.deliver()
    join(member, newest_to(NEWCOMER, post))

    meeting = call(officer, world)
    live.deliver()
    invitation = newest_to(NEWCOMER, post)
    assert "Kylätalo" in text_of(invitation)[:600]
    assert any(part.get_content_type() == "text/calendar" for part in invitation.walk())
    answer_twice(member, invitation)
    assert fi("I will attend remotely") in officer.get(meeting).text

    days_pass(8)
    officer.post(f"{meeting}/attendance")
    write(officer, meeting, chair, "Kyytejä on kolme.")
    live.deliver()
    memo = link_in(newest_to(NEWCOMER, post), "meetings/memos")
    member.goto(memo)
    assert "Kyytejä on kolme." in member.locator("main").inner_text()
    assert is_narrow(member)
    member.locator("#suggest #text").fill("Kyytejä oli neljä.")
    press(member, "Send the suggestion")
    member.locator("#corrections").get_by_text("Kyytejä oli neljä.").wait_for()

    page = officer.get(f"{meeting}/memo").text
    officer.post(re.search(r'action="(/meetings/corrections/[^"]+/acceptance)"', page)[1])
    write(officer, meeting, chair, "Kyytejä on neljä.", note="Kyytien määrä")
    live.deliver()
    assert "Kyytien määrä" in text_of(newest_to(NEWCOMER, post))
    member.goto(memo)
    assert "Kyytejä on neljä." in member.locator("main").inner_text()
    member.goto(f"{memo}?version=1")
    assert "Kyytejä on kolme." in member.locator("main").inner_text()


def test_the_link_of_one_table_opens_nothing_else(member, officer, live, post, world, table):
    meeting = call(officer, world)
    live.deliver()
    seat = f"member.{world.group('karttula').hex[:8]}@example.org"
    link = link_in(newest_to(seat, post), "meetings/answers")
    elsewhere = link.replace("kuopio.", "varkaus.")
    assert member.goto(elsewhere).status == 404
    assert member.goto(f"{table}/people").status in (403, 200)
    assert "/sign-in" in member.url
    member.goto(meeting)
    assert "Kyydit kaupalle" not in member.locator("main").inner_text()
