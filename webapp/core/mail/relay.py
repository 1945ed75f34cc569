"""The post: claims letters in small batches, sends them over one connection, settles each."""

from __future__ import annotations

import time
from collections.abc import Sequence

import structlog
from flask import current_app
from jinja2 import TemplateError
from sqlalchemy import Row

from tenants.owned import utcnow
from webapp.core.jobs import job, ring, stopping
from webapp.core.mail import rendering, smtp
from webapp.core.mail.claims import Desk, desk, lease

# What a template or a header can raise: one letter that cannot be put together stops no other.
UNWRITABLE = (TemplateError, LookupError, TypeError, ValueError, AttributeError)

log = structlog.get_logger()


@job
def deliver(queue: str, seconds: float = 60) -> int:
    """Send what is due: urgent letters before each batch of bulk. Returns how many were sent."""
    ends, total, post = time.monotonic() + seconds, 0, None
    server = current_app.config["SMTP_URL"]
    with desk() as at, smtp.Connection(server, rendering.own_domain()) as connection:
        while batch := _next(at, queue):
            post = Round(at, connection, at.senders(batch), ends)
            with lease(batch):
                post.send(batch)
            total += post.count
            if post.is_over:
                break
    if post and post.is_over and not post.is_cut_off:
        ring(queue)  # another worker goes on
    return total


def _next(at: Desk, queue: str) -> Sequence[Row]:
    return at.claim("urgent") or (at.claim("bulk") if queue == "bulk" else ())


class Round:
    """One batch on its way. What is left when the round is over goes back, untouched."""

    def __init__(self, at: Desk, connection: smtp.Connection, senders: dict, ends: float):
        self.at, self.connection, self.senders, self.ends = at, connection, senders, ends
        self.count, self.is_over, self.is_cut_off = 0, False, False

    def send(self, batch: Sequence[Row]) -> None:
        for number, letter in enumerate(batch):
            if stopping.is_set() or time.monotonic() > self.ends:
                self.is_over = True
                return self.at.give_back(batch[number:])
            try:
                self._send(letter)
            except smtp.Unreachable as error:
                log.warning("mail_server_unreachable", error=error.error)
                self.is_over = self.is_cut_off = True
                for waiting in batch[number:]:
                    self.at.unsent(waiting, error.error)
                return None
        return None

    def _send(self, letter: Row) -> None:
        if letter.is_refused:
            return self.at.stopped(letter)
        if letter.give_up_at < utcnow():
            return self.at.unsent(letter, "late", is_final=True)
        try:
            subject, content = rendering.mail(letter, self.senders[letter.tenant_id])
            receiver = rendering.ascii_email(letter.email)
        except UNWRITABLE as error:
            log.error("letter_unwritable", letter=str(letter.id), kind=type(error).__name__)
            return self.at.unsent(letter, type(error).__name__, is_final=True)
        try:
            self.connection.send(rendering.no_reply(), receiver, content)
        except smtp.Unreachable:
            raise
        except smtp.Refused as error:
            return self.at.unsent(letter, error.error, error.is_final)
        self.at.sent(letter, subject)
        self.count += 1
        return None
