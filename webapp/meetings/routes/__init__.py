"""The addresses of meetings, by noun."""

from webapp.meetings.routes import (
    agenda,
    agreed,
    answers,
    attendance,
    calendars,
    checks,
    corrections,
    invitations,
    meetings,
    memo,
    writing,
)

__all__ = ["agenda", "answers", "calendars", "invitations", "meetings"]
__all__ += ["agreed", "attendance", "checks", "corrections", "memo", "writing"]
