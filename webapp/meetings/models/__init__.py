"""Meetings, their agendas, who came, and their memos."""

from webapp.meetings.models.attendance import ANSWERS, PRESENCES, Attendance
from webapp.meetings.models.meeting import ITEM_KINDS, Item, Meeting
from webapp.meetings.models.memo import Correction, MemoCheck, MemoVersion

__all__ = [
    "ANSWERS",
    "ITEM_KINDS",
    "PRESENCES",
    "Attendance",
    "Correction",
    "Item",
    "Meeting",
    "MemoCheck",
    "MemoVersion",
]
