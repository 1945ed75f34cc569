"""Who keeps the areas, and who keeps the page of one."""

from __future__ import annotations

from webapp.accounts.rules import coordinates, serves
from webapp.actors.rules import acts_for_area


def keep(member, *_things) -> bool:
    """Draws the tree: adds, renames, moves and closes areas."""
    return serves(member)


def edit(member, area) -> bool:
    """Writes the page: who serves here, who coordinates it, whose association acts for it."""
    return serves(member) or coordinates(member, area.id) or acts_for_area(member, area.id)
