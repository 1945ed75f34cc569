"""Meetings as calendar programs read them: a part of a mail, or a feed (RFC 5545, 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
)

from webapp.core.formats import HELSINKI, local

PRODUCT = "-//Yhteispöytä//FI"
EET, EEST = timedelta(hours=2), timedelta(hours=3)
# Clocks are turned at 3 and at 4 on the last Sunday of March and of October (directive 2000/84/EC).
TURNS = (
    (TimezoneDaylight, "EEST", datetime.fromisoformat("1996-03-31T03"), EET, EEST),
    (TimezoneStandard, "EET", datetime.fromisoformat("1996-10-27T04"), EEST, EET),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """`uid` stays for life; `sequence` grows with each change that people are told of."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    title: str
    place: str
    description: str
    url: str
    changed_at: datetime
    is_cancelled: bool = False

    @property
    def method(self) -> str:
        return "CANCEL" if self.is_cancelled else "REQUEST"

    def event(self) -> Event:
        ends_at = self.starts_at.astimezone(UTC) + timedelta(minutes=self.minutes)
        event = Event()
        event.add("uid", self.uid)
        event.add("sequence", self.sequence)
        event.add("dtstamp", self.changed_at.astimezone(UTC))
        event.add("dtstart", local(self.starts_at))
        event.add("dtend", local(ends_at))
        event.add("status", "CANCELLED" if self.is_cancelled else "CONFIRMED")
        for name in ("title", "place", "description", "url"):
            if text := getattr(self, name):
                event.add({"title": "summary", "place": "location"}.get(name, name), text)
        return event


def invitation(entry: Entry, organizer: tuple[str, str], attendee: tuple[str, str]) -> bytes:
    """For one reader; both are a name and an address."""
    event = entry.event()
    event.add("organizer", _person(*organizer))
    facts = {"cutype": "INDIVIDUAL", "role": "REQ-PARTICIPANT", "partstat": "NEEDS-ACTION"}
    # Nobody reads what a calendar program would answer: people answer by the links of the mail.
    event.add("attendee", _person(*attendee), parameters=facts | {"rsvp": "FALSE"})
    return _calendar(entry.method, [event])


def feed(entries: Iterable[Entry], organizer: tuple[str, str], name: str) -> bytes:
    """For programs that ask again and again; a cancelled entry stays, so that it disappears."""
    events = [entry.event() for entry in entries]
    for event in events:
        event.add("organizer", _person(*organizer))
    return _calendar("PUBLISH", events, name)


def _person(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["CN"] = name.replace('"', "'")
    return address


def _calendar(method: str, events: list[Event], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for component in (_helsinki(), *events):
        calendar.add_component(component)
    return calendar.to_ical()


def _helsinki() -> Timezone:
    """By rule, for ever: programs that cannot read a list of single days are in wide use."""
    zone = Timezone()
    zone.add("tzid", HELSINKI.key)
    for kind, name, first, before, after in TURNS:
        turn = kind()
        turn.add("dtstart", first)
        turn.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        turn.add("tzname", name)
        turn.add("tzoffsetfrom", before)
        turn.add("tzoffsetto", after)
        zone.add_component(turn)
    return zone
