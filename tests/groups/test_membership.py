"""Whoever is removed from the service leaves the tables too, and their links are dead."""

from __future__ import annotations

import pytest

from tests.accounts.people import inside
from tests.groups.seats import seats
from webapp.groups.models import Group, Participant


@pytest.fixture
def seat(app, world):
    """`seat("joined")`: the key of the member's seat, asked or in."""

    def sit(state) -> str:
        facts = {"name": "Kuopion Jäsen", "email": world.email("member"), "role": "secretary"}
        facts |= {"member_id": world.member("member"), "sector": "residents"}
        with inside(app, world) as session:
            seat = Participant.add(session.get(Group, world.group("karttula")), None, **facts)
            seat.invite(None)
            if state == "joined":
                seat.join()
            session.flush()
            return seat.token

    return sit


@pytest.mark.parametrize("state", ["invited", "joined"])
def test_who_is_removed_from_the_service_leaves_the_tables(
    app, world, browser, visitor, seat, state
):
    here, paper = visitor("kuopio"), f"/meetings/{world.meeting('karttula')}"
    key = seat(state)
    assert here.get(f"/groups/answers/{key}").status_code == 200
    browser("admin").post(f"/members/{world.member('member')}/removal")
    assert here.get(f"/groups/answers/{key}").status_code == 410
    assert here.get(f"{paper}/answers/{key}").status_code in (404, 410)
    assert "Kuopion Jäsen" not in seats(app, world)


def test_the_log_says_who_ended_it(browser, world, seat):
    seat("joined")
    browser("admin").post(f"/members/{world.member('member')}/removal")
    log = browser("admin").get("/audit").text
    line = log[log.index("Osallistuja jäi pois") :]
    assert "Kuopion Pääkäyttäjä" in line[: line.index("</tr>")]
