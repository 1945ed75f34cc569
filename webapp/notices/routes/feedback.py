from __future__ import annotations

from flask import g, request, url_for
from flask_login import current_user
from sqlalchemy import case as either
from sqlalchemy import select

from tenants.db import db
from webapp.core.access import allow, everyone
from webapp.core.extensions import limiter
from webapp.core.language import _, language, lazy
from webapp.core.navigation import offer
from webapp.core.pages import changed, show
from webapp.notices import bp, mails, rules
from webapp.notices.forms import AnswerForm, FeedbackForm
from webapp.notices.models import Feedback

PAGE = 50
# What waits longest comes first: newer cases never push it off the page.
_NEXT = select(Feedback).order_by(
    Feedback.answered_at.is_not(None),
    either((Feedback.answered_at.is_(None), Feedback.number), else_=-Feedback.number),
)

offer(bp, lazy("Feedback"), "notices.received", rules.edit, at="any", place=80)


@bp.get("/feedback")
@allow(everyone, at="any")
def feedback():
    form = FeedbackForm(page=_page_they_came_from())
    return show("notices/feedback.html", form=form)


@bp.post("/feedback")
@limiter.limit("10 per 10 minutes")
@allow(everyone, at="any")
def send():
    form = FeedbackForm()
    if not form.validate():
        return show("notices/feedback.html", None, 422, form=form)
    given = {field: form[field].data for field in ("subject", "text", "email", "page")}
    received = Feedback.receive(language=language(), **given)
    mails.feedback_received(received, g.tenant)
    return show("notices/thanks.html", feedback=received)


@bp.get("/feedback/received")
@allow(rules.edit, at="any")
def received():
    return show("notices/received.html", rows=db.session.scalars(_NEXT.limit(PAGE)).all())


@bp.get("/feedback/received/<uuid:id>")
@allow(rules.edit, on=Feedback, at="any")
def case(feedback: Feedback):
    return show("notices/case.html", feedback=feedback, form=AnswerForm())


@bp.post("/feedback/received/<uuid:id>")
@allow(rules.edit, on=Feedback, at="any")
def answer(feedback: Feedback):
    """Once: who comes second sees what was answered."""
    form = AnswerForm()
    feedback.hold()
    if feedback.answered_at is not None:
        return show("notices/case.html", None, 409, feedback=feedback, form=form)
    if not form.validate():
        return show("notices/case.html", None, 422, feedback=feedback, form=form)
    feedback.reply(form.answer.data, by=current_user)
    mails.feedback_answered(feedback)
    return changed(None, to=url_for("notices.received"), saved=_("The answer has been saved."))


def _page_they_came_from() -> str:
    """The path only: an address may hold what is nobody's business."""
    return request.args.get("page", "")[:300]
