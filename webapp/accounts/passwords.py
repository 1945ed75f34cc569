"""Passwords: hashed with Argon2id, checked in the same time whoever it is, never easy to guess."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

SHORTEST = 12
LONGEST = 200
# One hash takes 19 MiB and 20 ms; more at once would starve the pages.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = BoundedSemaphore(2)


def hashed(password: str) -> str:
    with _at_once:
        return _hasher.hash(_spelled(password))


def fits(password: str, kept: str | None) -> bool:
    """Does the same work when there is nothing to compare with."""
    nobodys = _nobodys()
    with _at_once:
        try:
            return _hasher.verify(kept or nobodys, _spelled(password)) and kept is not None
        except VerifyMismatchError:
            return False


def is_outdated(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def is_easy(password: str, about: list[str]) -> bool:
    """Whether a guesser who knows the person finds it soon: common words, names, rows of keys."""
    from zxcvbn import zxcvbn  # 8 MiB of words, which most processes never need

    return zxcvbn(_spelled(password)[:72], user_inputs=about)["score"] < 3


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's")


def _spelled(password: str) -> str:
    """The same signs whatever keyboard they come from."""
    return unicodedata.normalize("NFKC", password)
