"""What calendar programs are told of time in Finland."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from webapp.core.calendars import Entry, feed
from webapp.core.formats import HELSINKI


@pytest.fixture
def calendar():
    """A feed of one meeting that begins at that moment."""

    def calendar(starts_at):
        words = {"title": "Pöytä", "place": "", "description": "", "url": ""}
        entry = Entry("a", 0, starts_at, 90, changed_at=starts_at, **words)
        return feed([entry], ("Kuopio", "no-reply@example.org"), "Pöytä").decode()

    return calendar


@pytest.mark.parametrize(
    ("utc", "told"),
    [("2026-11-23T16:00", "20261123T180000"), ("2026-06-15T15:00", "20260615T180000")],
    ids=["winter", "summer"],
)
def test_a_meeting_stands_at_the_time_of_the_clock_on_the_wall(calendar, utc, told):
    text = calendar(datetime.fromisoformat(utc).replace(tzinfo=UTC))
    assert f"DTSTART;TZID=Europe/Helsinki:{told}" in text


def test_the_clocks_are_turned_as_in_finland(calendar):
    """By the rule that goes with the calendar, not by what the reader's machine knows."""
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    (zone,) = Calendar.from_ical(calendar(noon)).timezones
    told = zone.to_tz(lookup_tzid=False)
    for day in range(12 * 365):
        for time in (timedelta(hours=2.5), timedelta(hours=4.5)):
            there = datetime.fromisoformat("2026-01-01") + timedelta(days=day) + time
            assert there.replace(tzinfo=told).utcoffset() == HELSINKI.utcoffset(there), there
