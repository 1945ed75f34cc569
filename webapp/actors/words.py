"""Kinds, sectors and events of actors, as people call them."""

from __future__ import annotations

from webapp.actors import bp
from webapp.core.language import lazy
from webapp.traits.words import name_events

KINDS = {
    "organisation": lazy("Organisation"),
    "community": lazy("Unregistered community"),
}
SECTORS = {
    "public": lazy("Public sector"),
    "business": lazy("Business sector"),
    "third": lazy("Third sector"),
    "parish": lazy("Parishes"),
    "residents": lazy("Residents and service users"),
    "projects": lazy("Projects"),
}
name_events(
    {
        "actor_added": lazy("Actor added"),
        "actor_edited": lazy("Actor changed"),
        "actor_closed": lazy("Actor closed"),
        "actor_reopened": lazy("Actor reopened"),
        "representative_added": lazy("Representative added"),
        "representative_ended": lazy("Representation ended"),
    }
)


@bp.app_template_global()
def sector_name(sector: str) -> str:
    return str(SECTORS[sector])


@bp.app_template_global()
def actor_kind(kind: str) -> str:
    return str(KINDS[kind])
