"""The agenda and the memo as PDF: made when asked for, in a twentieth of a second."""

from __future__ import annotations

from flask import abort

from webapp.core import paper
from webapp.core.access import allow, ask, everyone
from webapp.core.extensions import limiter
from webapp.core.formats import local
from webapp.core.language import _
from webapp.groups.models import TableRules
from webapp.meetings import bp, papers, reading, rules
from webapp.meetings.models import Meeting
from webapp.meetings.routes.memo import asked_version
from webapp.meetings.routes.seats import seat_with

often = limiter.shared_limit("60 per minute", scope="papers")


@bp.get("/agendas/<uuid:id>.pdf")
@allow(rules.sees_inside, on=Meeting)
@often
def agenda_pdf(meeting):
    """Until it is published, only for who makes it."""
    if meeting.agenda_published_at is None and not ask(rules.keeps, meeting):
        abort(404)
    return paper.answer(_called(meeting, _("agenda")), papers.agenda(meeting))


@bp.get("/memos/<uuid:id>.pdf")
@allow(rules.reads_memo, on=Meeting)
@often
def memo_pdf(meeting):
    inside = ask(rules.sees_inside, meeting)
    everybody = inside and ask(rules.sees_people, meeting)
    memo = reading.published(meeting, asked_version(), inside, everybody) or abort(404)
    return _memo(meeting, papers.memo(memo, summary_only=not ask(rules.reads_all, meeting)))


@bp.get("/memos/<token>/<uuid:id>.pdf")
@allow(everyone, on=Meeting)
@often
def read_memo_pdf(meeting, token):
    """From the mail, without a password."""
    seat_with(token, meeting)
    everybody = meeting.group.is_table
    memo = reading.published(meeting, asked_version(), True, everybody) or abort(404)
    return _memo(meeting, papers.memo(memo))


def _memo(meeting: Meeting, pdf: bytes):
    is_memo = TableRules.here().memo_word == "memo"
    return paper.answer(_called(meeting, _("memo") if is_memo else _("minutes")), pdf)


def _called(meeting: Meeting, what: str) -> str:
    """By the day of the meeting as people know it."""
    return f"{what}-{local(meeting.starts_at):%Y-%m-%d}"
