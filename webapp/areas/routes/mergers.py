"""The list of former municipalities, from which areas are added by ticking."""

from __future__ import annotations

from flask import g, url_for
from flask_login import current_user

from webapp.areas import bp, queries, rules
from webapp.areas.forms import MergersForm
from webapp.areas.mergers import mergers_into
from webapp.areas.models import Area
from webapp.core.access import allow
from webapp.core.language import ngettext
from webapp.core.pages import changed, show


@bp.get("/mergers")
@allow(rules.keep)
def mergers():
    offered, added = _offered()
    return show("areas/mergers.html", form=MergersForm(offered), added=added)


@bp.post("/mergers")
@allow(rules.keep)
def add_mergers():
    queries.hold_tree()
    offered, added = _offered()
    form = MergersForm(offered)
    if not form.validate():
        return show("areas/mergers.html", status=422, form=form, added=added)
    chosen = [merger for merger in offered if merger.number in form.numbers.data]
    for merger in chosen:
        _add(merger)
    many = len(chosen)
    saved = ngettext("%(num)s area was added.", "%(num)s areas were added.", many)
    return changed(None, to=url_for(".index"), saved=saved)


def _add(merger):
    names = merger.names(g.tenant.languages)
    facts = {"merged_year": merger.year, "former_number": merger.number}
    Area.add("merged", names, current_user, **facts)


def _offered():
    """Those that can be ticked, and those that are areas already."""
    known = queries.former_municipalities()
    offered, added = [], []
    for merger in mergers_into(g.tenant.number):
        is_known = known & {merger.number, merger.name_fi, merger.name_sv}
        (added if is_known else offered).append(merger)
    return offered, added
