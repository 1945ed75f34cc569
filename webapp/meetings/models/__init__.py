"""Meetings, their agendas, who came, and their memos."""

from webapp.meetings.models.agenda import ITEM_KINDS, Item
from webapp.meetings.models.attendance import ANSWERS, PRESENCES, Attendance, TooLate
from webapp.meetings.models.calendar import CalendarLink
from webapp.meetings.models.correction import Correction
from webapp.meetings.models.meeting import Meeting
from webapp.meetings.models.memo import MemoVersion
from webapp.meetings.models.memo_check import MemoCheck
from webapp.meetings.models.memo_content import (
    Person,
    actions_of,
    content_of,
    counted_at,
    noted_at,
    people_at,
    person_at,
)
from webapp.meetings.models.memo_verbs import NotNow, Unfinished

__all__ = [
    "ANSWERS",
    "ITEM_KINDS",
    "PRESENCES",
    "Attendance",
    "CalendarLink",
    "Correction",
    "Item",
    "Meeting",
    "MemoCheck",
    "MemoVersion",
    "NotNow",
    "Person",
    "TooLate",
    "Unfinished",
    "actions_of",
    "content_of",
    "counted_at",
    "noted_at",
    "people_at",
    "person_at",
]
