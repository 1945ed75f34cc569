"""Writing a letter: one row in the transaction of the change, and a bell after its commit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import current_app, g
from sqlalchemy.dialects.postgresql import insert

from tenants.context import scope
from tenants.db import db
from tenants.owned import utcnow
from webapp.core.jobs import ring
from webapp.core.mail.models import PATIENCE, Letter


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom a letter goes, and in which language."""

    email: str
    language: str
    name: str = ""
    account_id: UUID | None = None
    member_id: UUID | None = None


def write(
    template: str,
    *,
    to: Reader,
    urgent: bool = False,
    topic: str | None = None,
    key: str | None = None,
    patience: timedelta = PATIENCE,
    tenant_id: UUID | None = None,
    **params,
) -> None:
    """Write one letter with `params` as they are now.

    A `topic` makes it optional: the reader may refuse it. A `key` lets it be written only once.
    Where the scope has no tenant, `tenant_id` names the sender.
    """
    current_app.jinja_env.get_template(f"{template}.html")  # a wrong name fails here, not later
    row = {
        "tenant_id": tenant_id or scope().tenant,
        "email": to.email,
        "reader_name": to.name,
        "language": to.language,
        "account_id": to.account_id,
        "member_id": to.member_id,
        "template": template,
        "params": frozen(params),
        "urgent": urgent,
        "topic": topic,
        "key": key,
        "give_up_at": utcnow() + patience,
    }
    db.session.execute(insert(Letter).values(row).on_conflict_do_nothing())
    g.letters = written() + 1
    db.session.info.setdefault("bells", set()).add("urgent" if urgent else "bulk")


def written() -> int:
    """How many letters this request has written so far."""
    return g.get("letters", 0)


def frozen(params: dict) -> dict:
    """What JSON can hold: days and moments are marked, so that they are formatted when read."""
    return json.loads(json.dumps(params, default=_marked))


def thawed(params: dict) -> dict:
    return {name: _unmarked(value) for name, value in params.items()}


def ring_bells(session) -> None:
    """After the outermost commit."""
    if session.in_nested_transaction():
        return
    for queue in session.info.pop("bells", ()):
        ring(queue)


def forget_bells(session, ended) -> None:
    if not ended.nested:
        session.info.pop("bells", None)


def _marked(value):
    match value:
        case datetime():
            return {"$moment": value.isoformat()}
        case date():
            return {"$day": value.isoformat()}
        case UUID():
            return str(value)
    raise TypeError(f"a letter cannot keep a {type(value).__name__}")


def _unmarked(value):
    match value:
        case {"$moment": moment}:
            return datetime.fromisoformat(moment)
        case {"$day": day}:
            return date.fromisoformat(day)
        case dict():
            return thawed(value)
        case list():
            return [_unmarked(item) for item in value]
    return value
