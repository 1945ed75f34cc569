"""The secret address of a calendar: whose it is, what it shows, and when it is dead."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import update

from tenants.models import Hosting
from tenants.owned import utcnow
from tests import database
from tests.accounts.people import inside
from tests.meetings.test_meetings import FORM
from webapp.accounts.models import Member
from webapp.core.formats import today
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Meeting

REMOTE = "https://video.example.org/poyta"


def titles(answer) -> list[str]:
    assert answer.mimetype == "text/calendar"
    return sorted(str(event["summary"]) for event in Calendar.from_ical(answer.data).events)


@pytest.fixture
def addresses(browser, world):
    """`addresses("villager")`: the own and the area's, both made anew."""

    def make(who):
        area = f"?area={world.area('karttula')}"
        page = browser(who).post(f"/meetings/calendar{area}", follow_redirects=True).text
        return list(dict.fromkeys(re.findall(r"/meetings/calendars/[\w/-]+\.ics", page)))

    return make


@pytest.fixture
def closed(app, world):
    """A table for members only in Karttula, in which `member` sits."""
    with inside(app, world) as session:
        facts = {"titles": {"fi": "Suljettu"}, "audience": "members"}
        group = Group.open("table", None, [world.area("karttula")], **facts)
        session.flush()
        who = {"email": world.email("member"), "member_id": world.member("member")}
        Participant.add(group, None, name="Jäsen", sector="residents", **who).join()
        soon = {"starts_at": utcnow() + timedelta(days=3), "remote_link": REMOTE}
        session.add(Meeting(group_id=group.id, number=1, minutes=90, **soon))


def test_the_areas_page_leads_a_member_to_the_own_address(browser, visitor, world):
    area = world.area("karttula")
    part = f"/meetings/of-area/{area}"
    assert f'href="/meetings/calendar?area={area}"' in browser("member").part(part).text
    assert f'href="{part}.ics' in visitor("kuopio").part(part).text


def test_an_areas_secret_calendar_holds_what_its_owner_sees(visitor, addresses, closed, soon):
    here, expected = visitor("kuopio"), {"member": 2, "twofold": 1, "officer": 2}
    for who, many in expected.items():
        assert len(titles(here.get(addresses(who)[1]))) == many


def test_remote_links_are_for_those_who_sit_there(browser, visitor, addresses, closed, soon):
    browser("villager").post(f"{soon}/edit", data=FORM | {"remote_link": f"{REMOTE}/2"})
    seen = {who: visitor("kuopio").get(addresses(who)[1]).text for who in ("member", "officer")}
    assert REMOTE in seen["member"] and f"{REMOTE}/2" not in seen["member"].replace("\r\n ", "")
    assert REMOTE not in seen["officer"].replace("\r\n ", "")


def test_an_area_of_another_town_is_not_there(browser, visitor, addresses, world):
    strange = world.area("kangaslampi")
    assert browser("member").get(f"/meetings/calendar?area={strange}").status_code == 404
    path = addresses("member")[1].replace(str(world.area("karttula")), str(strange))
    assert visitor("kuopio").get(path).status_code == 404


def test_the_owner_ends_the_address(browser, visitor, addresses):
    own, of_area = addresses("villager")
    villager = browser("villager")
    page = villager.post("/meetings/calendar/ending", follow_redirects=True).text
    assert "/meetings/calendars/" not in page
    assert villager.post("/meetings/calendar/ending").status_code == 303
    assert {visitor("kuopio").get(path).status_code for path in (own, of_area)} == {404}


def test_it_dies_with_the_membership_for_good(app, world, browser, visitor, addresses):
    dead = addresses("member")
    browser("admin").post(f"/members/{world.member('member')}/removal")
    for path in dead:
        assert visitor("kuopio").get(path).status_code == 404
    with inside(app, world) as session:
        session.get(Member, world.member("member")).come_back()
    for path in dead:
        assert visitor("kuopio").get(path).status_code == 404


def test_a_hosts_worker_reads_it_as_long_as_the_agreement_lasts(app, world, browser, visitor):
    with inside(app, world, "rautalampi") as session:
        worker = Member(
            id=world.member("host_worker", "rautalampi"),
            account_id=world.account("host_worker"),
            host_id=world.tenant("mansikka"),
        )
        worker.call("Mansikan", "Hanketyöntekijä")
        session.add(worker)
    page = browser("host_worker", "rautalampi").post("/meetings/calendar", follow_redirects=True)
    path = re.search(r"/meetings/calendars/[\w-]+\.ics", page.text)[0]
    assert visitor("rautalampi").get(path).status_code == 200
    with database.engine().begin() as connection:
        connection.execute(update(Hosting).values(ends_on=today() - timedelta(days=1)))
    assert visitor("rautalampi").get(path).status_code == 404
