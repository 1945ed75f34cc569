"""Secrets that let somebody in: made here, kept in the database as hashes only."""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from flask import current_app


def fresh() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    return sha256(token.encode(errors="replace")).digest()


def sealed(purpose: str, id: UUID | str) -> str:
    """The token of a row, made again from its id: a waiting mail need not keep it."""
    return urlsafe_b64encode(_keyed(f"{purpose} {id}")).rstrip(b"=").decode()


def masked(text: str) -> str:
    """A name for `text` in counters, from which nobody can read it back."""
    return _keyed(f"counter {text}").hex()[:32]


def _keyed(text: str) -> bytes:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, text.encode(errors="replace"), sha256)
