"""The ORM guard: a session belongs to one scope, reads are filtered, writes are checked."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import Session, with_loader_criteria

from tenants.context import HOST, Scope, scope
from tenants.owned import TenantOwned


class TenantLeak(RuntimeError):
    """Rows of one tenant were about to be used in another."""


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

    def merge(self, *args, **kwargs):
        self.owned_by()
        return super().merge(*args, **kwargs)

    def connection(self, *args, **kwargs):
        self.owned_by()
        return super().connection(*args, **kwargs)


@event.listens_for(TenantSession, "after_begin")
def enter_scope(session, transaction, connection):
    """Take the role and the tenant for this transaction; the login role itself may do nothing."""
    if not transaction.nested:
        connection.exec_driver_sql(session.owned_by().statement)


@event.listens_for(TenantSession, "do_orm_execute")
def read_what_may_be_seen(call):
    """Limit every statement to the tenant in words, so that indexes on tenant_id serve it."""
    here = call.session.owned_by()
    if here.tenant is None or not (call.is_select or call.is_update or call.is_delete):
        return
    call.statement = call.statement.options(*_limits(here, call.is_select))


def _limits(here: Scope, reading: bool):
    home, many = here.tenant, [here.tenant, *here.reach]
    if here.role == HOST and reading:
        yield with_loader_criteria(
            TenantOwned, lambda row: row.tenant_id.in_(many), include_aliases=True
        )
    else:
        yield with_loader_criteria(
            TenantOwned, lambda row: row.tenant_id == home, include_aliases=True
        )


@event.listens_for(TenantSession, "before_flush")
def write_at_home(session, _context, _instances):
    """Refuse rows of another tenant, unless a wall of the role lets it write there."""
    here = session.owned_by()
    for row in [*session.new, *session.dirty, *session.deleted]:
        if not isinstance(row, TenantOwned):
            continue
        if row.tenant_id is None:
            row.tenant_id = here.tenant
        if row.tenant_id != here.tenant and not _may_drop_off(row, here, row in session.new):
            raise TenantLeak(f"{type(row).__name__} of {row.tenant_id} flushed in {here}")


def _may_drop_off(row: TenantOwned, here: Scope, is_new: bool) -> bool:
    walls = [wall for wall in type(row).__table__.info["walls"] if wall.role == here.role]
    return any(
        wall.command == "ALL" or (wall.command == "INSERT" and is_new) for wall in walls
    ) and (here.tenant is None or is_new)
