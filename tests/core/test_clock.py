"""The clock does each task in time, once, by one clock, and catches up after it stood still."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tenants.context import NoScope, scope
from tenants.db import db
from webapp.core import clock
from webapp.core.clock import every, tick
from webapp.core.mail import rounds


@pytest.fixture
def done(monkeypatch):
    """The tasks of this test and nothing else."""
    monkeypatch.setattr(clock, "tasks", {})
    return []


@pytest.fixture
def ticks(app):
    def ticks():
        with app.app_context():
            return tick()

    return ticks


@pytest.fixture
def rows(snapshot):
    return snapshot.connection.execute


def test_a_new_task_is_done_at_once_and_then_rests(done, ticks):
    every(60)(lambda: done.append("a"))
    for _ in range(3):
        ticks()
    assert done == ["a"]


def test_a_task_is_done_again_when_its_time_has_come(done, ticks, rows):
    every(60)(lambda: done.append("a"))
    ticks()
    rows("update clock_task set done_at = done_at - interval '61 seconds'")
    ticks()
    assert done == ["a", "a"]


def test_after_days_at_a_standstill_a_task_is_done_once(done, ticks, rows):
    every(3600)(lambda: done.append("a"))
    ticks()
    rows("update clock_task set done_at = done_at - interval '3 days'")
    for _ in range(3):
        ticks()
    assert done == ["a", "a"]


def test_a_time_that_was_wrong_and_is_put_right_stops_nothing(done, ticks, rows):
    every(60)(lambda: done.append("a"))
    ticks()
    rows("update clock_task set done_at = done_at + interval '4 years'")
    for _ in range(3):
        ticks()
    assert done == ["a", "a"]


def test_one_clock_leads_a_task_at_a_time(app, done, ticks):
    @every(60)
    def long():
        done.append("a")
        with app.app_context():
            tick()  # another clock, while this one is busy

    ticks()
    assert done == ["a"]


def test_a_task_that_died_is_taken_over_when_its_hold_ends(done, ticks, rows):
    @every(60)
    def dying():
        done.append("a")
        if len(done) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ticks()
    ticks()
    assert done == ["a"]
    rows("update clock_task set held_until = now() - interval '1 second'")
    ticks()
    assert done == ["a", "a"]


def test_a_hold_is_short_for_frequent_tasks_and_never_long(done):
    every(10)(lambda: None)
    (frequent,) = clock.tasks.values()
    every(clock.DAILY)(test_a_hold_is_short_for_frequent_tasks_and_never_long)
    *_, daily = clock.tasks.values()
    assert frequent.hold == timedelta(seconds=30) and daily.hold == timedelta(minutes=10)


def test_a_task_in_each_tenant_is_at_home_in_each(done, ticks, rows):
    every(60, in_each_tenant=True)(lambda: done.append(scope().tenant))
    ticks()
    assert sorted(done) == sorted(row[0] for row in rows("select id from tenant"))


def test_mails_of_a_suspended_town_are_not_written_for_later(done, ticks, rows):
    (town,) = rows("update tenant set suspended_at = now() where slug = 'kuopio' returning id")
    every(60, in_each_tenant=True, even_suspended=False)(lambda: done.append(scope().tenant))
    ticks()
    assert (
        town[0] not in done and len(done) == rows("select count(*) - 1 from tenant").fetchone()[0]
    )


@pytest.mark.parametrize("fault", ["select 1 / 0", "select pg_sleep(9)", ""])
def test_one_towns_failure_stops_no_other(done, ticks, rows, fault):
    towns = sorted(row[0] for row in rows("select id from tenant"))

    @every(60, in_each_tenant=True)
    def failing():
        if scope().tenant == towns[0]:
            db.session.execute(text("set local statement_timeout = '50ms'"))
            db.session.execute(text(fault)) if fault else int("a word")
        done.append(scope().tenant)

    with pytest.raises((DBAPIError, ValueError)):
        ticks()
    assert done == towns[1:]
    assert rows("select bool_and(done_at is null) from clock_task").fetchone() == (True,)


def test_a_task_without_a_tenant_has_no_scope(done, ticks):
    every(60)(scope)
    with pytest.raises(NoScope):
        ticks()


def test_old_letters_are_forgotten_and_waiting_ones_are_not(app, rows):
    (before,) = rows("select count(*) from letter").fetchone()
    rows(
        "insert into letter select (jsonb_populate_record(l, jsonb_build_object("
        "'id', overlay(l.id::text placing '01000000' from 1 for 8), 'state', 'failed'))).*"
        " from letter l where state = 'waiting'"
    )
    assert rows("select count(*) from letter").fetchone() > (before,)
    with app.app_context():
        rounds.forget_old_letters()
    assert rows("select count(*) from letter").fetchone() == (before,)
