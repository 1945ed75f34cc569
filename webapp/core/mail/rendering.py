"""A letter becomes a mail: in its reader's language, as text and HTML, with its sender's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import encoders
from email.charset import QP, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import Compat32
from email.utils import format_datetime, formataddr
from functools import cached_property
from uuid import UUID

from email_validator import validate_email
from flask import current_app
from jinja2 import StrictUndefined

from webapp.core import calendars, hosts
from webapp.core.language import shown, use_language
from webapp.core.mail import unsubscribe
from webapp.core.mail.writing import thawed
from webapp.core.theme import readable_on


class AsWritten(Compat32):
    """The email package would parse and fold each header anew; ours are ready, and checked."""

    def fold_binary(self, name, value):
        return f"{name}: {value}\n".replace("\n", self.linesep).encode("ascii")


POLICY = AsWritten(linesep="\r\n")
UTF8 = Charset("utf-8")
UTF8.body_encoding = QP
STRAY = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]|\n(?! )|[^\x00-\x7f]")
LONGEST_SUBJECT = 250
EMPTY_LINES = re.compile(r"\n{3,}")
# Rooms put here what makes a calendar's entry of a letter: it is built when the mail is.
_entries: dict[str, Callable[[dict], calendars.Entry]] = {}


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


def mail(letter, sender: Sender) -> tuple[str, bytes]:
    """The subject of one letter, for its list, and the whole message."""
    with use_language(letter.language):
        context = _context(letter, sender)
        subject = _subject(letter, context)
        message = _body(letter, sender, context)
        for name, value in _headers(letter, sender, subject, context["stop_url"]):
            message[name] = _header(name, value)
    return subject, message.as_bytes(policy=POLICY)


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


def with_calendar(*templates: str) -> Callable:
    """The mails of these templates carry what the function makes of their params: an Entry."""

    def register(function):
        _entries.update(dict.fromkeys(templates, function))
        return function

    return register


def _body(letter, sender, context) -> MIMEMultipart:
    """Text and HTML; with a calendar's entry also as a part, and as a file for older programs."""
    # The boundary is the letter's: a second try sends the same bytes.
    boundary = f"={letter.id.hex}"
    versions = MIMEMultipart("alternative", boundary=boundary)
    versions.attach(MIMEText(_text(letter, "text", context), "plain", UTF8))
    versions.attach(MIMEText(_hypertext(letter, context), "html", UTF8))
    if letter.template not in _entries:
        return versions
    entry = _entries[letter.template](context)
    reader = (letter.reader_name, ascii_email(letter.email))
    content = calendars.invitation(entry, (sender.name, no_reply()), reader)
    versions.attach(_encoded_part(content, "text", "calendar", method=entry.method))
    file = _encoded_part(content, "application", "ics", name="invite.ics")
    file["Content-Disposition"] = 'attachment; filename="invite.ics"'
    whole = MIMEMultipart("mixed", boundary=f"{boundary}=")
    whole.attach(versions)
    whole.attach(file)
    return whole


def _encoded_part(content: bytes, kind: str, subtype: str, **params) -> MIMEBase:
    part = MIMEBase(kind, subtype, charset="utf-8", **params)
    part.set_payload(content)
    encoders.encode_base64(part)
    return part


def _headers(letter, sender, subject, stop_url):
    yield "From", _person("From", sender.name, no_reply())
    yield "To", _person("To", letter.reader_name, ascii_email(letter.email))
    yield "Subject", _encoded("Subject", subject)
    yield "Date", format_datetime(letter.created_at)
    yield "Message-ID", f"<{letter.id}@{own_domain()}>"
    yield "Content-Language", letter.language
    yield "Auto-Submitted", "auto-generated"
    if sender.contact_email:
        yield "Reply-To", ascii_email(sender.contact_email)
    if stop_url:
        yield "List-Unsubscribe", f"<{stop_url}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _person(header, name, email) -> str:
    name = " ".join(name.split())
    return formataddr((name, email)) if _is_plain(name) else f"{_encoded(header, name)} <{email}>"


def _encoded(header, text) -> str:
    return text if _is_plain(text) else Header(text, "utf-8", header_name=header).encode()


def _is_plain(text) -> bool:
    """What looks encoded is encoded once more: else readers are shown what it hides."""
    return text.isascii() and "=?" not in text


def _header(name, value) -> str:
    if STRAY.search(value):
        raise ValueError(f"{name} holds what a header may not")
    return value


def _context(letter, sender):
    stop_url = None
    if letter.topic:
        token = unsubscribe.token_for(letter)
        stop_url = sender.address + hosts.path_of("mail.stop", token=token)
    return thawed(letter.params) | {
        "sender": sender,
        "reader_name": letter.reader_name,
        "written_at": letter.created_at,
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
