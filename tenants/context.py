"""Whose data we work on. One variable per request, job or command; threads start without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.exc import DontWrapMixin

# PostgreSQL roles; what each may do is written on the tables (tenants/walls.py).
APP, HOST, LOBBY, PERSON = "yp_app", "yp_host", "yp_lobby", "yp_person"
RELAY, OPERATOR = "yp_relay", "yp_operator"


class NoScope(DontWrapMixin, RuntimeError):
    """Data was touched before saying for whom."""


class TenantLeak(DontWrapMixin, RuntimeError):
    """Rows of one tenant were about to be used in another."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The role of a transaction and the settings that its policies compare with."""

    role: str
    tenant: UUID | None = None
    reach: tuple[UUID, ...] = ()
    account: UUID | None = None
    email: str = ""
    statement: str = field(init=False, compare=False, repr=False, default="")
    opening: str = field(init=False, compare=False, repr=False, default="")

    def __post_init__(self):
        ids = [self.tenant, *self.reach, self.account]
        if not all(id is None or type(id) is UUID for id in ids):
            raise TypeError("tenant, reach and account must be UUIDs: they are written into SQL")
        object.__setattr__(self, "statement", "; ".join(self._settings()))
        # One message opens a transaction and says for whom it is.
        object.__setattr__(self, "opening", f"BEGIN; {self.statement}")

    @property
    def message(self) -> bytes:
        """The opening for the server itself: only psycopg wants a % twice."""
        return self.opening.replace("%%", "%").encode()

    def _settings(self) -> Iterator[str]:
        # SET LOCAL, not set_config(): a utility statement cannot hide inside an injected SELECT.
        yield f"SET LOCAL ROLE {self.role}"
        # Those of the role are written even when empty: a stray SET must not outlive its session.
        if self.role in (APP, HOST, OPERATOR):
            yield f"SET LOCAL app.tenant_id = '{self.tenant or ''}'"
        if self.role == HOST:
            yield f"SET LOCAL app.reach = '{','.join(map(str, self.reach))}'"
        if self.role == PERSON:
            yield f"SET LOCAL app.account_id = '{self.account or ''}'"
            yield f"SET LOCAL app.email = {_quoted(self.email)}"

    def covers(self, tenant: UUID) -> bool:
        """Whether rows of `tenant` may be named here at all; roles of no tenant name any."""
        return self.role not in (APP, HOST) or tenant == self.tenant or tenant in self.reach


def _quoted(text: str) -> str:
    if "\0" in text or "\\" in text:
        raise ValueError("an e-mail address holds neither NUL nor a backslash")
    # psycopg reads a lone % as a placeholder.
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope | None:
    """The scope we are in, if any."""
    return _scope.get()


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
