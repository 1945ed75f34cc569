"""What the clock does for meetings: the day before, it reminds those who have not declined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from tenants.owned import utcnow
from webapp.core.clock import HOURLY, every
from webapp.core.formats import HELSINKI, local
from webapp.meetings import mails, queries
from webapp.meetings.models import Meeting

FROM_HOUR = 9  # nobody's phone rings at night


@every(HOURLY, in_each_tenant=True, even_suspended=False)
def remind_of_tomorrow() -> None:
    remind(local(utcnow()))


def remind(now: datetime) -> None:
    """A second round of the day writes nothing more: each letter's key holds the day."""
    if now.hour < FROM_HOUR:
        return
    tomorrow = now.date() + timedelta(days=1)
    start = datetime.combine(tomorrow, time(), tzinfo=HELSINKI)
    end = datetime.combine(tomorrow + timedelta(days=1), time(), tzinfo=HELSINKI)
    for meeting in queries.between(start, end):
        mails.meeting_reminder(meeting, _awaited(meeting, now), tomorrow)


def _awaited(meeting: Meeting, now: datetime) -> Iterator[tuple]:
    """Who was told of this very time before today and has not said no to it; with their answer."""
    for person, attendance in queries.invited(meeting):
        answer = attendance.answer if attendance.is_current(meeting) else None
        told_at = max(attendance.invited_at, meeting.moved_at or attendance.invited_at)
        if local(told_at).date() < now.date() and answer != "cannot":
            yield person, answer
