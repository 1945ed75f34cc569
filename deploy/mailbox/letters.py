"""What has come: the files of a folder, read as mail."""

import re
from datetime import datetime
from email import message_from_binary_file
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

NAME = re.compile(r"\d{20}-\d{6}")
PER_PAGE = 50
FINLAND = ZoneInfo("Europe/Helsinki")


class Mail:
    """One mail as its receiver gets it."""

    def __init__(self, path):
        self.name = path.stem
        with open(path, "rb") as file:
            self.message: EmailMessage = message_from_binary_file(file, policy=default)

    def header(self, name):
        return str(self.message[name] or "").strip()

    @property
    def subject(self):
        return self.header("Subject")

    @property
    def to(self):
        return self.header("To")

    @property
    def came(self):
        return datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, FINLAND)

    @property
    def sent(self):
        date = self.message["Date"]
        return date.datetime.astimezone(FINLAND) if date and date.datetime else None

    @property
    def language(self):
        return self.header("Content-Language")

    def text(self):
        return self._content("plain")

    def html(self):
        return self._content("html")

    def calendar(self):
        parts = (part for part in self.message.walk() if part.get_content_type() == "text/calendar")
        return next(parts, None)

    def attachments(self):
        return list(self.message.iter_attachments())

    def _content(self, kind):
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content() if part else None


def page(folder, number):
    """The mails of one page, newest first, and whether older ones follow."""
    names = sorted(Path(folder).glob("*.eml"), reverse=True)
    start = (number - 1) * PER_PAGE
    return [Mail(path) for path in names[start : start + PER_PAGE]], len(names) > start + PER_PAGE


def find(folder, name):
    path = Path(folder) / f"{name}.eml"
    return Mail(path) if NAME.fullmatch(name) and path.exists() else None
