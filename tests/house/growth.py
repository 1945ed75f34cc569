"""A town in which every row has many others like it, around the same rows as before."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Enum,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    cast,
    column,
    func,
    insert,
    null,
    select,
)

from tenants.db import db

TIME = column("time", Integer)


def grow(connection: Connection, tenant: UUID, times: int) -> None:
    """As a superuser, nothing checked: `times` more of each row of the tenant."""
    connection.exec_driver_sql("set local session_replication_role = replica")
    account, member = db.metadata.tables["account"], db.metadata.tables["member"]
    here = select(member.c.account_id).where(member.c.tenant_id == tenant)
    _multiply(connection, account, account.c.id.in_(here), times, None)
    for table in db.metadata.sorted_tables:
        if "tenant_id" in table.c and not _is_one_of_few(table):
            for key in _keys(table) or [None]:
                _multiply(connection, table, table.c.tenant_id == tenant, times, key)
    connection.exec_driver_sql("analyze")


def _multiply(connection, table: Table, wanted, times: int, key: Column | None) -> None:
    """Copies point where their row does; only by `key` they point at the copies of its aim."""
    values = {each.name: each for each in table.c if not each.computed}
    for each in _unique(table):
        if not each.foreign_keys and each.name not in ("tenant_id", "id"):
            values[each.name] = _another(each, table)
    values["id"] = _copy(table.c.id, key.name if key is not None else "")
    if key is not None:
        values[key.name] = _copy(key)
    counted = func.generate_series(1, times).table_valued(TIME).render_derived("counted")
    rows = select(*values.values()).select_from(table).join(counted, wanted)
    connection.execute(insert(table).from_select(list(values), rows))


def _copy(id: Column, salt: str = ""):
    return cast(func.md5(func.concat(id, TIME, salt)), Uuid)


def _another(each: Column, table: Table):
    if each.nullable:
        return null()
    if isinstance(each.type, Integer):
        return each + 1000 * TIME
    digest = func.md5(func.concat(table.c.id, TIME))
    return (
        func.decode(digest, "hex") if isinstance(each.type, LargeBinary) else cast(digest, String)
    )


def _unique(table: Table) -> set[Column]:
    """The columns of which no two rows have the same values."""
    keys = [index for index in table.indexes if index.unique]
    keys += [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {each for key in keys for each in key.columns}


def _keys(table: Table) -> list[Column]:
    own = (each for each in _unique(table) if each.name != "tenant_id" and each.foreign_keys)
    return sorted(own, key=lambda each: each.name)


def _is_one_of_few(table: Table) -> bool:
    return any(isinstance(each.type, Enum) for each in _unique(table))
