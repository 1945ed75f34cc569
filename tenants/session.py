"""The ORM guard: a session belongs to one scope, reads are filtered, writes are checked."""

from __future__ import annotations

from functools import lru_cache
from weakref import WeakKeyDictionary

from psycopg.pq import ExecStatus
from sqlalchemy import Connection, Engine, bindparam, event
from sqlalchemy.orm import Session, with_loader_criteria

from tenants.context import Scope, TenantLeak, current, scope
from tenants.owned import TenantOwned
from tenants.types import TenantId
from tenants.walls import OWN, walls_of

COMMAND_OK = ExecStatus.COMMAND_OK


def _guarded(name: str):
    """A method of Session that reaches the connection past the events below."""

    def door(self, *args, **kwargs):
        self.owned_by()
        return getattr(super(TenantSession, self), name)(*args, **kwargs)

    return door


class TenantSession(Session):
    _own: Scope | None = None

    def owned_by(self) -> Scope:
        """The scope of this session; its first use decides. Raises TenantLeak in any other."""
        now = scope()
        if self._own is None:
            self._own = now
        elif self._own != now:
            raise TenantLeak(f"a session of {self._own} was used in {now}")
        return now

    def close(self):
        super().close()
        self._own = None

    def get(self, entity, ident, **kwargs):
        # A hit in the identity map emits no SQL, so the guard stands here, too.
        here = self.owned_by()
        if issubclass(entity, TenantOwned) and not isinstance(ident, tuple | dict):
            ident = (here.tenant, ident)
        return super().get(entity, ident, **kwargs)

    merge = _guarded("merge")
    connection = _guarded("connection")
    bulk_save_objects = _guarded("bulk_save_objects")
    bulk_insert_mappings = _guarded("bulk_insert_mappings")
    bulk_update_mappings = _guarded("bulk_update_mappings")


@event.listens_for(TenantSession, "after_begin")
def enter_scope(session, transaction, connection):
    """Take the role and the tenant for this transaction; the login role itself may do nothing."""
    if not transaction.nested:
        begin(connection, session.owned_by())


def begin(connection: Connection, here: Scope) -> None:
    """One message to the server, past what SQLAlchemy and psycopg do for a statement with rows.

    What fails is sent once more the usual way: its error is then told, and a dead connection
    thrown away, as for any statement.
    """
    driver = connection.connection.driver_connection
    if driver.pgconn.exec_(here.message).status != COMMAND_OK:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql(here.opening)


@event.listens_for(TenantSession, "do_orm_execute")
def read_what_may_be_seen(call):
    """Limit every statement to the tenant in words, so that indexes on tenant_id serve it."""
    here = call.session.owned_by()
    if not here.tenant or not (call.is_select or call.is_update or call.is_delete):
        return
    if here.reach and call.is_select:
        call.statement = call.statement.options(_within_reach((here.tenant, *here.reach)))
    else:
        call.statement = _at_home(call.statement)


# The tenant is read when the statement is sent: what was limited once serves every scope. Its type
# refuses another town, should a caller ever give a value of that name.
_HERE = bindparam("here_tenant", type_=TenantId, callable_=lambda: scope().tenant)
_LIMIT = with_loader_criteria(
    TenantOwned,
    lambda row: row.tenant_id == _HERE,
    include_aliases=True,
    track_closure_variables=False,
)
# Statements built once are limited once: SQLAlchemy then knows them again without looking.
_AT_HOME = WeakKeyDictionary()


def _at_home(statement):
    if (limited := _AT_HOME.get(statement)) is None:
        limited = _AT_HOME[statement] = statement.options(_LIMIT)
    return limited


@lru_cache(maxsize=1000)
def _within_reach(tenants: tuple):
    return with_loader_criteria(
        TenantOwned, lambda row: row.tenant_id.in_(tenants), include_aliases=True
    )


@event.listens_for(TenantSession, "before_flush")
def write_at_home(session, _context, _instances):
    """Refuse rows of another tenant, unless a wall of the role lets it write there."""
    here = session.owned_by()
    for rows, act in _changes(session):
        for row in rows:
            if not isinstance(row, TenantOwned):
                continue
            if row.tenant_id is None:
                row.tenant_id = here.tenant
            if row.tenant_id != here.tenant and not _lets_write(row, here, act):
                raise TenantLeak(f"{type(row).__name__} of {row.tenant_id} flushed in {here}")


def _changes(session):
    return (session.new, "INSERT"), (session.dirty, "UPDATE"), (session.deleted, "DELETE")


def _lets_write(row: TenantOwned, here: Scope, act: str) -> bool:
    return any(
        wall.role == here.role and wall.rows != OWN and wall.command in ("ALL", act)
        for wall in walls_of(type(row).__table__)
    )


@event.listens_for(Engine, "before_cursor_execute")
def one_at_a_time(_connection, _cursor, statement, parameters, _context, _many):
    """Refuse `…; SET ROLE …`: the server does, too, but only for statements with parameters."""
    if not parameters and ";" in statement:
        here = current()
        if here is not None and statement not in (here.opening, here.statement):
            raise TenantLeak("a statement without parameters holds a semicolon: bind its values")
