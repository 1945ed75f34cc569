"""An Atom feed of an area (RFC 4287): what was opened, what was achieved, what has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import g
from sqlalchemy import (
    DateTime,
    String,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
    table,
)

from tenants.db import db
from tenants.owned import utcnow
from tenants.types import UtcTime
from webapp.areas.models import Area
from webapp.core import hosts
from webapp.core.language import _, language, shown
from webapp.groups.models import Group, GroupArea
from webapp.groups.words import group_kind
from webapp.traits.audited import Event

ATOM = "http://www.w3.org/2005/Atom"
MOST, LASTS = 50, timedelta(days=365)
# The room above owns this table; here it is only read, by name.
_ACTION = table(
    "action",
    *(column(name, Uuid) for name in ("tenant_id", "id")),
    *(column("what", String), column("done_at", DateTime(timezone=True))),
).c
_HERE = func.array(
    select(GroupArea.group_id)
    .join(Group, and_(Group.tenant_id == GroupArea.tenant_id, Group.id == GroupArea.group_id))
    .where(GroupArea.area_id == bindparam("area", type_=Uuid), Group.audience == "public")
    .scalar_subquery()
)
# What was undone since is not told: work that goes on after all, an action that is open again.
_STANDS = or_(
    Event.what == "group_opened",
    and_(Event.what == "group_ended", Group.ended_at <= Event.created_at),
    and_(Event.what == "action_done", _ACTION.done_at <= Event.created_at),
)
_TOLD = (
    select(Event, Group, _ACTION.what)
    .join(Group, and_(Group.tenant_id == Event.tenant_id, Group.id == Event.thing_id))
    .outerjoin(
        _ACTION.what.table,
        and_(
            _ACTION.tenant_id == Event.tenant_id,
            _ACTION.id == cast(Event.details["action_id"].astext, Uuid),
        ),
    )
    .where(Event.thing_id == any_(_HERE), _STANDS)
    .where(Event.created_at > bindparam("since", type_=UtcTime))
    .order_by(Event.id.desc())
    .limit(MOST)
)


class Told(NamedTuple):
    """What happened in a public group; `action` is what was done."""

    event: Event
    group: Group
    action: str | None


def told_in(area: UUID) -> list[Told]:
    """The newest of what may be told to everybody, and still holds."""
    rows = db.session.execute(_TOLD, {"area": area, "since": utcnow() - LASTS})
    return [Told(*row) for row in rows]


def of_area(area: Area, happened: list[Told]) -> bytes:
    site = hosts.address(g.tenant)
    here = hosts.path_of("areas.detail", id=area.id)
    self = hosts.path_of("groups.area_feed", id=area.id) + f"?in={language()}"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language()})
    _add(feed, "title", f"{shown(area.names).text} – {shown(g.tenant.names).text}")
    _add(feed, "id", area.id.urn)
    _add(feed, "updated", max([it.event.created_at for it in happened] or [area.created_at]))
    _add(SubElement(feed, "author"), "name", shown(g.tenant.names).text)
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=site + self)
    SubElement(feed, "link", rel="alternate", type="text/html", href=site + here)
    for told in happened:
        _entry(feed, told, site)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: Element, told: Told, site: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "title", _title(told))
    _add(entry, "id", told.event.id.urn)
    _add(entry, "updated", told.event.created_at)
    SubElement(entry, "link", href=site + hosts.path_of("groups.detail", id=told.group.id))
    if goal := shown(told.group.goals).text:
        _add(entry, "summary", goal)


def _title(told: Told) -> str:
    """As the group and the action point are called now."""
    name, kind = told.group.name, group_kind(told.group)
    titles = {
        "group_opened": _("Opened: %(name)s (%(kind)s)", name=name, kind=kind),
        "group_ended": _("Has ended its work: %(name)s (%(kind)s)", name=name, kind=kind),
        "action_done": _("%(name)s – action point done: %(action)s", name=name, action=told.action),
    }
    return titles[told.event.what]


def _add(parent: Element, tag: str, value) -> None:
    SubElement(parent, tag).text = value if isinstance(value, str) else value.isoformat()
