"""Bulk mail against sending directly, one worker against two, and how long a sign-in link waits.

`python -m tests.bench.mail` starts its own PostgreSQL, Valkey and mail server, all durable.
"""

from __future__ import annotations

import os
import platform
import smtplib
import statistics
import subprocess
import time
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

from tenants.context import acting_in
from tenants.db import db
from tenants.owned import utcnow
from tests.core.mail.conftest import add_templates
from tests.core.mail.machine import Machine
from webapp import create_app
from webapp.core.jobs import ring
from webapp.core.mail import Reader, claims, rendering, write

MAILS, ROUNDS, LINKS = 500, 5, 30
WORD = "Kumppanuuspöytä kokoontuu torstaina. Asialista on luettavissa palvelussa. "
GOALS = {"bulk": 0.75, "two": 1.6, "wait": 1.0}
WAITED = """
    select extract(epoch from link.sent_at - link.created_at), (select count(*) from letter bulk
        where not urgent and bulk.sent_at between link.created_at and link.sent_at)
    from letter link where urgent
"""


def main() -> None:
    with Machine() as machine:
        os.environ.update(machine.environment)
        app = create_app()
        add_templates(app)
        for name in ("valkey", "sink", "worker1", "worker2"):
            machine.start(name)
        with app.app_context():
            report(machine, measure(machine))


def measure(machine) -> dict:
    """The three ways in turn, round after round: what else the machine does hits them alike."""
    town = machine.sql("select id from tenant where slug = 'kuopio'")[0][0]
    halves = look_at_one(machine, town)
    found = {"direct": [], "one": [], "two": []}
    for _ in range(ROUNDS):
        found["direct"].append(direct(machine.port, halves))
        found["one"].append(bulk(machine, town, rings=1))
        found["two"].append(bulk(machine, town, rings=2))
    return found | {"waits": waits(machine, town)}


def report(machine, found: dict) -> None:
    rate = {name: statistics.median(found[name]) for name in ("direct", "one", "two")}
    longest = max(seconds for seconds, _passed in found["waits"])
    # Counted, not timed: at most the batch in hand of each of the two workers goes before a link.
    batches = max(passed for _seconds, passed in found["waits"]) / (2 * claims.BATCH)
    commit = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], text=True).strip()
    print(f"mail, {utcnow():%Y-%m-%d}, commit {commit}, Python {platform.python_version()},")
    print(f"PostgreSQL {machine.version}, {os.cpu_count()} cores, {ROUNDS} rounds of {MAILS} mails")
    print(f"  direct, one connection      {rate['direct']:6.0f} mails/s")
    print(f"  bulk, one worker            {rate['one']:6.0f} mails/s")
    print(f"  bulk, two workers           {rate['two']:6.0f} mails/s")
    show("bulk / direct", ratio(found, "one", "direct"), ">=", GOALS["bulk"])
    show("two workers / one", ratio(found, "two", "one"), ">=", GOALS["two"])
    print(f"  a sign-in link waits        {longest:6.2f} s at most, of {LINKS}")
    show("bulk batches before a link", batches, "<=", GOALS["wait"])


def ratio(found: dict, upper: str, lower: str) -> float:
    """The median of the rounds' own ratios."""
    pairs = zip(found[upper], found[lower], strict=True)
    return statistics.median(one / other for one, other in pairs)


def show(what: str, value: float, sense: str, goal: float) -> None:
    is_met = value >= goal if sense == ">=" else value <= goal
    print(f"  {what:27s} {value:6.2f}   {sense} {goal:.2f}   {'met' if is_met else 'MISSED'}")


def look_at_one(machine, town) -> tuple[str, str]:
    """What each mail holds, so that the direct way sends as much."""
    fill(town, 1)
    with claims.desk() as at:
        (letter,) = at.claim("bulk")
        _subject, content = rendering.mail(letter, at.senders([letter])[town])
        at.stopped(letter)
    mail = message_from_bytes(content, policy=policy.default)
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    return text, html


def direct(port: int, halves: tuple[str, str]) -> float:
    """The plain way: build each message with the email package, send all on one connection."""
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for number in range(MAILS):
            message = EmailMessage()
            message["From"], message["To"] = "no-reply@example.org", f"a{number}@example.org"
            message["Subject"], message["Message-ID"] = WORD, f"<{number}@example.org>"
            message.set_content(halves[0])
            message.add_alternative(halves[1], subtype="html")
            smtp.send_message(message)
    return MAILS / (time.perf_counter() - began)


def bulk(machine, town, rings: int) -> float:
    """From the first letter settled to the last, so that the start of a worker does not count."""
    machine.sql("delete from letter")
    fill(town, MAILS)
    for _ in range(rings):  # each wakes one worker
        ring("bulk")
    while machine.states() != {"sent": MAILS}:
        time.sleep(0.5)
    times = "select extract(epoch from max(sent_at) - min(sent_at)) from letter"
    return (MAILS - 1) / float(machine.sql(times)[0][0])


def waits(machine, town) -> list[tuple[float, int]]:
    """Links asked for while two workers are busy: seconds, and bulk letters that went before."""
    machine.sql("delete from letter")
    fill(town, 8 * MAILS)
    for _ in range(2):
        ring("bulk")
    time.sleep(1)
    for _ in range(LINKS):
        fill(town, 1, urgent=True)
        time.sleep(0.2)
    assert machine.states().get("waiting"), "the bulk ran out before the links"
    while machine.sql("select 1 from letter where urgent and state <> 'sent'"):
        time.sleep(0.1)
    return [(float(seconds), passed) for seconds, passed in machine.sql(WAITED)]


def fill(town, number: int, urgent: bool = False) -> None:
    with acting_in(town):
        for reader in range(number):
            write(
                "tests/mail/hello",
                to=Reader(f"reader{reader}@example.org", "fi", "Anna Lukija"),
                urgent=urgent,
                word=WORD * 20,
                day=date(2026, 11, 23),
            )
        if not urgent:
            db.session.info.pop("bells")
        db.session.commit()
        db.session.close()


if __name__ == "__main__":
    main()
