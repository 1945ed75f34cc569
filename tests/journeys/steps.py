"""What several journeys do at a table, as a person does it: by its labels and buttons."""

from __future__ import annotations

import re
from datetime import timedelta

from icalendar import Calendar
from sqlalchemy import text

from tests import database
from tests.mailbox import mails_to, text_of
from tests.screen import words
from webapp.core.formats import date_typed, today

fi = words("fi")
LINK = r"https?://\S+/{}\S*"


def link_in(mail, path: str) -> str:
    """The first link of the mail that leads there."""
    found = re.search(LINK.format(path), text_of(mail))
    assert found, text_of(mail)
    return found[0]


def mail_about(email: str, words: str, post):
    """The newest mail to them with these words in its subject."""
    found = [mail for mail in mails_to(email, post) if words in mail["Subject"]]
    assert found, [mail["Subject"] for mail in mails_to(email, post)]
    return found[0]


def calendar_in(mail):
    """The method of its calendar part, and the one event in it."""
    part = next(it for it in mail.walk() if it.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    return calendar["method"], calendar.events[0]


def addresses(mails) -> list[str]:
    return sorted(mail["To"].addresses[0].addr_spec for mail in mails)


def in_days(days: int) -> str:
    """As one types it."""
    return date_typed(today() + timedelta(days=days))


def press(page, words: str, where=None) -> None:
    (where or page).get_by_role("button", name=fi(words), exact=True).click()


def press_and_confirm(page, words: str) -> None:
    """A button that asks first."""
    page.locator("summary", has_text=fi(words)).click()
    page.locator("details[open]").get_by_role("button", name=fi(words)).click()


def said(page, words: str, **values) -> bool:
    """The page says so; it may still be on its way."""
    page.locator("#said", has_text=fi(words, **values)).wait_for()
    return True


def open_table(
    page, title: str, goal: str, area: str, site: str = "", memos: str = "members"
) -> str:
    """From the list of tables to the page of a new one; its address."""
    page.goto(f"{site}/groups")
    page.get_by_role("link", name=fi("Open a table")).first.click()
    page.locator("#titles-fi").fill(title)
    page.locator("#goals-fi").fill(goal)
    page.get_by_label(area, exact=True).check()
    page.locator("#ground_rules-fi").fill("- Yksi puhuu kerrallaan.")
    page.locator(f"[name=memo_audience][value={memos}]").check()
    press(page, "Open a table")
    page.get_by_role("heading", name=title).wait_for()
    return page.url


def fill(page, **typed) -> None:
    """The fields of a form, by their names."""
    for name, value in typed.items():
        page.locator(f"#{name}").fill(value)


PASSED = (
    "update meeting set starts_at = starts_at - make_interval(days => :days)",
    "update action set due_on = due_on - :days, "
    "assigned_at = assigned_at - make_interval(days => :days)",
)


def days_pass(days: int) -> None:
    """What stands in the database is so much older."""
    with database.engine().begin() as connection:
        for statement in PASSED:
            connection.execute(text(statement), {"days": days})
