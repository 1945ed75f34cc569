"""The link in the mail: one press says how it went, without a password."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenants.db import db
from tests.accounts.people import inside
from webapp.core.formats import date_typed, today
from webapp.groups.models import Participant


def test_looking_changes_nothing(due, remind, link, visitor, browser, action):
    due(3)
    remind()
    guest = visitor("kuopio")
    page = guest.get(link()).text
    assert "Sovitaan kyydit" in page and "Kukaan ei jää kyydittä." in page
    assert "Merkitse valmiiksi" in browser("villager").get(action).text


def test_one_press_marks_it_done_without_a_password(due, remind, link, visitor, browser, action):
    due(3)
    remind()
    done = {"answer": "done", "note": "Kyydit kulkevat.", "figure": "12", "figure_of": "kyytiä"}
    guest, there = visitor("kuopio"), link()
    assert guest.post(there, data=done).status_code == 303
    assert "12 kyytiä" in guest.get(there).text
    assert "Kyydit kulkevat." in browser("villager").get(action).text
    assert guest.post(there, data={"answer": "open"}).status_code == 303
    assert "Merkitse valmiiksi" in guest.get(there).text


def test_a_new_day_is_answered_and_reminded_of_anew(due, remind, link, visitor, subjects):
    due(-3)
    remind()
    later = {"answer": "later", "due_on": date_typed(today() + timedelta(days=3))}
    assert visitor("kuopio").post(link(), data=later).status_code == 303
    remind()
    assert len(subjects()) == 2


def test_not_carried_out_needs_its_reason(due, remind, link, visitor):
    due(-3)
    remind()
    guest, there = visitor("kuopio"), link()
    assert guest.post(there, data={"answer": "dropped"}).status_code == 422
    reason = {"answer": "dropped", "reason": "Rahoitusta ei saatu."}
    assert guest.post(there, data=reason).status_code == 303
    assert "Rahoitusta ei saatu." in guest.get(there).text


def test_what_was_ended_elsewhere_meanwhile_still_says_what_is_wrong(due, remind, link, visitor):
    due(-3)
    remind()
    guest, there = visitor("kuopio"), link()
    guest.post(there, data={"answer": "done"})
    wrong = guest.post(there, data={"answer": "later", "due_on": "1.1.2020"})
    assert wrong.status_code == 422 and "ds-error-summary" in wrong.text
    later = {"answer": "later", "due_on": date_typed(today() + timedelta(days=9))}
    assert guest.post(there, data=later).status_code == 303
    assert "Merkitse valmiiksi" in guest.get(there).text


@pytest.mark.parametrize("said", ["", "no-such-answer"])
def test_an_answer_that_is_none_is_refused(due, remind, link, visitor, said):
    due(3)
    remind()
    assert visitor("kuopio").post(link(), data={"answer": said}).status_code == 400


def test_nobody_answers_without_end(due, remind, link, visitor):
    due(3)
    remind()
    guest, there = visitor("kuopio"), link()
    codes = [guest.post(there, data={"answer": "open"}).status_code for _time in range(61)]
    assert codes == [303] * 60 + [429]


def test_the_link_of_who_has_left_the_table_is_dead(app, world, due, remind, link, visitor):
    due(3)
    remind()
    there = link()
    with inside(app, world):
        db.session.query(Participant).filter_by(name="Savon Autoilija").one().leave(None)
    assert visitor("kuopio").get(there).status_code == 404
    assert visitor("varkaus").get(there).status_code == 404
