"""How often anyone may try. Counters know neither addresses nor accounts, only masks of them."""

from __future__ import annotations

from flask import request

from webapp.accounts import tokens
from webapp.accounts.loading import known_session
from webapp.core.extensions import limiter, network


def address() -> str:
    """The address that was typed, whether anybody has it or not."""
    return tokens.masked("address " + request.form.get("email", "").strip().lower())


def person() -> str:
    """The account behind this browser's session."""
    session = known_session()
    return tokens.masked(f"account {session.account_id}" if session else f"network {network()}")


def row() -> str:
    """The row that the address names, such as an invitation that is sent again."""
    return request.path


def _limit(allowed: str, scope: str, key, when=None):
    return limiter.shared_limit(allowed, scope=scope, key_func=key, deduct_when=when)


def _done(response) -> bool:
    return response.status_code < 400


links_to_address = _limit("5 per 10 minutes", "links-address", address)
links_from_network = _limit("30 per 10 minutes", "links-network", network)
passwords_of_address = _limit("10 per 15 minutes", "passwords-address", address)
passwords_from_network = _limit("50 per 15 minutes", "passwords-network", network)
codes_of_person = _limit("10 per 15 minutes", "codes-person", person)
apps_of_person = _limit("20 per 15 minutes", "apps-person", person)
keys_from_network = _limit("60 per 10 minutes", "keys-network", network)
# A mail to anybody, with a name in it that the sender wrote: no engine for unwanted mail.
invitations_of_person = _limit("60 per hour", "invitations-person", person, when=_done)
invitations_to_address = _limit("5 per 10 minutes", "invitations-address", address, when=_done)
invitations_again = _limit("5 per 10 minutes", "invitations-again", row, when=_done)
