"""Tables: of a tenant or of nobody, and how rows of one tenant point at each other."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKeyConstraint, Table, Uuid, event
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from tenants.context import TenantLeak
from tenants.db import db
from tenants.owned import TenantOwned, utcnow, uuid7
from tenants.types import UtcTime
from tenants.walls import HOME, Wall

__all__ = ["GlobalModel", "TenantLeak", "TenantModel", "Walled", "ref", "same_tenant"]


class Walled:
    """Names the table after the class and writes the class's walls on it."""

    __walls__: tuple[Wall, ...] = ()

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "__table__" in cls.__dict__:
            cls.__table__.info["walls"] = cls.__walls__


class TenantModel(TenantOwned, Walled, db.Model):
    """A row of one tenant, seen and written at home unless its walls say otherwise."""

    __abstract__ = True
    __walls__ = (HOME,)


class GlobalModel(Walled, db.Model):
    """A row of no tenant. Every such table is named, with its reason, in tests/house."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-2)
    created_at: Mapped[datetime] = mapped_column(UtcTime, default=utcnow, sort_order=-1)


@event.listens_for(GlobalModel, "init", propagate=True)
def _know_your_id(_target, _args, kwargs):
    kwargs.setdefault("id", uuid7())


def ref(target: str, *, nullable: bool = False, ondelete: str = "RESTRICT", **kwargs):
    """A column that points at `target` in the same tenant: FOREIGN KEY (tenant_id, column)."""
    info = {"ref": (target, ondelete)}
    return mapped_column(Uuid, nullable=nullable, info=info, **kwargs)


@event.listens_for(Column, "after_parent_attach")
def _composite_key(column, table):
    # pop: Alembic copies tables, and a copy must not get the key twice.
    if isinstance(table, Table) and (aim := column.info.pop("ref", None)):
        target, ondelete = aim
        if ondelete == "SET NULL":
            ondelete = f"SET NULL ({column.name})"  # never null the tenant
        local = ["tenant_id", column.name]
        remote = [f"{target}.tenant_id", f"{target}.id"]
        table.append_constraint(ForeignKeyConstraint(local, remote, ondelete=ondelete))


def same_tenant(local: str, target: str) -> str:
    """A primaryjoin for both directions: the tenant is shared, only `local` is ever written."""
    (mine, _), (theirs, _) = local.split("."), target.split(".")
    remote = "remote({})".format if mine == theirs else str
    tenants = f"{mine}.tenant_id == {remote(theirs + '.tenant_id')}"
    return f"and_({tenants}, foreign({local}) == {remote(target)})"
