"""Alembic learns the walls: autogenerate sees any change of them, a migration carries it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from alembic.autogenerate import renderers
from alembic.operations import MigrateOperation, Operations
from alembic.runtime.plugins import Plugin
from alembic.util import PriorityDispatchResult
from sqlalchemy import Connection, inspect, text

from tenants.walls import Wall, statements, walls_of

FORCED = text("""
    select relname, relrowsecurity, relforcerowsecurity from pg_class
    where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
""")
POLICIES = text("""
    select tablename, policyname, permissive, roles::text[] as roles, cmd, qual, with_check
    from pg_policies where schemaname = current_schema() order by tablename, policyname
""")
GRANTS = text("""
    select relname, grantee, right_, column_ from (
        select relname, null as column_, relowner, relacl as acl from pg_class
        where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
        union all select relname, attname, relowner, attacl
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
    ) x cross join lateral (
        select coalesce(rolname, 'public') as grantee, privilege_type as right_, g.grantee as id
        from aclexplode(acl) g left join pg_roles on pg_roles.oid = g.grantee
    ) y where id <> relowner order by relname, grantee, right_, column_
""")


@Operations.register_operation("build_walls")
class BuildWalls(MigrateOperation):
    """Give `table` exactly these walls; an empty list lets nobody through."""

    def __init__(self, table: str, walls: list[tuple], before: list[tuple] | None = None):
        self.table, self.walls, self.before = table, walls, before or []

    @classmethod
    def build_walls(cls, operations, table, walls):
        return operations.invoke(cls(table, walls))

    def reverse(self):
        return BuildWalls(self.table, self.before, self.walls)

    def to_diff_tuple(self):
        return ("build_walls", self.table, self.walls)


@Operations.implementation_for(BuildWalls)
def build(operations, operation):
    walls = [Wall(*wall) for wall in operation.walls]
    rebuild(operations.get_bind(), operation.table, walls)


def rebuild(connection: Connection, table: str, walls: Iterable[Wall]) -> None:
    """Take every policy and grant of `table` away, then put up `walls`."""
    there = standing(connection)[table]
    for policy in there["policies"]:
        _run(connection, f'DROP POLICY "{policy.policyname}" ON {table}')
    for grantee in {grant.grantee for grant in there["grants"]}:
        _run(connection, f"REVOKE ALL ON {table} FROM {grantee}")
    for statement in statements(table, walls):
        _run(connection, statement)


def standing(connection: Connection) -> dict[str, dict]:
    """What stands on each table, as PostgreSQL itself puts it."""
    found: dict[str, dict] = defaultdict(lambda: {"forced": [], "policies": [], "grants": []})
    for name, query in (("forced", FORCED), ("policies", POLICIES), ("grants", GRANTS)):
        for row in connection.execute(query):
            found[row[0]][name].append(row)
    return found


def _run(connection, statement):
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


@renderers.dispatch_for(BuildWalls)
def render(_context, operation):
    lines = "".join(f"        {wall!r},\n" for wall in operation.walls)
    return f"op.build_walls({operation.table!r}, [\n{lines}    ])"


def compare(context, operations, _schemas):
    """Build the walls anew, look, and undo it: PostgreSQL alone can say whether words agree."""
    connection = context.connection
    known = set(inspect(connection).get_table_names())
    tables = [table for table in context.metadata.sorted_tables if _is_asked_for(context, table)]
    before = standing(connection)
    with connection.begin_nested() as trial:
        for table in tables:
            if table.name in known:
                rebuild(connection, table.name, walls_of(table))
        after = standing(connection)
        trial.rollback()
    for table in tables:
        if table.name not in known or before[table.name] != after[table.name]:
            rows = [(w.role, w.command, w.rows, w.columns) for w in walls_of(table)]
            operations.ops.append(BuildWalls(table.name, rows, _as_walls(before[table.name])))
    return PriorityDispatchResult.CONTINUE


def _is_asked_for(context, table):
    return context.run_object_filters(table, table.name, "table", False, None)


def _as_walls(there) -> list[tuple]:
    """Today's walls in our words, so that a downgrade can put them up again."""
    columns = defaultdict(list)
    for grant in there["grants"]:
        if grant.column_:
            columns[grant.grantee, grant.right_].append(grant.column_)
    return [
        (role, p.cmd, p.qual or p.with_check, tuple(columns[role, p.cmd]))
        for p in there["policies"]
        for role in p.roles
    ]


Plugin("walls").add_autogenerate_comparator(compare, "schema")
