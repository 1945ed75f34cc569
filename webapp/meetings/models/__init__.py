"""Meetings, their agendas, who came, and their memos."""

from webapp.meetings.models.agenda import ITEM_KINDS, Item
from webapp.meetings.models.attendance import ANSWERS, PRESENCES, Attendance, TooLate
from webapp.meetings.models.calendar import CalendarLink
from webapp.meetings.models.meeting import Meeting
from webapp.meetings.models.memo import Correction, MemoCheck, MemoVersion

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
    "TooLate",
]
