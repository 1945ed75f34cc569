"""How often anyone may try. Counters know neither addresses nor accounts, only masks of them."""

from __future__ import annotations

from email_validator import EmailNotValidError
from flask import request

from webapp.accounts import tokens
from webapp.accounts.loading import known_session
from webapp.core.extensions import limiter, network
from webapp.core.forms.cleaning import UNSEEN, line
from webapp.core.forms.read import Email, address_of
from webapp.core.mail.writing import written


def address() -> str:
    """The address that was typed, however it was spelt and whether anybody has it or not."""
    seen = "".join(request.form.get("email", "").replace(UNSEEN, "").split())
    email, _whole = line(seen[: 2 * Email.max_length])
    try:
        email = address_of(email)
    except EmailNotValidError:
        email = email.lower()  # no form takes it
    return tokens.masked(f"address {email}")


def person() -> str:
    """The account behind this browser's session."""
    session = known_session()
    return tokens.masked(f"account {session.account_id}" if session else f"network {network()}")


def row() -> str:
    """The row that the address names, however it is spelt: an invitation that is sent again."""
    return tokens.masked(f"row {request.endpoint} {sorted((request.view_args or {}).items())}")


def people() -> int:
    """How many mails the press makes."""
    return max(1, len(request.form.getlist("people")))


def letters() -> int:
    """How many mails the press has made; before it, whether one is left."""
    return max(1, written())


def _limit(allowed: str, scope: str, key, when=None, cost=1):
    return limiter.shared_limit(allowed, scope=scope, key_func=key, deduct_when=when, cost=cost)


def _done(response) -> bool:
    return response.status_code < 400


def _mailed(response) -> bool:
    return _done(response) and written() > 0


links_to_address = _limit("5 per 10 minutes", "links-address", address)
links_from_network = _limit("30 per 10 minutes", "links-network", network)
passwords_of_address = _limit("10 per 15 minutes", "passwords-address", address)
passwords_from_network = _limit("50 per 15 minutes", "passwords-network", network)
codes_of_person = _limit("10 per 15 minutes", "codes-person", person)
apps_of_person = _limit("20 per 15 minutes", "apps-person", person)
keys_from_network = _limit("60 per 10 minutes", "keys-network", network)
# A mail to anybody, with a name in it that the sender wrote: no engine for unwanted mail.
invitations_of_person = _limit("60 per hour", "invitations-person", person, when=_done)
# Two of the longest lists in a day, whatever the number of presses.
seats_of_person = _limit("1000 per day", "seats-person", person, when=_done, cost=people)
# Whoever keeps a table mails all who sit there, at any address and in words of their own.
mails_of_person = _limit("3000 per day", "mails-person", person, when=_mailed, cost=letters)
invitations_to_address = _limit("5 per 10 minutes", "invitations-address", address, when=_done)
invitations_again = _limit("5 per 10 minutes", "invitations-again", row, when=_done)
# Each is a line in the log or a mail to whoever keeps the table, from people without an account.
answers_by_link = _limit("60 per hour", "answers-link", row, when=_done)
corrections_by_link = _limit("30 per hour", "corrections-link", row, when=_done)
corrections_of_person = _limit("30 per hour", "corrections-person", person, when=_done)
