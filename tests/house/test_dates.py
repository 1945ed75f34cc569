"""Dates and times are written as in formats.md, on every page and in every mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.core.mail.test_snapshots import MAILS, SENDER, letter, readable
from tests.house.walk import READERS
from tests.house.words import Words
from webapp.core.language import LANGUAGES
from webapp.core.mail import rendering

MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
EVERYWHERE = {
    "ISO": r"\b\d{4}-\d\d-\d\d\b",
    "slashes": r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    "twelve hours": r"\b\d{1,2}([.:]\d\d)? ?[AaPp]\.?[Mm]\b",
}
NORTHERN = {
    "a leading zero": r"\b0\d\.\d{1,2}\.|\b\d{1,2}\.0\d\.\d{4}\b|\b(klo|kl\.) 0\d",
    "an English month": rf"\b\d{{1,2}}\.? {MONTH}\b|\b{MONTH} \d",
    "a colon in the time": r"\b\d{1,2}:\d\d\b",
}
WRONG = {
    "fi": NORTHERN,
    "sv": NORTHERN,
    "en": {
        "a leading zero": rf"\b0\d {MONTH}\b",
        # A field takes what its hint shows.
        "a date of numbers": r"(?<!example )\b\d{1,2}\.\d{1,2}\.\d{4}\b",
        "a full stop in the time": r"\bat \d{1,2}\.\d\d\b",
    },
}
AGO = r"\b\d+ \w+ (ago|sitten)\b|\bför \d+ \w+ sedan\b"
FULL = rf"\b\d{{1,2}}(\.\d{{1,2}}\.| {MONTH} | \w+ )\d{{4}}\b"


class Seen(Words):
    """Also what is `typed` into fields, where a date is of numbers in every language."""

    def __init__(self, page):
        self.typed = []
        super().__init__(page)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type", "text") == "text":
            self.typed.append(attrs.get("value") or "")


def misdated(text: str, tag: str) -> Iterator[str]:
    """What is wrong with the dates and times of a text in that language."""
    for what, pattern in (EVERYWHERE | WRONG[tag]).items():
        if found := re.search(pattern, text):
            yield f"{what}: {found[0]} in {text[:80]}"
    if re.search(AGO, text) and not re.search(FULL, text):
        yield f"only how long ago: {text[:80]}"


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("who", READERS)
def test_every_page_writes_dates_as_its_reader_does(answers, who, tag):
    slips, dates = [], 0
    for endpoint, answer in answers(who, tag):
        page = Seen(answer.text)
        for text, said_in in [(it, tag) for it in page.said] + [(it, "fi") for it in page.typed]:
            slips += [(endpoint, fault) for fault in misdated(text, said_in)]
            dates += bool(re.search(FULL, text))
    assert slips == []
    assert dates


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("path", MAILS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_every_mail_writes_dates_as_its_reader_does(the_app, path, tag):
    name = f"{path.parts[-3]}/mail/{path.stem}"
    with the_app.app_context():
        _subject, content = rendering.mail(letter(name, tag), SENDER)
    text = unescape(readable(content))
    assert [fault for line in text.splitlines() for fault in misdated(line, tag)] == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fi", "Kokous 2026-11-21"),
        ("fi", "Kokous 05.03.2026"),
        ("fi", "Kokous 5.3.2026 klo 09.15"),
        ("fi", "Kokous 5.3.2026 klo 18:00"),
        ("fi", "Tallennettu 2 päivää sitten"),
        ("sv", "Möte 23 November 2026"),
        ("sv", "Sparades för 2 dagar sedan"),
        ("sv", "Möte 21/11/2026"),
        ("en", "Meeting 21.11.2026"),
        ("en", "Meeting at 6:00 PM"),
        ("en", "Saved 2 days ago"),
    ],
)
def test_a_planted_slip_is_seen(tag, text):
    assert len(list(misdated(text, tag))) == 1


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fi", "Kokous maanantaina 5.3.2026 klo 9.15–10.00, 2 päivää sitten"),
        ("sv", "Möte måndag 23 november 2026 kl. 18.00"),
        ("en", "Saved 2 days ago, on Monday 23 November 2026 at 18:00"),
    ],
)
def test_a_date_as_it_should_be_is_no_slip(tag, text):
    assert list(misdated(text, tag)) == []
