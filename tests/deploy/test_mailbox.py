"""The mailbox: takes mail by SMTP and shows it as its receiver sees it."""

import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from deploy.mailbox import letters
from deploy.mailbox.page import create_page
from deploy.mailbox.sink import Sink

MEETING = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:STANDARD
DTSTART:19701025T040000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Kylätalo\\, kevätkokous
LOCATION:Nilsiän
  kirjasto
DTSTART;TZID=Europe/Helsinki:20261203T170000
DTEND;TZID=Europe/Helsinki:20261203T183000
BEGIN:VALARM
DESCRIPTION:Muistutus
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def sink(tmp_path):
    sink = Sink(tmp_path)
    yield sink
    sink.stop()


@pytest.fixture
def page(sink):
    return create_page(sink.folder).test_client()


def invitation():
    mail = EmailMessage()
    mail["From"], mail["To"] = "Kuopio <kuopio@example.org>", "aino@example.org"
    mail["Subject"] = "Kutsu: kylätalon <kevät>"
    mail["Content-Language"] = "fi"
    mail["Date"] = datetime(2026, 11, 21, 22, 5, tzinfo=UTC)
    mail["List-Unsubscribe"] = "<https://kuopio.example.org/peru/1>"
    mail.set_content("Vastaa: https://kuopio.example.org/kutsu?a=1&b=2. Kiitos!")
    mail.add_alternative('<p>Hei <a href="https://kuopio.example.org/">sivu</a>', subtype="html")
    mail.add_alternative(MEETING, subtype="calendar", params={"method": "REQUEST"})
    mail.add_attachment(MEETING, subtype="calendar", filename="tapaaminen.ics")
    return mail


def send(sink, mail):
    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        server.send_message(mail)


@pytest.fixture
def shown(sink, page):
    """The address of the invitation in the mailbox."""
    send(sink, invitation())
    [mail], _ = letters.page(sink.folder, 1)
    return f"/mail/{mail.name}"


def test_a_mail_keeps_the_receivers_of_its_envelope(sink):
    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        server.sendmail("a@example.org", ["b@example.org", "c@example.org"], "Subject: x\r\n\r\ny")
    [mail], _ = letters.page(sink.folder, 1)
    assert mail.message.get_all("Delivered-To") == ["b@example.org", "c@example.org"]


def test_a_stopped_sink_takes_nothing_more(tmp_path):
    sink = Sink(tmp_path)
    sink.stop()
    with pytest.raises(ConnectionRefusedError):
        send(sink, invitation())


def test_the_inbox_is_paged_newest_first(sink, page):
    for number in range(letters.PER_PAGE + 1):
        (sink.folder / f"{number:020}-000000.eml").write_text(f"Subject: mail {number}\n\n")
    first, second = page.get("/").text, page.get("/?page=2").text
    assert first.index("mail 50") < first.index("mail 49")
    assert "mail 0<" in second
    assert "mail 1<" not in second


def test_text_headers_and_calendar_are_shown(page, shown):
    text = page.get(shown).text
    for part in (
        "Kutsu: kylätalon &lt;kevät&gt;",
        "aino@example.org",
        "22.11.2026 klo 0.05",
        "https://kuopio.example.org/peru/1",
        'href="https://kuopio.example.org/kutsu?a=1&amp;b=2"',
        "Kutsu: Kylätalo, kevätkokous",
        "Nilsiän kirjasto",
        "3.12.2026 klo 17.00 (Europe/Helsinki) – 3.12.2026 klo 18.30 (Europe/Helsinki)",
        "tapaaminen.ics",
    ):
        assert part in text


def test_html_runs_nothing_and_its_links_open_beside_the_mailbox(page, shown):
    answer = page.get(f"{shown}/html")
    assert answer.text.startswith('<base target="_blank"><p>Hei <a href="https://kuopio')
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy


def test_an_attachment_is_only_ever_downloaded(page, shown):
    answer = page.get(f"{shown}/attachment/0")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tapaaminen.ics"'
    assert b"VEVENT" in answer.data
    assert page.get(f"{shown}/attachment/9").status_code == 404


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "x", "00000000000000000001-000000"])
def test_what_is_no_mail_is_not_found(page, name):
    assert page.get(f"/mail/{name}").status_code == 404


def test_only_this_machine_reads_the_mailbox(page):
    assert page.get("/", headers={"Host": "mailbox.example.org"}).status_code == 400
