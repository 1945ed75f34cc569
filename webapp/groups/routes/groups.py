"""Tables and networks: the list, each one's page, opening and keeping them."""

from __future__ import annotations

from collections import Counter

from flask import g, request, url_for
from flask_login import current_user

from webapp.accounts.queries import area_names
from webapp.accounts.routes.members import after
from webapp.accounts.rules import serves
from webapp.actors.models import SECTORS
from webapp.actors.words import sector_name
from webapp.core.access import allow, ask, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.groups import bp, people, queries, rules, sight
from webapp.groups.forms.group import GroupForm
from webapp.groups.models import KINDS, Group, Participant, TableRules
from webapp.groups.words import rules_to_begin_with, seat_role

INDEX, LIST = "groups/index.html", "groups/_groups.html"
DETAIL, EDIT = "groups/detail.html", "groups/edit.html"
CONFLICT = "groups/conflict.html"


@bp.get("")
@allow(everyone)
def index():
    asked = {
        "kind": request.args.get("kind") if request.args.get("kind") in KINDS else None,
        "area": after("area"),
        "ended": request.args.get("ended") == "1",
    }
    found = queries.groups(sight.of_reader(), after=after(), **asked)
    return show(INDEX, LIST, found=found, areas=area_names(), **asked)


@bp.get("/new")
@allow(rules.opens)
def new():
    kind = _kind()
    form = _form(kind, formdata=None)
    template = TableRules.here().ground_rules or rules_to_begin_with(g.tenant.languages)
    form.ground_rules.process(None, template)
    form.area_ids.data = [id for id in (after("area"),) if id]
    return show(EDIT, group=None, kind=kind, form=form)


@bp.post("/new")
@allow(rules.opens)
def add():
    kind = _kind()
    form = _form(kind)
    if not form.validate():
        return show(EDIT, status=422, group=None, kind=kind, form=form)
    group = Group.open(kind, current_user, form.area_ids.data, **form.facts())
    here = url_for(".detail", id=group.id)
    return changed(None, to=here, saved=_("“%(name)s” was opened.", name=group.name))


@bp.get("/<uuid:id>")
@allow(rules.sees, on=Group)
def detail(group):
    return show(DETAIL, **about(group))


def about(group: Group) -> dict:
    """What the page of a group shows."""
    seated = queries.seated(group)
    inside = ask(rules.sees_inside, group)
    seats = queries.people_of(group) if group.is_table else queries.core_of(group)
    return {
        "group": group,
        "people": seats if inside else sorted(seats, key=_without_name),
        "parties": _parties(seats),
        "seated": seated,
        "areas": queries.places_of(group),
        "lacking": queries.lacking(group, seated),
        "inside": inside,
        "limits": TableRules.here() if inside else None,
    }


def _without_name(seat: Participant) -> tuple[int, str]:
    """The order of those who are shown by sector and actor only."""
    return SECTORS.index(seat.sector), seat.actor.sort_name if seat.actor else ""


def _parties(seats: list[Participant]) -> Counter:
    """Whom they speak for and in which role, and how many do: all that is shown without names."""
    seated = sorted((seat for seat in seats if seat.is_in), key=_without_name)
    names = (seat.actor.name if seat.actor else sector_name(seat.sector) for seat in seated)
    return Counter(zip(names, (seat_role(seat.role) for seat in seated), strict=True))


@bp.get("/<uuid:id>/edit")
@allow(rules.keeps, on=Group)
def edit(group):
    return show(EDIT, group=group, kind=group.kind, form=_form(group.kind, group, formdata=None))


@bp.post("/<uuid:id>/edit")
@allow(rules.keeps, on=Group)
def save(group):
    form = _form(group.kind, group)
    read = form.saved_at.data
    if not form.validate():
        return show(EDIT, status=422, group=group, kind=group.kind, form=form)
    if read and not group.is_still(read):
        form.saved_at.data = group.version
        return show(CONFLICT, status=409, group=group, kind=group.kind, form=form)
    agreed = group.ground_rules
    group.edit(current_user, _areas(group, form), **form.facts())
    if group.ground_rules != agreed:
        people.ask_rules_again(group)
    here = url_for(".detail", id=group.id)
    return changed(None, to=here, saved=_("“%(name)s” is up to date.", name=group.name))


def _kind() -> str:
    asked = request.args.get("kind")
    return asked if asked in KINDS else "table"


def _form(kind: str, group: Group | None = None, **given) -> GroupForm:
    """Who does not serve the municipality chooses among the own areas, one at least."""
    areas, is_bound = area_names(), not serves(current_user)
    if is_bound:
        own = sight.areas_of(current_user) | set(group.area_ids if group else ())
        areas = {id: name for id, name in areas.items() if id in own}
    form = GroupForm(kind, group, areas, **given)
    form.must_have_area = is_bound and (group is None or bool(areas.keys() & set(group.area_ids)))
    return form


def _areas(group: Group, form: GroupForm) -> set:
    """What was chosen, and the areas that are not on offer any more."""
    offered = {id for id, _name in form.area_ids.offered}
    return set(form.area_ids.data) | set(group.area_ids) - offered
