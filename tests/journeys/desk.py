"""What the secretary does at the desk, from the page of the table to the published memo."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.journeys.steps import fi, fill, press, press_and_confirm
from webapp.core.formats import date_typed, today


class Desk:
    """The browser of whoever keeps a table."""

    def __init__(self, page, table: str):
        self.page, self.table, self.meeting = page, table, ""

    def add(self, name: str, email: str, sector: str, role: str = "member", **typed) -> None:
        self.page.goto(self.table)
        self.page.locator("#people").get_by_role("link", name=fi("All participants")).click()
        self.page.get_by_role("link", name=fi("Add a participant")).first.click()
        fill(self.page, name=name, email=email, **typed)
        self.page.locator("#sector").select_option(sector)
        self.page.locator("#role").select_option(role)
        press(self.page, "Save")
        self.page.locator("#list").get_by_text(name).first.wait_for()

    def ask_in(self, many: int) -> None:
        """How many mails that makes is said before."""
        self.page.goto(self.table)
        self.page.locator("#people").get_by_role("link", name=fi("Invite")).click()
        self.page.get_by_text(f"Viesti lähtee {many} henkilölle.").wait_for()
        press(self.page, "Send the invitation")
        self.page.wait_for_url("**/people")

    def begin(self) -> None:
        self.page.goto(self.table)
        press(self.page, "Begin the work")
        self.page.get_by_text("Käynnissä").first.wait_for()

    def call(self, days: int, **typed) -> str:
        """A meeting, as long as the town recommends; its address."""
        self.page.goto(self.table)
        self.page.get_by_role("link", name=fi("Call a meeting")).click()
        assert self.page.locator("#minutes").input_value() == "90"
        self.day = today() + timedelta(days=days)
        fill(self.page, day=date_typed(self.day), **typed)
        press(self.page, "Call a meeting")
        self.page.locator("#agenda").wait_for()
        self.meeting = self.page.url
        return self.meeting

    def put(self, title: str, minutes: str) -> None:
        """A matter on the agenda."""
        if not self.page.locator("#title").is_visible():
            self.page.locator("summary", has_text=fi("Add a matter")).click()
        fill(self.page, title=title, minutes=minutes)
        press(self.page, "Add to the agenda")
        self.page.locator("#agenda").get_by_text(title).first.wait_for()

    def shorten(self, title: str, minutes: str) -> None:
        self.page.locator("#agenda").get_by_role("link", name=title).click()
        fill(self.page, minutes=minutes)
        press(self.page, "Save")
        self.page.locator("#agenda").wait_for()

    def invite(self, many: int) -> None:
        self.page.goto(self.meeting)
        self.page.locator("summary", has_text=fi("Invite to the meeting")).click()
        self.page.get_by_text(f"{many} henkilölle").first.wait_for()
        asked = self.page.locator("details[open]")
        asked.get_by_role("button", name=fi("Invite to the meeting")).click()
        self.page.locator("#guests").get_by_text(
            re.compile(f"{many} henkilöä? on kutsuttu")
        ).wait_for()

    def publish_agenda(self) -> None:
        self.page.goto(self.meeting)
        press_and_confirm(self.page, "Publish the agenda")
        self.page.locator("#agenda").get_by_text(fi("Published")).first.wait_for()

    def cancel(self, reason: str) -> None:
        self.page.goto(self.meeting)
        self.page.get_by_role("link", name=fi("Cancel the meeting")).click()
        fill(self.page, reason=reason)
        press(self.page, "Cancel the meeting")
        self.page.get_by_text(reason).first.wait_for()

    def open_memo(self) -> None:
        self.page.goto(self.meeting)
        self.page.get_by_role("link", name=fi("Write the memo")).click()
        press(self.page, "Fill in as people answered")
        self.page.locator("#attendance").wait_for()

    def matter(self, title: str):
        return self.page.locator("section", has=self.page.get_by_role("heading", name=title))

    def write(self, title: str, text: str, agreed: str) -> None:
        """What was said and agreed; it saves itself."""
        matter = self.matter(title)
        matter.get_by_label(fi("What was said")).fill(text)
        matter.get_by_label(fi("What was agreed")).fill(agreed)
        matter.get_by_text(fi("Saved at %(time)s", time="")).first.wait_for()

    def agree(self, title: str, what: str, who: str = "", due_on: str = "") -> None:
        """An action point; who sees to it, and by when, may be left open for now."""
        matter = self.matter(title)
        matter.get_by_role("link", name=fi("Add an action point")).click()
        matter.locator("[name=what]").fill(what)
        matter.locator("[name=due_on]").fill(due_on)
        if who:
            matter.locator("[name=holder]").select_option(label=who)
        press(self.page, "Save the action point")
        matter.get_by_text(what).first.wait_for()

    def complete(self, what: str, who: str) -> None:
        """A continuing action point, after all."""
        row = self.page.locator("li", has=self.page.get_by_text(what))
        row.get_by_role("link", name=fi("Edit")).click()
        self.page.locator("#holder").select_option(label=who)
        self.page.locator("#is_continuing").check()
        press(self.page, "Save the action point")
        self.page.locator("#way").wait_for()

    def send_to_check(self) -> None:
        """To the chair, who is ticked already."""
        press(self.page, "Send to be checked")
        self.page.locator("#way").get_by_text(fi("has not checked yet")).wait_for()

    def publish(self, note: str = "", version: int = 1) -> None:
        self.page.goto(f"{self.meeting}/writing")
        if note:
            fill(self.page, note=note)
        press(self.page, "Publish")
        self.page.get_by_text(f"Versio {version}, julkaistu").wait_for()
