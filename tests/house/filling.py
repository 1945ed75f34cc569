"""One row for every table that the world leaves empty, made from what the columns say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Enum, Table, func, select
from sqlalchemy.orm import configure_mappers

from tenants.db import db
from tenants.owned import uuid7

# JSON says of itself that it is any object.
VALUES = {str: "x", int: 1, bool: True, date: date(2026, 11, 21), bytes: b"x", object: {"fi": "x"}}


def fill(connection, tenant: UUID) -> None:
    """As a superuser: every empty table gets a row of `tenant`."""
    configure_mappers()
    for table in db.metadata.sorted_tables:
        if not connection.scalar(select(func.count()).select_from(table)):
            row = {column.name: _value(column) for column in table.columns}
            row.update(_keys(connection, table, tenant))
            connection.execute(table.insert().values(row))


def _value(column):
    if isinstance(column.type, Enum):
        return column.type.enums[0]
    kind = getattr(column.type, "impl", column.type).python_type
    if kind is UUID:
        return None if column.nullable else uuid7()
    return datetime.now(UTC) if kind is datetime else VALUES[kind]


def _keys(connection, table: Table, tenant: UUID) -> dict:
    """The tenant, and for each foreign key a row of the same tenant."""
    keys = {"tenant_id": tenant} if "tenant_id" in table.c else {}
    for key in table.foreign_key_constraints:
        parent = key.referred_table
        theirs = select(*(element.column for element in key.elements)).limit(1)
        if "tenant_id" in parent.c:
            theirs = theirs.where(parent.c.tenant_id == tenant)
        if found := connection.execute(theirs).first():
            keys.update(zip(key.column_keys, found, strict=True))
    return keys
