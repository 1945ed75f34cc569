"""The members' part of an area's page: what each reader is shown of a group for members only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenants.owned import utcnow
from tests.accounts.people import inside
from webapp.accounts.models import Member
from webapp.actions.models import Action
from webapp.actors.models import Representative
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Meeting

PARTS = ("groups/of-area", "meetings/of-area", "actions/of-area")
HIDDEN = ("Suljettu pöytä", "Suljetun paikka", "Suljetun toimenpide")


@pytest.fixture
def closed(app, world):
    """In Karttula, opened by its village association, one member in it and one only asked."""
    with inside(app, world) as session:
        opener = session.get(Member, world.member("villager"))
        group = Group.open(
            "table",
            opener,
            [world.area("karttula")],
            titles={"fi": "Suljettu pöytä"},
            outcome={"fi": "Tulos."},
            audience="members",
        )
        session.flush()
        for key, has_joined in (("member", True), ("both", False)):
            facts = {"email": world.email(key), "member_id": world.member(key)}
            seat = Participant.add(group, None, name=key, sector="residents", **facts)
            seat.invite(None)
            if has_joined:
                seat.join()
        soon = utcnow() + timedelta(days=3)
        facts = {"number": 1, "starts_at": soon, "minutes": 90, "place": "Suljetun paikka"}
        session.add(Meeting(group_id=group.id, **facts))
        action = Action.agree(group, None, what="Suljetun toimenpide", is_continuing=True)
        action.assigned_at = utcnow()


@pytest.fixture
def shown(browser, visitor, world):
    """`shown("admin")`: how much of the closed table the parts of the area's page hold."""

    def read(who):
        here = visitor(who) if who in ("kuopio", "varkaus") else browser(who)
        pages = [here.part(f"/{part}/{world.area('karttula')}") for part in PARTS]
        text = "".join(page.text for page in pages if page.status_code == 200)
        return [word in text for word in HIDDEN], {page.status_code for page in pages}

    return read


@pytest.mark.parametrize("who", ["member", "villager", "officer", "admin"])
def test_a_closed_table_is_shown_to_its_people_and_the_municipality(closed, shown, who):
    assert shown(who) == ([True] * 3, {200})


@pytest.mark.parametrize("who", ["kuopio", "both", "twofold", "coordinator"])
def test_it_is_hidden_from_everybody_else(closed, shown, who):
    assert shown(who) == ([False] * 3, {200})


@pytest.mark.parametrize("who", ["varkaus", "varkaus_admin", "varkaus_villager"])
def test_another_town_sees_no_area_at_all(closed, shown, who):
    assert shown(who) == ([False] * 3, {404})


def test_whoever_opened_it_sees_it_only_while_acting_for_the_area(app, world, closed, shown):
    with inside(app, world) as session:
        theirs = Representative.member_id == world.member("villager")
        session.query(Representative).where(theirs).update({"ended_at": utcnow()})
    assert shown("villager") == ([False] * 3, {200})


def test_the_lists_and_feeds_of_everybody_do_not_hold_it(browser, visitor, world, closed):
    area, here = world.area("karttula"), visitor("kuopio")
    feeds = (f"/areas/{area}/feed.atom", f"/meetings/of-area/{area}.ics")
    for reader in (here, browser("admin")):
        for path in feeds:
            text = reader.get(path).text
            assert not any(word in text for word in HIDDEN)
    assert "Suljettu" not in here.get("/groups").text
    assert "Suljettu pöytä" in browser("villager").get("/groups").text
