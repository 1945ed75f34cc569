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
    papers,
    writing,
)

__all__ = ["agenda", "answers", "calendars", "invitations", "meetings"]
__all__ += ["agreed", "attendance", "checks", "corrections", "memo", "papers", "writing"]
