"""The mail server in SMTP_URL: one connection for many letters, and what its answers mean."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 30  # seconds for each answer
ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


class Refused(Exception):
    """This letter was not taken. `error` is a code, never a text: servers repeat addresses."""

    def __init__(self, error: str, is_final: bool = False):
        super().__init__(error)
        self.error, self.is_final = error, is_final


class Unreachable(Refused):
    """No letter can be sent now: the server does not answer, or it refuses us."""


class Connection:
    """Opened when first needed, and again after it was lost."""

    def __init__(self, url: str, own_name: str):
        self.url, self.own_name, self.smtp = url, own_name, None

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self.smtp:
            with suppress(OSError):
                self.smtp.quit()

    def send(self, sender: str, receiver: str, content: bytes) -> None:
        """Raises Refused or Unreachable. A lost connection leaves open whether the letter came."""
        self.smtp = self.smtp or self._open()
        try:
            self.smtp.sendmail(sender, [receiver], content)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = error.recipients[receiver]
            raise _refused(code, text) from None
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPSenderRefused as error:  # it is us that the server refuses
            raise Unreachable(_code(error.smtp_code, error.smtp_error)) from None
        except (OSError, smtplib.SMTPException):
            self.smtp.close()
            raise Refused("connection") from None
        finally:
            if self.smtp.sock is None:
                self.smtp = None

    def _open(self):
        try:
            return _connect(self.url, self.own_name)
        except smtplib.SMTPResponseException as error:
            raise Unreachable(_code(error.smtp_code, error.smtp_error)) from None
        except (OSError, smtplib.SMTPException):
            raise Unreachable("connection") from None


def _connect(url: str, own_name: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    context = ssl.create_default_context()
    place = {"host": parts.hostname, "local_hostname": own_name, "timeout": TIMEOUT}
    if parts.scheme == "smtps":
        smtp = smtplib.SMTP_SSL(port=parts.port or 465, context=context, **place)
    else:
        smtp = smtplib.SMTP(port=parts.port or 25, **place)
    if parse_qs(parts.query).get("starttls") == ["1"]:
        smtp.starttls(context=context)
    if parts.username:
        smtp.login(unquote(parts.username), unquote(parts.password or ""))
    return smtp


def _refused(code, text) -> Refused:
    return Refused(_code(code, text), is_final=code >= 500)


def _code(code, text) -> str:
    enhanced = ENHANCED.search(text.decode("ascii", "replace") if isinstance(text, bytes) else text)
    return f"{code} {enhanced.group()}" if enhanced else str(code)
