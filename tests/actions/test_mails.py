"""What falls to a party reaches its mailbox, and so does the day on which it is due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.accounts.people import inside
from webapp.actions import jobs
from webapp.actions.models import Action
from webapp.core.clock import tasks
from webapp.core.formats import date_typed, today
from webapp.groups.models import TableRules

SECRETARY = "secretary.00ece770@example.org"


def agree(app, world, **facts):
    """Agreed on at the table and published, as its memo does."""
    with inside(app, world) as session:
        group = session.get(Action, world.action("karttula")).group
        facts = {"what": "Korjataan laituri", "due_on": today() + timedelta(days=30)} | facts
        Action.agree(group, None, **facts).assign(None)


def seat(app, world, name):
    with inside(app, world) as session:
        return session.scalar(text("select id from participant where name = :name"), {"name": name})


def test_the_party_hears_what_falls_to_it(app, world, subjects):
    agree(app, world, participant_id=seat(app, world, "Savon Autoilija"))
    day = date_typed(today() + timedelta(days=30))
    assert subjects() == [f"Vastuullanne oleva toimenpide: Korjataan laituri, määräpäivä {day}"]


def test_an_actor_is_reached_through_its_seat_at_the_table(app, world, subjects):
    agree(app, world, actor_id=world.actor("karttula_village"))
    assert len(subjects(SECRETARY)) == 1


def test_else_through_who_represents_it(app, world, snapshot, subjects):
    snapshot.connection.execute("update participant set actor_id = null")
    agree(app, world, actor_id=world.actor("karttula_village"))
    assert len(subjects(world.email("villager"))) == 1


def test_else_through_its_own_address(app, world, snapshot, subjects):
    snapshot.connection.execute("update actor set email = 'srk@example.org'")
    snapshot.connection.execute("delete from representative")
    agree(app, world, actor_id=world.actor("karttula_parish"))
    assert len(subjects("srk@example.org")) == 1


def test_a_party_in_words_gets_no_mail(app, world, post, subjects):
    agree(app, world, party="Kylätoimikunta")
    subjects()
    assert not [mail for mail in post() if "toimenpide" in mail["Subject"]]


def test_a_memo_published_again_mails_nobody_twice(app, world, subjects):
    agree(app, world, participant_id=seat(app, world, "Savon Autoilija"))
    with inside(app, world) as session:
        for action in session.query(Action):
            action.assign(None)
    assert len(subjects()) == 1


def test_another_party_hears_of_it_and_the_old_link_is_dead(
    app, world, browser, visitor, subjects, link, action
):
    agree(app, world, participant_id=seat(app, world, "Savon Autoilija"))
    old = link()
    with inside(app, world) as session:
        laid = session.query(Action).filter_by(what="Korjataan laituri").one()
        laid.edit(None, participant_id=None, actor_id=world.actor("karttula_village"))
    assert len(subjects(SECRETARY)) == 1
    assert visitor("kuopio").get(old).status_code == 404


def test_nobody_is_told_to_do_what_has_been_done(app, world, subjects):
    agree(app, world, participant_id=seat(app, world, "Savon Autoilija"))
    with inside(app, world) as session:
        laid = session.query(Action).filter_by(what="Korjataan laituri").one()
        laid.finish(None)
        laid.edit(None, participant_id=None, actor_id=world.actor("karttula_village"))
    assert subjects(SECRETARY) == []


def test_a_reminder_comes_three_days_before(due, remind, subjects):
    due(4)
    remind()
    assert subjects() == []
    due(3)
    remind()
    day = date_typed(today() + timedelta(days=3))
    assert subjects() == [f"Määräpäivä {day}: Sovitaan kyydit"]


def test_nobody_is_reminded_twice_over_a_restart(due, remind, subjects):
    due(3)
    for _hour in range(3):
        remind()
    assert len(subjects()) == 1
    due(-3)
    for _hour in range(3):
        remind()
    assert len(subjects()) == 2


def test_the_secretary_hears_of_what_is_late_too(due, remind, subjects):
    due(-2)
    remind()
    assert subjects() == []
    due(-3)
    remind()
    day = date_typed(today() - timedelta(days=3))
    late = f"Myöhässä: Sovitaan kyydit, määräpäivä oli {day}"
    assert subjects() == subjects(SECRETARY) == [late]


def test_after_a_standstill_the_reminder_still_comes(due, remind, subjects):
    due(1)
    remind()
    assert len(subjects()) == 1
    due(-20)
    remind()
    assert len(subjects()) == 2


def test_long_after_its_day_nobody_is_reminded(due, remind, subjects):
    due(-60)
    remind()
    assert subjects() == []


@pytest.mark.parametrize("ended", ["done_at", "dropped_at"])
def test_who_has_finished_is_not_reminded(due, remind, subjects, ended):
    for days in (2, -5):
        due(days, **{ended: "2026-10-01"})
        remind()
    assert subjects() == []


def test_a_draft_of_a_memo_reminds_nobody(due, remind, subjects):
    due(2, assigned_at=None)
    remind()
    assert subjects() == []


def test_what_was_agreed_on_the_day_before_is_not_reminded_of(due, remind, subjects):
    due(1, assigned_at=today())
    remind()
    assert subjects() == []


def test_the_town_says_how_many_days(app, world, due, remind, subjects):
    with inside(app, world):
        TableRules.here().change(None, reminder_days=7)
    due(7)
    remind()
    assert len(subjects()) == 1


def test_the_clock_reminds_every_town_and_lets_the_night_pass(app, due, subjects, monkeypatch):
    due(3)
    for hour in (jobs.MORNING - 1, jobs.MORNING):
        assert subjects() == []
        monkeypatch.setattr(jobs, "local", lambda at, hour=hour: at.replace(hour=hour))
        with app.app_context():
            tasks["webapp.actions.jobs.remind_in_the_daytime"].run()
    assert len(subjects()) == 1


def test_a_suspended_town_reminds_when_it_is_open_again(app, due, subjects, monkeypatch, snapshot):
    due(3)
    monkeypatch.setattr(jobs, "local", lambda at: at.replace(hour=jobs.MORNING))
    for since, reminded in (("now()", 0), ("null", 1)):
        suspend = f"update tenant set suspended_at = {since} where slug = 'kuopio'"  # noqa: S608
        snapshot.connection.execute(suspend)
        with app.app_context():
            tasks["webapp.actions.jobs.remind_in_the_daytime"].run()
        snapshot.connection.execute("update tenant set suspended_at = null")
        assert len(subjects()) == reminded
