"""Toy tables that stand behind the same walls as ours, in a metadata of their own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship

from tenants.context import RELAY
from tenants.db import NAMES
from tenants.owned import TenantOwned, uuid7
from tenants.scoping import Walled, ref, same_tenant
from tenants.types import UtcTime, Word
from tenants.walls import APPEND_ONLY, HOME, READ, Wall, statements, walls_of


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES), type_annotation_map={datetime: UtcTime}
    )


class Toy(TenantOwned, Walled, Base):
    __abstract__ = True
    __walls__ = (HOME,)


class Person(Toy):
    __table_args__ = (Index(None, "tenant_id", "email", unique=True),)

    email: Mapped[str] = mapped_column(String(254))


class Meeting(Toy):
    """Shared: a host association reads it."""

    __walls__ = (HOME, READ)
    __table_args__ = (Index(None, "tenant_id", "chair_id"),)

    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(Word("planned", "held"), default="planned")
    chair_id: Mapped[UUID | None] = ref("person", nullable=True, ondelete="SET NULL")
    chair: Mapped[Person | None] = relationship(
        primaryjoin=same_tenant("Meeting.chair_id", "Person.id")
    )
    items: Mapped[list[Item]] = relationship(
        primaryjoin=same_tenant("Item.meeting_id", "Meeting.id"),
        back_populates="meeting",
        passive_deletes=True,
    )


class Item(Toy):
    __table_args__ = (
        Index(None, "tenant_id", "meeting_id"),
        Index(None, "tenant_id", "parent_id"),
    )

    meeting_id: Mapped[UUID] = ref("meeting", ondelete="CASCADE")
    parent_id: Mapped[UUID | None] = ref("item", nullable=True, ondelete="CASCADE")
    body: Mapped[str] = mapped_column(String(200), default="")
    meeting: Mapped[Meeting] = relationship(
        primaryjoin=same_tenant("Item.meeting_id", "Meeting.id"), back_populates="items"
    )
    parent: Mapped[Item | None] = relationship(primaryjoin=same_tenant("Item.parent_id", "Item.id"))


class Letter(Toy):
    """Claimed by the relay in every tenant."""

    __walls__ = (HOME, Wall(RELAY, "SELECT", "true"), Wall(RELAY, "UPDATE", "true", ("state",)))

    state: Mapped[str] = mapped_column(Word("waiting", "sent"), default="waiting")
    body: Mapped[str] = mapped_column(String(200), default="")


class Entry(Toy):
    """A log that nobody rewrites."""

    __walls__ = APPEND_ONLY

    what: Mapped[str] = mapped_column(String(50))


def create(connection):
    Base.metadata.create_all(connection)
    for table in Base.metadata.sorted_tables:
        for statement in statements(table.name, walls_of(table)):
            connection.exec_driver_sql(statement)


class Town:
    """One tenant's rows: a chair, a meeting with two items, a letter, a line in the log."""

    def __init__(self, name):
        self.id = uuid7()
        own = {"tenant_id": self.id}
        self.chair = {"id": uuid7(), "email": "chair@example.org", **own}
        self.meeting = {"id": uuid7(), "title": name, "chair_id": self.chair["id"], **own}
        self.item = {"id": uuid7(), "body": "first", "meeting_id": self.meeting["id"], **own}
        self.second = {"id": uuid7(), "body": "second", "meeting_id": self.meeting["id"], **own}
        self.letter = {"id": uuid7(), "body": name, **own}
        self.entry = {"id": uuid7(), "what": name, **own}

    def build(self, connection):
        for model, row in (
            (Person, self.chair),
            (Meeting, self.meeting),
            (Item, self.item),
            (Item, self.second),
            (Letter, self.letter),
            (Entry, self.entry),
        ):
            connection.execute(model.__table__.insert().values(**row))
