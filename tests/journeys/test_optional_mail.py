"""Mail that one may refuse: stopped from the mail itself without signing in, and begun again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tenants.context import acting_in
from tenants.db import db
from tests.mailbox import text_of
from tests.screen import words
from webapp.core.mail import Reader, write

fi = words("fi")
READER = "kylalainen@example.org"
LINK = re.compile(r"https?://\S+/mail/stop/\S+")


@pytest.fixture
def send(live, world, post):
    """Write one optional letter; the mail as it arrived, or None when it was stopped."""

    def send_one(number):
        letter = {"number": number, "text": "Kysymys", "answer": "Vastaus", "topic": "news"}
        with live.app.app_context(), acting_in(world.tenant("kuopio")):
            write("notices/mail/feedback_answered", to=Reader(READER, "fi"), **letter)
            db.session.commit()
            db.session.close()
        before = len(post())
        live.deliver()
        mine = [it for it in post()[before:] if it["To"].addresses[0].addr_spec == READER]
        return mine[0] if mine else None

    return send_one


@pytest.mark.parametrize("with_script", [True, False])
def test_one_press_stops_it_and_another_begins_it_again(send, phone, with_script):
    mail = send(1)
    page = phone(None, "kuopio", java_script_enabled=with_script)
    page.goto(LINK.search(text_of(mail))[0])
    assert mail["Subject"] in page.locator("main").inner_text()
    assert send(2), "a look at the page stops nothing"

    page.get_by_role("button", name=fi("Stop these messages")).click()
    page.get_by_role("heading", name=fi("The messages are stopped")).wait_for()
    expect(page.locator("main")).to_contain_text(mail["Subject"])
    assert send(3) is None

    page.get_by_role("button", name=fi("Receive the messages again")).click()
    expect(page.locator("#said")).to_contain_text(fi("The messages come again."))
    assert send(4)
