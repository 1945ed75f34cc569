"""Reading the mail that has arrived."""

from __future__ import annotations

import re

LINK = re.compile(r"https?://\S+/(sign-in/link|invitations)/\S+")


def mails_to(email: str, post) -> list:
    """What has arrived for that address, newest first."""
    found = [mail for mail in post() if mail["To"].addresses[0].addr_spec == email]
    assert found, f"nothing has arrived for {email}"
    return found[::-1]


def newest_to(email: str, post):
    return mails_to(email, post)[0]


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def link_to(email: str, post) -> str:
    """The newest link that was sent there."""
    texts = [text_of(mail) for mail in mails_to(email, post)]
    links = [found[0] for text in texts if (found := LINK.search(text))]
    assert links, texts
    return links[0]
