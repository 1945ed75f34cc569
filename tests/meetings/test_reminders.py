"""The day before a meeting: who is reminded of it, once, and who is asked again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from tenants.db import db
from tests.mailbox import newest_to, text_of
from webapp.core.formats import local
from webapp.groups.models import Group
from webapp.meetings import jobs, mails
from webapp.meetings.models import Attendance, Meeting


@pytest.fixture
def day_before(inside, soon, world, seat):
    """Everybody was invited long ago; the time at which the clock looks on the day before."""

    def prepare(**answers):
        with inside():
            meeting = db.session.get(Meeting, world.meeting("karttula"))
            meeting.invited_at = meeting.created_at
            for role, answer in answers.items():
                db.session.execute(
                    update(Attendance)
                    .where(Attendance.participant_id == seat(role)[0])
                    .values(invited_at=meeting.created_at - timedelta(days=3), answer=answer)
                    .values(answered_at=meeting.created_at if answer else None)
                )
            start = local(meeting.starts_at)
        return (start - timedelta(days=1)).replace(hour=10)

    return prepare


def test_the_day_before_those_who_have_not_declined_are_reminded_once(
    day_before, inside, letters, seat
):
    now = day_before(secretary="attend", chair="cannot", member=None)
    for at in (now, now + timedelta(hours=1), now - timedelta(hours=5), now - timedelta(days=1)):
        with inside():
            jobs.remind(at)
    reminded = {seat("secretary")[2], seat("member")[2]}
    assert sorted(letters()) == sorted(("meeting_reminder", email) for email in reminded)


def test_a_clock_that_is_killed_half_way_reminds_each_once(
    day_before, inside, letters, seat, monkeypatch
):
    now, write = day_before(secretary="attend", member=None), mails._write

    def die(*told, **more):
        write(*told, **more)
        raise SystemExit

    with monkeypatch.context() as dying, pytest.raises(SystemExit), inside():
        dying.setattr(mails, "_write", die)
        jobs.remind(now)
    for _start in range(2):
        with inside():
            jobs.remind(now)
    assert sorted(email for _name, email in letters()) == sorted(
        seat(role)[2] for role in ("secretary", "member")
    )


def test_who_has_answered_is_reminded_but_not_asked_again(day_before, inside, work, post, seat):
    now = day_before(secretary="attend", member=None)
    with inside():
        jobs.remind(now)
    work()
    answered, silent = (text_of(newest_to(seat(it)[2], post)) for it in ("secretary", "member"))
    assert "Vastauksesi: Osallistun." in answered and "?as=" not in answered
    assert "Et ole vielä vastannut." in silent and "?as=cannot" in silent


def test_who_was_told_today_of_the_new_time_is_not_told_it_twice(day_before, inside, letters, seat):
    now = day_before(secretary="attend", chair="cannot", member=None)
    with inside():
        db.session.execute(update(Meeting).values(moved_at=now - timedelta(hours=1)))
    with inside():
        jobs.remind(now)
    assert letters() == []
    with inside():
        db.session.execute(update(Meeting).values(moved_at=now - timedelta(days=1)))
    with inside():
        jobs.remind(now)
    assert len(letters()) == 3  # the chair's "cannot" was about the earlier time


def test_nobody_is_reminded_of_a_cancelled_meeting(day_before, browser, soon, inside, letters):
    now = day_before(member=None)
    with inside():
        db.session.execute(update(Meeting).values(cancelled_at=now))
    with inside():
        jobs.remind(now)
    assert letters() == []


def test_nobody_is_reminded_when_the_work_has_ended(day_before, inside, letters):
    now = day_before(member=None)
    with inside():
        db.session.execute(update(Group).values(ended_at=now))
    with inside():
        jobs.remind(now)
    assert letters() == []
