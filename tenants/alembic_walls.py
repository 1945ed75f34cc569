"""Alembic learns the walls: autogenerate sees a changed policy, a migration carries it."""

from __future__ import annotations

from alembic.autogenerate import renderers
from alembic.operations import MigrateOperation, Operations
from alembic.runtime.plugins import Plugin
from alembic.util import PriorityDispatchResult
from sqlalchemy import text

from tenants.walls import Wall, statements, walls_of

PRESENT = text("""
    select c.relname, p.polname,
        case when c.relrowsecurity and c.relforcerowsecurity
            then obj_description(p.oid, 'pg_policy') else 'not forced' end
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = current_schema()::regnamespace
""")
POLICIES = text("select policyname from pg_policies where tablename = :table")
GRANTEES = text("""
    select distinct grantee from information_schema.role_table_grants
    where table_name = :table and grantee <> current_user
    union select distinct grantee from information_schema.role_column_grants
    where table_name = :table and grantee <> current_user
""")


@Operations.register_operation("build_walls")
class BuildWalls(MigrateOperation):
    """Give `table` exactly these walls; an empty list takes them all down."""

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
    connection, table = operations.get_bind(), operation.table
    for (policy,) in connection.execute(POLICIES, {"table": table}).all():
        operations.execute(f"DROP POLICY {policy} ON {table}")
    for (role,) in connection.execute(GRANTEES, {"table": table}).all():
        operations.execute(f"REVOKE ALL ON {table} FROM {role}")
    for statement in statements(table, tuple(Wall(*wall) for wall in operation.walls)):
        operations.execute(text(statement.replace(":", r"\:")))


@renderers.dispatch_for(BuildWalls)
def render(_context, operation):
    lines = "".join(f"        {wall!r},\n" for wall in operation.walls)
    return f"op.build_walls({operation.table!r}, [\n{lines}    ])"


def compare(context, operations, _schemas):
    present: dict[str, dict[str, str]] = {}
    for table, policy, digest in context.connection.execute(PRESENT):
        present.setdefault(table, {})[policy] = digest
    for table in context.metadata.sorted_tables:
        if not context.run_object_filters(table, table.name, "table", False, None):
            continue
        walls = walls_of(table)
        if {wall.name: wall.digest for wall in walls} != present.get(table.name, {}):
            rows = [(w.role, w.command, w.rows, w.columns) for w in walls]
            operations.ops.append(BuildWalls(table.name, rows))
    return PriorityDispatchResult.CONTINUE


Plugin("walls").add_autogenerate_comparator(compare, "schema")
