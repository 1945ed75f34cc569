"""A letter becomes a mail: in its reader's language, as text and HTML, with its sender's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from functools import cached_property
from uuid import UUID

from email_validator import validate_email
from flask import current_app
from jinja2 import StrictUndefined

from webapp.core import hosts
from webapp.core.language import shown, use_language
from webapp.core.mail import unsubscribe
from webapp.core.mail.writing import thawed
from webapp.core.theme import readable_on


class Plain(str):
    """A header as it is: the parser of the email package is slow, and folding may encode it."""

    defects = ()

    def __new__(cls, name: str, value: str):
        if not (value.isascii() and value.isprintable()):
            raise ValueError(f"{name} holds what a header may not")
        header = super().__new__(cls, value)
        header.name = name
        return header

    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"


LONGEST_SUBJECT = 250
EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Sender:
    """The municipality in whose name a letter goes."""

    id: UUID
    names: dict
    languages: tuple[str, ...]
    sender_name: str
    contact_email: str
    colour: str
    address: str

    @classmethod
    def of(cls, tenant, domain: str | None = None) -> Sender:
        """`tenant` is a Tenant or a row with its columns; `domain` is its own, if it has one."""
        return cls(
            id=tenant.id,
            names=tenant.names,
            languages=tuple(tenant.language_status.split("_")),
            sender_name=tenant.sender_name,
            contact_email=tenant.contact_email,
            colour=tenant.colour,
            address=f"{hosts.scheme()}://{domain}" if domain else hosts.site_of(tenant),
        )

    @property
    def name(self) -> str:
        return " ".join((self.sender_name or shown(self.names, self.languages).text).split())

    @cached_property
    def text_on_colour(self) -> str:
        return readable_on(self.colour)


def mail(letter, sender: Sender) -> tuple[str, EmailMessage]:
    """The subject of one letter, for its list, and the whole message."""
    with use_language(letter.language):
        context = _context(letter, sender)
        message, title = EmailMessage(policy=SMTP), _subject(letter, context)
        message["Subject"] = _encoded("Subject", title) or title
        for name, value in _headers(letter, sender, context):
            message[name] = Plain(name, value)
        _add_person(message, "From", sender.name, no_reply())
        _add_person(message, "To", letter.reader_name, ascii_email(letter.email))
        message.set_content(_text(letter, "text", context), cte="quoted-printable")
        html = _hypertext(letter, context)
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    # Only now: what begins with Content- had moved into the first half.
    message["Content-Language"] = Plain("Content-Language", letter.language)
    message.set_boundary(f"={letter.id.hex}")  # a second try sends the same bytes
    return title, message


def init_app(app) -> None:
    """The pages' templates, with two differences: nothing may be missing, a text has no escapes."""
    pages, strict = app.jinja_env, {"undefined": StrictUndefined}
    app.extensions["mail_html"] = pages.overlay(**strict)
    app.extensions["mail_text"] = pages.overlay(**strict, autoescape=False)


def no_reply() -> str:
    return f"no-reply@{own_domain()}"


def own_domain() -> str:
    return current_app.config["PLATFORM_DOMAIN"].partition(":")[0]


def ascii_email(email: str) -> str:
    """The address as every mail server takes it: a domain with ä in its xn-- form."""
    if email.isascii():
        return email
    return validate_email(email, check_deliverability=False, allow_smtputf8=False).ascii_email


def _headers(letter, sender, context):
    yield "Message-ID", f"<{letter.id}@{own_domain()}>"
    yield "Date", format_datetime(letter.created_at)
    yield "Auto-Submitted", "auto-generated"
    if sender.contact_email:
        yield "Reply-To", ascii_email(sender.contact_email)
    if context["stop_url"]:
        yield "List-Unsubscribe", f"<{context['stop_url']}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _add_person(message, name, person, email):
    word = _encoded(name, person)
    plain = word and (formataddr((word, email)) if person.isascii() else f"{word} <{email}>")
    message[name] = Plain(name, plain) if plain else Address(person, addr_spec=email)


def _encoded(name, text) -> Plain | None:
    """One encoded word where that is enough; longer texts are left to the email package."""
    word = text if text.isascii() else Header(text, "utf-8", header_name=name).encode()
    return None if "\n" in word else Plain(name, word)


def _context(letter, sender):
    stop_url = None
    if letter.topic:
        token = unsubscribe.token_for(letter)
        stop_url = sender.address + hosts.path_of("mail.stop", token=token)
    return thawed(letter.params) | {
        "sender": sender,
        "reader_name": letter.reader_name,
        "stop_url": stop_url,
    }


def _subject(letter, context) -> str:
    return " ".join(_text(letter, "subject", context).split())[:LONGEST_SUBJECT]


def _text(letter, part, context) -> str:
    text = _template("mail_text", letter).render(context, part=part)
    lines = (line.strip() for line in text.splitlines())
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _hypertext(letter, context) -> str:
    html = _template("mail_html", letter).render(context, part="html")
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"


def _template(kind, letter):
    return current_app.extensions[kind].get_template(f"{letter.template}.html")
