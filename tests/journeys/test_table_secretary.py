"""A table is opened, meets, and its memo is checked and published (story 3)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from tenants.context import acting_in
from tests.journeys.steps import (
    add_person,
    addresses,
    days_pass,
    fi,
    fill,
    in_days,
    invite_all,
    link_in,
    mail_about,
    open_table,
    press,
    press_and_confirm,
    said,
)
from tests.mailbox import newest_to, text_of
from webapp.actions.jobs import remind as remind_of_actions
from webapp.core.formats import HELSINKI, today
from webapp.core.scopes import beside
from webapp.meetings.jobs import remind as remind_of_meetings

TITLE = "Ikäihmisten virkistyspäivät"
GOAL = "Jokainen Karttulan ikäihminen pääsee mukaan ilman omaa autoa."
TOO_LONG = (
    "The matters take more time than there is. "
    "Leave something for the next meeting, or shorten a matter."
)
CHAIR, TAXI, CLUB = "pj@example.org", "taksi@example.org", "kerho@example.org"


@pytest.fixture
def desk(window):
    return window("officer")


@pytest.fixture
def later(live, world):
    """`later(job)`: what the clock does in Kuopio, and its mails arrive."""

    def ring(job, *now):
        with live.app.app_context(), beside(acting_in(world.tenant("kuopio"))):
            job(*now)
        live.deliver()

    return ring


def set_up(desk, live) -> str:
    table = open_table(desk, TITLE, GOAL, "Karttula")
    add_person(desk, table, "public", "chair", name="Puheenjohtaja", email=CHAIR)
    add_person(desk, table, "business", name="Taksiyrittäjä", email=TAXI, seat="Ajaa kyydit")
    add_person(desk, table, "third", name="Eläkekerho", email=CLUB, seat="Tuo toiveet")
    invite_all(desk, table)
    live.deliver()
    return table


def all_answer_yes(phone, post) -> None:
    for email in (CHAIR, TAXI, CLUB):
        mail = mail_about(email, TITLE, post)
        assert GOAL in text_of(mail)
        page = phone(None, "kuopio")
        page.goto(link_in(mail, "groups/answers"))
        press(page, "I take part")
        assert said(page, "Thank you. You take part.")


def call(desk, table) -> str:
    """A meeting in ten days with two matters; its address."""
    desk.goto(table)
    press(desk, "Begin the work")
    desk.get_by_role("link", name=fi("Call a meeting")).click()
    fill(desk, day=in_days(10), clock="18.00", place="Asukastupa")
    press(desk, "Call a meeting")
    desk.locator("#agenda").wait_for()
    meeting = desk.url
    for title, minutes in (("Kuka kyyditsee?", "40"), ("Mitä ohjelmaa?", "60")):
        if not desk.locator("#title").is_visible():
            desk.locator("summary", has_text=fi("Add a matter")).click()
        fill(desk, title=title, minutes=minutes)
        press(desk, "Add to the agenda")
        desk.locator("#agenda").get_by_text(title).first.wait_for()
    desk.get_by_text(fi(TOO_LONG)).wait_for()
    press_and_confirm(desk, "Publish the agenda")
    desk.locator("#agenda").get_by_text(fi("Published")).first.wait_for()
    desk.goto(meeting)
    press_and_confirm(desk, "Invite to the meeting")
    return meeting


def they_answer(phone, post) -> None:
    mail = newest_to(TAXI, post)
    top = text_of(mail)[:600]
    assert "Asukastupa" in top
    assert GOAL in top
    page = phone(None, "kuopio")
    page.goto(link_in(mail, r"meetings/answers/\S+=atten"))
    press(page, "Save my answer")
    page.get_by_role("status").get_by_text(fi("I will attend")).wait_for()


def write_memo(desk, meeting) -> None:
    desk.goto(f"{meeting}/writing")
    press(desk, "Fill in as people answered")
    card = desk.locator("#attendance li", has_text="Eläkekerho")
    card.get_by_role("button", name=fi("Sent apologies")).click()
    pressed = card.get_by_role("button", name=fi("Sent apologies"), pressed=True)
    pressed.wait_for()
    first = desk.locator("section", has=desk.get_by_role("heading", name="1. Kuka kyyditsee?"))
    first.get_by_label(fi("What was said")).fill("Autoja on **viisi**.")
    first.get_by_label(fi("What was agreed")).fill("Invataksi tilataan.")
    first.get_by_text(fi("Saved at %(time)s", time="")).first.wait_for()
    first.get_by_role("link", name=fi("Add an action point")).click()
    first.locator("#holder").select_option(label="Taksiyrittäjä")
    fill(desk, what="Tilataan invataksi", due_on=in_days(20))
    press(desk, "Save the action point")
    first.get_by_text("Tilataan invataksi").first.wait_for()


def move(desk, meeting) -> None:
    desk.goto(f"{meeting}/edit")
    fill(desk, place="Karttulan kirjasto")
    press(desk, "Save")


def check(phone, post) -> None:
    """The chair, from the mail."""
    page = phone(None, "kuopio")
    page.goto(link_in(mail_about(CHAIR, TITLE, post), "meetings/memos"))
    assert "viisi" in page.locator("main").inner_text()
    press(page, "I have checked it: it is right")
    assert said(page, "Thank you. You have checked the memo.")


def publish(desk, meeting) -> None:
    desk.goto(f"{meeting}/writing")
    press(desk, "Publish")
    assert said(desk, "The memo was published.")


def finish(phone, post) -> None:
    """Whoever promised it, from the reminder."""
    page = phone(None, "kuopio")
    page.goto(link_in(newest_to(TAXI, post), "actions/answers"))
    fill(page, note="Kyytiin pääsi jokainen.", figure="60", figure_of="osallistujaa")
    press(page, "Mark as done")
    page.get_by_role("button", name=fi("Change the answer")).wait_for()


def test_from_opening_to_a_published_memo_and_its_reminder(desk, phone, live, post, later):
    table = set_up(desk, live)
    all_answer_yes(phone, post)
    meeting = call(desk, table)
    live.deliver()
    they_answer(phone, post)

    move(desk, meeting)
    live.deliver()
    changed = text_of(newest_to(TAXI, post))
    assert fi("The meeting has been changed.") in changed
    assert "Karttulan kirjasto" in changed

    before = len(post())
    eve = datetime.combine(today() + timedelta(days=9), time(10), tzinfo=HELSINKI)
    later(remind_of_meetings, eve)
    later(remind_of_meetings, eve)
    assert addresses(post()[before:]) == sorted((CHAIR, TAXI, CLUB))

    days_pass(10)
    write_memo(desk, meeting)
    press(desk, "Send to be checked")
    assert said(desk, "The memo was sent to be checked.")
    live.deliver()
    check(phone, post)
    publish(desk, meeting)
    live.deliver()
    memo = text_of(mail_about(CLUB, TITLE, post))
    assert GOAL in memo
    assert "Tilataan invataksi" in memo
    assert "Tilataan invataksi" in mail_about(TAXI, "Tilataan", post)["Subject"]

    days_pass(18)
    later(remind_of_actions)
    finish(phone, post)
    reader = phone(None, "kuopio")
    reader.goto(table)
    reader.locator("#actions").get_by_text("60").first.wait_for()
