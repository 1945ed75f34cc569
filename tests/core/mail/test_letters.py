"""A letter's way: written with its cause, claimed in turn, sent once, and visible when it fails."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from tenants.db import db
from webapp.core.mail import Letter, Reader, claims, write
from webapp.core.mail.claims import BATCH, OVERDUE, Desk, desk, lease, waiting_time


def test_a_letter_of_a_change_that_is_undone_is_never_sent(at, deliver, server, say):
    with at():
        write("tests/mail/hello", to=Reader("anna@example.org", "fi"), word="Hei", day=None)
        db.session.rollback()
    assert deliver() == 0 and server.mails == []


def test_a_wrong_template_fails_where_it_is_written(at):
    with at(), pytest.raises(LookupError):
        write("tests/mail/unknown", to=Reader("anna@example.org", "fi"))


def test_a_letter_keeps_only_what_json_can_hold(at, say):
    with at(), pytest.raises(TypeError):
        write("tests/mail/hello", to=Reader("anna@example.org", "fi"), word=object())


def test_a_key_lets_a_letter_be_written_once(say, deliver):
    say(key="memo 1 anna")
    say(key="memo 1 anna")
    say(town="varkaus", key="memo 1 anna")
    assert deliver() == 2


def test_a_sent_letter_keeps_its_subject_and_forgets_its_contents(say, deliver, rows):
    say(word="salaisuus")
    deliver()
    (letter,) = rows()
    assert (letter.state, letter.subject, letter.attempts) == (
        "sent",
        "salaisuus maanantai 23.11.2026",
        1,
    )
    assert letter.params == {} and letter.sent_at


def test_a_batch_goes_over_one_connection(say, deliver, server):
    for number in range(20):
        say(email=f"reader{number}@example.org")
    assert deliver() == 20 and len(server.connections) == 1


@pytest.mark.parametrize("code", [550, 551, 554])
def test_a_final_refusal_is_visible_at_once(say, deliver, rows, code):
    say(email=f"{code}.anna@example.org")
    say(email="bertta@example.org")
    assert deliver() == 1
    refused, sent = rows()
    assert (refused.state, refused.last_error) == ("failed", f"{code} 5.1.1")
    assert sent.state == "sent"


def test_the_reason_holds_no_personal_data(say, deliver, rows):
    say(email="550.anna@example.org")
    deliver()
    assert "anna" not in rows()[0].last_error


@pytest.fixture
def hours(monkeypatch):
    """One hour to wait after the first failure, two after the second: no test lasts as long."""
    monkeypatch.setattr(claims, "waiting_time", lambda failures: timedelta(hours=failures))


def test_a_refusal_for_now_is_tried_again_later(say, deliver, rows, hours):
    say(email="451.anna@example.org")
    for failures in (1, 2):
        before = datetime.now(UTC)
        deliver()
        (letter,) = rows()
        waited = letter.due_at - timedelta(hours=failures)
        assert before <= waited <= datetime.now(UTC)
        assert (letter.state, letter.last_error) == ("waiting", "451 4.1.1")
        assert deliver() == 0 and rows()[0].failures == failures
        rows.execute("update letter set due_at = now()")


def test_the_waits_double_up_to_an_hour():
    waits = [waiting_time(attempt).total_seconds() for attempt in (1, 2, 5, 11, 80, 5000)]
    for wait, aim in zip(waits, (5, 10, 80, 3600, 3600, 3600), strict=True):
        assert 0.8 * aim <= wait <= 1.2 * aim


def test_after_72_hours_a_letter_has_failed_visibly(say, deliver, rows, hours):
    say(email="451.anna@example.org")
    assert rows()[0].give_up_at - rows()[0].created_at == pytest.approx(
        timedelta(hours=72), abs=timedelta(minutes=1)
    )
    rows.execute("update letter set give_up_at = now() + interval '59 minutes'")
    deliver()
    assert (rows()[0].state, rows()[0].last_error) == ("failed", "451 4.1.1")


def test_a_letter_that_has_waited_too_long_is_not_sent_late(say, deliver, rows):
    say(patience=timedelta(minutes=-1))
    assert deliver() == 0
    assert (rows()[0].state, rows()[0].last_error) == ("failed", "late")


def test_a_failed_letter_can_be_sent_again_under_its_id(at, say, deliver, server, rows):
    say(email="550.anna@example.org")
    deliver()
    rows.execute("update letter set email = 'anna@example.org'")
    with at():
        letter = db.session.get(Letter, rows()[0].id)
        assert letter.can_be_resent
        letter.resend()
        db.session.commit()
    assert deliver() == 1
    assert server.mails[0]["Message-ID"] == f"<{rows()[0].id}@yhteispoyta.test>"


def test_a_letter_that_cannot_be_put_together_stops_no_other(say, deliver, rows):
    say(day="not a day")
    say(name="An\nna", email="anna\n@example.org")
    say(email="bertta@example.org")
    assert deliver() == 1
    assert [letter.state for letter in rows()] == ["failed", "failed", "sent"]


def test_without_a_mail_server_every_letter_waits(app, say, deliver, rows, monkeypatch):
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://127.0.0.1:1")
    for _ in range(3):
        say()
    assert deliver() == 0
    assert {(row.state, row.last_error) for row in rows()} == {("waiting", "connection")}


def test_a_lost_connection_costs_one_letter_a_second_try(say, deliver, server, rows):
    say()
    server.hangs_up = True
    assert deliver() == 0 and rows()[0].state == "waiting"
    server.hangs_up = False
    rows.execute("update letter set due_at = now()")
    assert deliver() == 1
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"] and str(first) == str(second)


def test_urgent_letters_leave_before_bulk(say, deliver, server):
    for number in range(5):
        say(email=f"bulk{number}@example.org")
    say(email="urgent@example.org", urgent=True)
    deliver()
    assert server.receivers[0] == "urgent@example.org"


def test_the_urgent_queue_leaves_bulk_alone(say, deliver, server):
    say()
    say(email="urgent@example.org", urgent=True)
    assert deliver("urgent") == 1 and server.receivers == ["urgent@example.org"]


def test_a_sign_in_link_waits_for_one_bulk_batch_at_most(say, deliver, server, monkeypatch):
    for number in range(2 * BATCH + 1):
        say(email=f"bulk{number}@example.org")
    take = Desk.claim

    def claim(self, queue):
        batch = take(self, queue)
        if batch and batch[0].email.startswith("bulk") and not waits:
            say(email="urgent@example.org", urgent=True)
            waits.append(True)
        return batch

    waits = []
    monkeypatch.setattr(Desk, "claim", claim)
    deliver()
    assert server.receivers.index("urgent@example.org") == BATCH


def test_a_town_with_many_letters_does_not_hold_up_another(app, say):
    for number in range(150):
        say(email=f"news{number}@example.org")
    say(town="varkaus")
    with app.app_context(), desk() as at:
        towns = Counter(letter.tenant_id for letter in at.claim("bulk"))
    assert sorted(towns.values()) == [1, BATCH // 2]


def test_two_workers_never_claim_the_same_letter(app, say):
    for number in range(30):
        say(email=f"reader{number}@example.org")
    with app.app_context(), desk() as one, desk() as other:
        assert len(one.claim("bulk")) == 30 and other.claim("bulk") == []


def test_the_letters_of_a_dead_worker_are_taken_up_again(app, say, deliver, rows):
    say()
    with app.app_context(), desk() as at:
        (letter,) = at.claim("bulk")
        assert deliver() == 0
        rows.execute("update letter set due_at = now()")
        assert deliver() == 1
        at.unsent(letter, "connection")  # the dead one comes back: it has no say any more
    assert rows()[0].state == "sent" and rows()[0].attempts == 2


class Soon(Event):
    """Comes at once, whatever was asked for."""

    asked = None

    def wait(self, seconds):
        self.__class__.asked = seconds
        return super().wait(0.01)


def test_a_slow_batch_stays_with_its_worker(app, say, rows, monkeypatch):
    monkeypatch.setattr(claims, "Event", Soon)
    say()
    with app.app_context(), desk() as at, desk() as other:
        batch = at.claim("bulk")
        until, ends = rows()[0].due_at, time.monotonic() + 60
        with lease(batch):
            while rows()[0].due_at == until:
                assert time.monotonic() < ends, "the lease is not made longer"
                time.sleep(0.01)
        assert other.claim("bulk") == []
    assert rows()[0].due_at > until and Soon.asked < claims.LEASE.total_seconds() / 2


def test_what_a_round_has_no_time_for_goes_back_untouched(say, deliver, rows):
    say()
    assert deliver(seconds=-1) == 0
    assert (rows()[0].state, rows()[0].failures) == ("waiting", 0)


def test_a_suspended_town_sends_only_what_somebody_waits_for(say, deliver, server, rows):
    say()
    say(email="urgent@example.org", urgent=True)
    rows.execute("update tenant set suspended_at = now()")
    assert deliver() == 1 and server.receivers == ["urgent@example.org"]
    assert rows()[0].state == "waiting"


def test_what_waits_is_found_without_reading_what_was_sent(app):
    with app.app_context(), desk() as at, at.transaction() as connection:
        connection.exec_driver_sql("set local enable_seqscan = off")
        query, delay = f"explain {OVERDUE.compile(connection)}", {"delay": timedelta(seconds=1)}
        plan = "\n".join(connection.exec_driver_sql(query, delay).scalars())
    assert "Seq Scan" not in plan
    assert "ix_letter_urgent" in plan and "ix_letter_bulk" in plan


def test_a_lease_outlives_a_moment_without_the_database(app, say, rows, monkeypatch):
    monkeypatch.setattr(claims, "Event", Soon)
    keep, kept = Desk.keep, []

    def now_and_then(at, batch):
        kept.append(batch)
        if len(kept) == 1:
            raise OperationalError("keep", {}, ValueError())
        keep(at, batch)

    monkeypatch.setattr(Desk, "keep", now_and_then)
    say()
    with app.app_context(), desk() as at:
        batch = at.claim("bulk")
        until, ends = rows()[0].due_at, time.monotonic() + 60
        with lease(batch):
            while rows()[0].due_at == until:
                assert time.monotonic() < ends, "the lease is not made longer"
                time.sleep(0.01)
