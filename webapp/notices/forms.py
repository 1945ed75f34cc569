from __future__ import annotations

from webapp.core.forms import Choice, Date, Email, Form, Hidden, Paragraph, TextsField
from webapp.core.language import lazy


class NoticeForm(Form):
    text = TextsField(
        lazy("Text"),
        long=True,
        max_length=20000,
        description=lazy(
            "Leave it empty to use the common text. You may use **bold**, lists and links."
        ),
    )
    reviewed_on = Date(
        lazy("Reviewed on"), description=lazy("The statement is reviewed once a year.")
    )


class FeedbackForm(Form):
    subject = Choice(
        lazy("What is the feedback about?"),
        choices=[("accessibility", lazy("Accessibility")), ("other", lazy("Something else"))],
        radio=True,
        required=True,
    )
    text = Paragraph(lazy("Your feedback"), required=lazy("Write your feedback"))
    email = Email(
        lazy("E-mail"),
        description=lazy("Only if you want an answer. It is used for nothing else."),
    )
    page = Hidden(max_length=300)


class AnswerForm(Form):
    answer = Paragraph(lazy("Answer"), required=lazy("Write the answer"))
