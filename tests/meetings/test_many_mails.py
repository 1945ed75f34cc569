"""A table is no engine for unwanted mail, though its keeper chooses the people and the words."""

from __future__ import annotations

import pytest

from tenants.db import db
from tenants.owned import utcnow
from tests.meetings.test_meetings import FORM
from webapp.groups.models import Group, Participant

MORE = 747  # beside the three of the world


@pytest.fixture
def crowd(inside, world, soon):
    with inside():
        group = db.session.get(Group, world.group("karttula"))
        for n in range(MORE):
            facts = {"name": f"Asukas {n:03}", "email": f"{n}@example.org", "sector": "residents"}
            Participant.add(group, None, **facts).joined_at = utcnow()


def test_nobody_mails_a_table_without_end(browser, world, soon, crowd, letters):
    secretary = browser("villager")
    assert secretary.post(f"{soon}/invitation").status_code == 303
    moved = [
        secretary.post(f"{soon}/edit", data=FORM | {"place": f"Talo {n}"}).status_code
        for n in range(4)
    ]
    assert moved == [303, 303, 303, 429]
    assert len(letters()) == 3000
    action = f"/actions/new?group={world.group('karttula')}"
    for press in (f"{soon}/agenda", f"{soon}/checks", f"{soon}/memo", action):
        assert secretary.post(press).status_code == 429


def test_nobody_comes_in_vain_as_too_much_was_mailed(browser, soon, crowd, letters):
    secretary = browser("villager")
    secretary.post(f"{soon}/invitation")
    for n in range(3):
        secretary.post(f"{soon}/edit", data=FORM | {"place": f"Talo {n}"})
    assert secretary.post(f"{soon}/edit", data=FORM).status_code == 429
    told = len(letters())
    reason = {"reason": "Ei tänään."}
    assert secretary.post(f"{soon}/cancellation", data=reason).status_code == 303
    assert len(letters()) == told + 750
