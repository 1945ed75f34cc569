"""What a mail looks like: its headers, its languages, its two halves, its footer."""

from __future__ import annotations

import re

import pytest

from tenants.context import acting_in
from tenants.db import db
from tenants.models import Tenant


@pytest.fixture
def mail(say, deliver, server):
    def mail(**letter):
        say(**letter)
        assert deliver() == 1
        return server.mails[-1]

    return mail


@pytest.fixture
def change(app, world):
    def change(town="kuopio", **values):
        with app.app_context(), acting_in(world.tenant(town)):
            tenant = db.session.get(Tenant, world.tenant(town))
            for name, value in values.items():
                setattr(tenant, name, value)
            db.session.commit()

    return change


def body(mail, kind):
    return mail.get_body((kind,)).get_content()


def test_the_sender_is_the_municipality_at_our_address(mail, change):
    change(sender_name="Kuopion kylät, Karttula ja Nilsiä", contact_email="kylat@kuopio.example")
    sent = mail()
    (sender,) = sent["From"].addresses
    assert sender.display_name == "Kuopion kylät, Karttula ja Nilsiä"
    assert sender.addr_spec == "no-reply@yhteispoyta.test"
    assert sent["Reply-To"] == "kylat@kuopio.example"


def test_without_an_address_for_answers_the_mail_says_so(mail, change):
    change(contact_email="")
    sent = mail(language="en")
    assert sent["Reply-To"] is None
    assert "nobody reads the replies" in body(sent, "plain")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("fi", "maanantai 23.11.2026"),
        ("sv", "måndag 23.11.2026"),
        ("en", "Monday 23 November 2026"),
    ],
)
def test_every_half_is_in_the_readers_language(mail, language, day):
    sent = mail(language=language)
    assert sent["Content-Language"] == language
    assert all(day in text for text in (sent["Subject"], body(sent, "plain"), body(sent, "html")))
    assert f'<html lang="{language}">' in body(sent, "html")


def test_links_lead_to_the_stored_host_and_to_an_own_domain(mail, snapshot, world):
    assert "https://kuopio.yhteispoyta.test" in body(mail(), "plain")
    snapshot.connection.execute(
        "insert into hostname (id, created_at, name, leads_to)"
        " values (gen_random_uuid(), now(), 'yhteistyo.kuopio.example', %s)",
        [world.tenant("kuopio")],
    )
    assert "https://yhteistyo.kuopio.example" in body(mail(), "plain")


def test_html_is_escaped_and_text_is_not(mail):
    sent = mail(word="<b>Tom & Jerry</b>")
    assert "<b>Tom & Jerry</b>" in body(sent, "plain") and "<b>Tom & Jerry</b>" in sent["Subject"]
    assert "&lt;b&gt;Tom &amp; Jerry&lt;/b&gt;" in body(sent, "html")


def test_no_text_becomes_a_header(mail, change):
    change(sender_name="Kuopio\r\nBcc: eve@example.org")
    sent = mail(word="Hei\r\nBcc: eve@example.org")
    assert sent["Bcc"] is None
    assert sent["Subject"].startswith("Hei Bcc: eve@example.org")


def test_what_looks_encoded_is_shown_as_it_was_typed(mail):
    """Readers decode it: a made-up name could hide another, or break the header."""
    typed = "=?utf-8?q?Eve=0d=0aBcc:_eve?="
    sent = mail(word=typed, name=typed)
    assert sent["To"].addresses[0].display_name == typed
    assert sent["Subject"].startswith(typed)


@pytest.mark.parametrize("email", ["anna\n@example.org", "anna\r@example.org", "anna\x07@a.fi"])
def test_an_address_that_is_none_is_not_written_to(say, deliver, rows, email):
    say(email=email)
    assert deliver() == 0 and rows()[0].state == "failed"


@pytest.mark.parametrize("word", ["Ä" * 300, "word " * 90, "😀" * 100])
def test_long_subjects_arrive_readable(mail, word):
    assert mail(word=word)["Subject"].startswith(word[:249])


def test_an_address_with_letters_of_ours_is_written_for_machines(mail, server):
    assert mail(email="anna@pöytä.example")["To"].addresses[0].domain == "xn--pyt-sla1g.example"


def test_machines_see_that_no_person_wrote(mail, rows):
    sent = mail()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == f"<{rows()[0].id}@yhteispoyta.test>"
    assert sent["Date"].datetime == rows()[0].created_at.replace(microsecond=0)


def test_a_duty_mail_offers_no_way_out_and_an_optional_one_does(mail):
    assert mail()["List-Unsubscribe"] is None
    optional = mail(topic="news")
    address = optional["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://kuopio.yhteispoyta.test/mail/stop/")
    assert optional["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in body(optional, "plain") and address in body(optional, "html")


def test_the_stop_address_is_neither_folded_nor_encoded(say, deliver, server):
    say(topic="news")
    deliver()
    lines = server.content.splitlines()
    assert any(re.fullmatch(rb"List-Unsubscribe: <https://[!-~]+>", line) for line in lines)
