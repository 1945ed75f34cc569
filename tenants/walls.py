"""Row-level security in words: which role may do what with which rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from tenants.context import APP, HOST

# After a SET LOCAL the setting is '' and not NULL, hence nullif.
TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid"
REACH = "string_to_array(nullif(current_setting('app.reach', true), ''), ',')::uuid[]"
ACCOUNT = "nullif(current_setting('app.account_id', true), '')::uuid"
EMAIL = "nullif(current_setting('app.email', true), '')"

OWN = f"tenant_id = {TENANT}"
SHARED = f"(tenant_id = {TENANT} OR tenant_id = ANY ({REACH}))"
MINE = f"account_id = {ACCOUNT}"

RIGHTS = {"ALL": ("SELECT", "INSERT", "UPDATE", "DELETE")}


@dataclass(frozen=True, slots=True)
class Wall:
    """One policy of one role, and the grant that goes with it (`columns` limit the grant)."""

    role: str
    command: str = "ALL"
    rows: str = OWN
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.role}_{self.command.lower()}"

    @property
    def policy(self) -> str:
        using = "" if self.command == "INSERT" else f" USING ({self.rows})"
        check = f" WITH CHECK ({self.rows})" if self.command in ("ALL", "INSERT", "UPDATE") else ""
        return f"FOR {self.command} TO {self.role}{using}{check}"

    @property
    def grant(self) -> str:
        only = f" ({', '.join(self.columns)})" if self.columns else ""
        rights = RIGHTS.get(self.command, (self.command,))
        return ", ".join(f"{right}{only}" for right in rights)


HOME = Wall(APP)
READ = Wall(HOST, "SELECT", SHARED)
# Written once, read at home, changed by nobody.
APPEND_ONLY = (Wall(APP, "SELECT"), Wall(APP, "INSERT"))


def walls_of(table: Table) -> tuple[Wall, ...]:
    return table.info.get("walls", ())


def statements(table: str, walls: Iterable[Wall]) -> Iterator[str]:
    """The SQL that gives `table` exactly these walls, once the old ones are gone."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for wall in walls:
        yield f"CREATE POLICY {wall.name} ON {table} {wall.policy}"
        yield f"GRANT {wall.grant} ON {table} TO {wall.role}"
