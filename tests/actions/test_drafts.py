"""What is put down in a memo is nobody's work before the memo is published."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.accounts.people import inside
from tests.actions.conftest import ADDRESS
from tests.actions.links import links_to
from webapp.actions.models import Action
from webapp.groups.models import Participant


@pytest.fixture
def draft(app, world, browser):
    item = world.item("karttula")
    browser("villager").post(f"/meetings/items/{item}/actions", data={"what": "Luonnos"})
    with inside(app, world) as session:
        return f"/actions/{session.scalar(select(Action.id).where(Action.what == 'Luonnos'))}"


@pytest.mark.parametrize("act", ["beginning", "completion", "new-day", "giving-up", "edit"])
def test_a_draft_is_settled_by_nobody(browser, draft, act):
    data = {"note": "x", "reason": "x", "due_on": "1.2.2027", "what": "Muuta"}
    assert browser("villager").post(f"{draft}/{act}", data=data).status_code == 403


def test_a_draft_is_not_told_in_the_feed_of_the_area(browser, visitor, world, draft):
    browser("villager").post(f"{draft}/completion", data={"note": "x"})
    feed = visitor("kuopio").get(f"/areas/{world.area('karttula')}/feed.atom")
    assert "Luonnos" not in feed.text


def test_who_declined_answers_for_no_action_any_more(app, world, visitor):
    path = links_to(app, world)[ADDRESS]
    assert visitor("kuopio").get(path).status_code == 200
    with inside(app, world) as session:
        action = session.get(Action, world.action("karttula"))
        session.get(Participant, action.participant_id).decline()
    assert visitor("kuopio").get(path).status_code == 404
