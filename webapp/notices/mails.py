from __future__ import annotations

from datetime import date

from tenants.models import Tenant
from webapp.core.hosts import tenant_url
from webapp.core.mail import Reader, write
from webapp.notices.models import Feedback

EXAMPLES = {
    "notices/mail/feedback_received": {
        "number": 7,
        "answer_by": date(2026, 12, 14),
        "text": "Painike ei toimi.",
        "url": "https://kuopio.example.org/feedback/received/1",
    },
    "notices/mail/feedback_answered": {
        "number": 7,
        "text": "Painike ei toimi.",
        "answer": "Painike on korjattu.",
    },
}


def feedback_received(feedback: Feedback, tenant: Tenant) -> None:
    """To the contact of the municipality, who has 14 days to answer."""
    if not tenant.contact_email:
        return
    write(
        "notices/mail/feedback_received",
        to=Reader(
            email=tenant.contact_email, language=tenant.languages[0], name=tenant.contact_name
        ),
        number=feedback.number,
        answer_by=feedback.answer_by,
        text=feedback.text,
        url=tenant_url(tenant, "notices.case", id=feedback.id),
    )


def feedback_answered(feedback: Feedback) -> None:
    if not feedback.email:
        return
    write(
        "notices/mail/feedback_answered",
        to=Reader(email=feedback.email, language=feedback.language),
        number=feedback.number,
        text=feedback.text,
        answer=feedback.answer,
    )
