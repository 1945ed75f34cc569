"""Keeps the statements that pages send, and asks PostgreSQL how it would run them in a crowd."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Column, Connection, Engine, String, Uuid, cast, event, func, insert, select

from tenants.context import Scope, current
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import uuid7

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class Recorder:
    """`with Recorder(engine) as sent:` — one sample of every statement sent in a scope."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.samples: dict[tuple[str, str], tuple[Scope, str, object]] = {}

    def __enter__(self) -> Recorder:
        event.listen(self.engine, "before_cursor_execute", self.keep)
        return self

    def __exit__(self, *_):
        event.remove(self.engine, "before_cursor_execute", self.keep)

    def keep(self, _connection, _cursor, statement, parameters, _context, executemany):
        here = current()
        if here and statement.lstrip().upper().startswith(VERBS):
            sample = parameters[0] if executemany else parameters
            self.samples.setdefault((here.role, statement), (here, statement, sample))


def crowd(connection: Connection, towns: int, model: UUID) -> None:
    """Make `towns` tenants with the same rows as `model`; as a superuser, nothing checked."""
    connection.exec_driver_sql("set local session_replication_role = replica")
    tenants = Tenant.__table__
    like = connection.execute(select(tenants).where(tenants.c.id == model)).one()._asdict()
    new = ({"id": uuid7(), "slug": f"crowd-{number}", "number": None} for number in range(towns))
    connection.execute(insert(tenants), [like | town for town in new])
    for table in db.metadata.sorted_tables:
        if grows(table):
            _multiply(connection, table, model)
    connection.exec_driver_sql("analyze")


def grows(table) -> bool:
    """Whether the table has more rows with every tenant."""
    return table is not None and ("tenant_id" in table.c or bool(set(_accounts(table))))


def _accounts(table) -> Iterator[Column]:
    if table.name == "account":
        yield table.c.id
    for column in table.c:
        if any(key.column.table.name == "account" for key in column.foreign_keys):
            yield column


def _multiply(connection, table, model):
    """The same ids under every tenant: keys are composite, so the copies point at each other."""
    towns, copy = Tenant.__table__, {column.name: column for column in table.c}
    if "tenant_id" not in table.c:
        copy["id"] = func.gen_random_uuid()
    for column in _accounts(table):
        copy[column.name] = cast(func.md5(towns.c.slug.concat(cast(column, String))), Uuid)
    if table.name == "account":
        copy["email"] = towns.c.slug.concat(table.c.email)
    if "tenant_id" in table.c:
        copy["tenant_id"] = towns.c.id
    rows = select(*copy.values()).join_from(table, towns, towns.c.slug.like("crowd-%"))
    if "tenant_id" in table.c:
        rows = rows.where(table.c.tenant_id == model)
    connection.execute(insert(table).from_select(list(copy), rows))


def plan(connection: Connection, here: Scope, statement: str, parameters) -> dict:
    connection.exec_driver_sql(here.statement)
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    return explained.scalar()[0]["Plan"]


def scans(node: dict) -> Iterator[dict]:
    """Every node that reads a table that grows."""
    table = db.metadata.tables.get(node.get("Relation Name"))
    if grows(table) and "Scan" in node["Node Type"]:
        yield node
    for child in node.get("Plans", ()):
        yield from scans(child)


def is_owned(node: dict) -> bool:
    return "tenant_id" in db.metadata.tables[node["Relation Name"]].c


def condition(node: dict) -> str:
    """What the index is asked for, also below a bitmap."""
    below = [condition(child) for child in node.get("Plans", ())]
    return " ".join(filter(None, [node.get("Index Cond"), *below]))
