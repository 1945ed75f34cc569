"""Column types that every room uses."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import DateTime, Enum, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from tenants.context import TenantLeak, current


class TenantId(TypeDecorator):
    """Whose row it is. No statement, not even of Core, may name a tenant outside the scope."""

    impl = Uuid
    cache_ok = True

    def process_bind_param(self, value: UUID | None, _dialect):
        here = current()
        if value is not None and here is not None and not here.covers(value):
            raise TenantLeak(f"a row of {value} was named in {here}")
        return value


class UtcTime(TypeDecorator):
    """An instant: timezone-aware in Python, timestamptz in the database, always UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect):
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a time zone")
        return value

    def process_result_value(self, value: datetime | None, _dialect):
        return value.astimezone(UTC) if value else value


class Texts(TypeDecorator):
    """The same text in several languages: {"fi": …, "sv": …}; empty ones are left out."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: dict | None, _dialect):
        return (
            {tag: text for tag, text in (value or {}).items() if text}
            if value is not None
            else None
        )


def Word(*words: str):
    """One of a few words. VARCHAR, as native enums are not leakproof: no index under RLS."""
    return Enum(*words, native_enum=False, create_constraint=True, length=30)
