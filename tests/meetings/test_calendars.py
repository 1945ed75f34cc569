"""Meetings in one's own calendar: by a secret address, and of an area for everybody."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar

from tests.meetings.test_meetings import FORM

REMOTE = "https://video.example.org/poyta"


def read(answer):
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).events


@pytest.fixture
def address(browser):
    """`address("villager")`: makes a new one."""

    def make(who):
        page = browser(who).post("/meetings/calendar", follow_redirects=True).text
        return re.search(r"/meetings/calendars/[\w-]+\.ics", page)[0]

    return make


def test_a_member_follows_the_meetings_of_their_tables(browser, visitor, address, soon):
    browser("villager").post(f"{soon}/edit", data=FORM | {"remote_link": REMOTE})
    (event,) = read(visitor("kuopio").get(address("villager")))
    assert REMOTE in event["description"] and event["location"] == "Kylätalo"
    assert event["url"] == f"https://kuopio.yhteispoyta.test{soon}"
    assert read(visitor("kuopio").get(address("officer"))) == []


def test_a_new_address_ends_the_old_one(visitor, address):
    old, new = address("villager"), address("villager")
    assert visitor("kuopio").get(old).status_code == 404
    assert visitor("kuopio").get(new).status_code == 200
    assert visitor("varkaus").get(new).status_code == 404


def test_an_area_tells_everybody_when_and_where_but_no_link(browser, visitor, soon, world):
    browser("villager").post(f"{soon}/edit", data=FORM | {"remote_link": REMOTE})
    here = f"/meetings/of-area/{world.area('karttula')}.ics"
    answer = visitor("kuopio").get(here)
    (event,) = read(answer)
    assert REMOTE not in answer.text and "Kukaan ei jää kyydittä." in event["description"]
    members = {"titles-fi": "Pöytä", "audience": "members", "memo_audience": "members"}
    browser("admin").post(f"/groups/{world.group('karttula')}/edit", data=members)
    assert read(visitor("kuopio").get(here)) == []


def test_a_cancelled_meeting_is_cancelled_in_calendars(browser, visitor, address, soon):
    browser("villager").post(f"{soon}/cancellation", data={"reason": "Ei ehditty."})
    (event,) = read(visitor("kuopio").get(address("villager")))
    assert event["status"] == "CANCELLED"


def test_a_feed_is_published_by_the_rules(browser, visitor, address, soon):
    """RFC 5546, 3.2.1: an organizer, no attendee, times that float nowhere."""
    calendar = Calendar.from_ical(visitor("kuopio").get(address("villager")).data)
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    (event,) = calendar.events
    for word in ("uid", "dtstamp", "dtstart", "organizer", "summary"):
        assert word in event
    assert "attendee" not in event
    assert event.start.utcoffset() is not None and event.end > event.start


def test_what_has_not_changed_is_not_sent_again(visitor, address, soon, world):
    for here in (address("villager"), f"/meetings/of-area/{world.area('karttula')}.ics"):
        first = visitor("kuopio").get(here)
        assert "max-age=900" in first.headers["Cache-Control"]
        again = visitor("kuopio").get(here, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
