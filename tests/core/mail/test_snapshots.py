"""Every mail in three languages, as its reader would see it. UPDATE_SNAPSHOTS=1 writes them anew.

A mail joins by having a template; its room's `mails.EXAMPLES` says with what it is filled.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest

from webapp.core.language import LANGUAGES
from webapp.core.mail import rendering
from webapp.core.mail.writing import frozen

ROOT = Path(__file__).parents[3]
MAILS = sorted((ROOT / "templates").glob("*/mail/*.html"))
HEADERS = ("From", "To", "Reply-To", "Subject", "Content-Language")
SENDER = rendering.Sender(
    id=UUID(int=1),
    names={"fi": "Kuopion kaupunki", "sv": "Kuopio stad", "en": "City of Kuopio"},
    languages=("fi",),
    sender_name="",
    contact_email="kylat@kuopio.example",
    colour="#0b5c8a",
    address="https://kuopio.example.org",
)


def example_of(name: str) -> dict:
    room = name.partition("/")[0]
    examples = import_module(f"webapp.{room}.mails").EXAMPLES
    assert name in examples, f"webapp/{room}/mails.py has no example of {name}"
    return examples[name]


def letter(name: str, language: str):
    return SimpleNamespace(
        id=UUID(int=7),
        tenant_id=SENDER.id,
        created_at=datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
        email="anna@example.org",
        reader_name="Anna Ääri",
        language=language,
        template=name,
        params=frozen(example_of(name)),
        topic=None,
    )


def readable(content: bytes) -> str:
    """Without the head of the HTML, which is the same in all."""
    mail = message_from_bytes(content, policy=default)
    lines = [f"{name}: {mail[name]}" for name in HEADERS if mail[name]]
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    text = "\n".join([*lines, "", text, "----", html.partition("<body>")[2]])
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", MAILS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_mail_is_as_it_was(the_app, path, language):
    room = path.parts[-3]
    with the_app.app_context():
        _subject, content = rendering.mail(letter(f"{room}/mail/{path.stem}", language), SENDER)
    now = readable(content)
    file = ROOT / "tests" / room / "snapshots" / f"{path.stem}.{language}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(now)
    assert file.exists(), f"look at the mail, then keep it with UPDATE_SNAPSHOTS=1: {file.name}"
    assert now == file.read_text()
