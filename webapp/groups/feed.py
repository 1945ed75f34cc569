"""An Atom feed of an area (RFC 4287): what was opened, what was achieved, what has ended."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from flask import g

from webapp.areas.models import Area
from webapp.core import hosts
from webapp.core.language import _, language, shown
from webapp.groups.models import Group
from webapp.groups.words import group_kind
from webapp.traits.audited import Event

ATOM = "http://www.w3.org/2005/Atom"


def of_area(area: Area, happened: list[tuple[Event, Group]]) -> bytes:
    site = hosts.address(g.tenant)
    here = hosts.path_of("areas.detail", id=area.id)
    self = hosts.path_of("groups.area_feed", id=area.id) + f"?in={language()}"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language()})
    _add(feed, "title", f"{shown(area.names).text} – {shown(g.tenant.names).text}")
    _add(feed, "id", area.id.urn)
    _add(
        feed, "updated", max([event.created_at for event, _group in happened] or [area.created_at])
    )
    _add(SubElement(feed, "author"), "name", shown(g.tenant.names).text)
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=site + self)
    SubElement(feed, "link", rel="alternate", type="text/html", href=site + here)
    for event, group in happened:
        _entry(feed, event, group, site)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: Element, event: Event, group: Group, site: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "title", _title(event, group))
    _add(entry, "id", event.id.urn)
    _add(entry, "updated", event.created_at)
    SubElement(entry, "link", href=site + hosts.path_of("groups.detail", id=group.id))
    if goal := shown(group.goals).text:
        _add(entry, "summary", goal)


def _title(event: Event, group: Group) -> str:
    """As the group is called now; an action point by the words of the day when it was done."""
    name, kind = group.name, group_kind(group)
    action = event.details.get("action", "")
    titles = {
        "group_opened": _("Opened: %(name)s (%(kind)s)", name=name, kind=kind),
        "group_ended": _("Has ended its work: %(name)s (%(kind)s)", name=name, kind=kind),
        "action_done": _("%(name)s – action point done: %(action)s", name=name, action=action),
    }
    return titles[event.what]


def _add(parent: Element, tag: str, value) -> None:
    SubElement(parent, tag).text = value if isinstance(value, str) else value.isoformat()
