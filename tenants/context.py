"""Whose data we work on. One variable per request, job or command; threads start without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

# PostgreSQL roles; what each may do is written on the tables (tenants/walls.py).
APP, HOST, LOBBY, PERSON = "yp_app", "yp_host", "yp_lobby", "yp_person"
RELAY, OPERATOR = "yp_relay", "yp_operator"


class NoScope(RuntimeError):
    """Data was touched before saying for whom."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The role of a transaction and the settings that its policies compare with."""

    role: str
    tenant: UUID | None = None
    reach: tuple[UUID, ...] = ()
    account: UUID | None = None
    email: str = ""
    statement: str = field(init=False, compare=False, repr=False, default="")

    def __post_init__(self):
        ids = [self.tenant, *self.reach, self.account]
        if not all(id is None or type(id) is UUID for id in ids):
            raise TypeError("tenant, reach and account must be UUIDs: they are written into SQL")
        object.__setattr__(self, "statement", "; ".join(self._settings()))

    def _settings(self) -> Iterator[str]:
        # SET LOCAL, not set_config(): a utility statement cannot hide inside an injected SELECT.
        yield f"SET LOCAL ROLE {self.role}"
        if self.tenant:
            yield f"SET LOCAL app.tenant_id = '{self.tenant}'"
        if self.reach:
            yield f"SET LOCAL app.reach = '{','.join(map(str, self.reach))}'"
        if self.account:
            yield f"SET LOCAL app.account_id = '{self.account}'"
        if self.email:
            yield f"SET LOCAL app.email = {_quoted(self.email)}"


def _quoted(text: str) -> str:
    if "\0" in text or "\\" in text:
        raise ValueError("an e-mail address holds neither NUL nor a backslash")
    return "'" + text.replace("'", "''") + "'"


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def scope() -> Scope:
    """The scope we are in. Raises NoScope outside any."""
    if (now := _scope.get()) is None:
        raise NoScope("data touched outside acting_in()")
    return now


@contextmanager
def _within(new: Scope) -> Iterator[Scope]:
    token = _scope.set(new)
    try:
        yield new
    finally:
        _scope.reset(token)


def acting_in(tenant: UUID, reach: Iterable[UUID] = ()):
    """Act for one tenant; with `reach`, only read: the shared tables of those tenants, too."""
    reach = tuple(reach)
    return _within(Scope(HOST if reach else APP, tenant, reach))


def in_lobby():
    """Before the tenant is known: the directory of tenants and hostnames, nothing else."""
    return _within(Scope(LOBBY))


def as_person(account: UUID):
    """One account's own rows in every tenant: memberships, sessions, credentials."""
    return _within(Scope(PERSON, account=account))


def signing_in(email: str):
    """The one account of an e-mail address, before it is proved whose it is."""
    return _within(Scope(PERSON, email=email.strip().lower()))


def relaying():
    """The letters of all tenants: claimed and settled, never their contents' tables."""
    return _within(Scope(RELAY))


def operating(platform: UUID):
    """The operator's desk: tenants, hostnames and hosting agreements."""
    return _within(Scope(OPERATOR, platform))
