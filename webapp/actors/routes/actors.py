"""Actors: the public list, each one's page, and keeping them."""

from __future__ import annotations

from flask import request, url_for
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from tenants.db import db
from webapp.accounts.queries import area_names
from webapp.accounts.routes.members import after
from webapp.accounts.rules import coordinates, serves
from webapp.actors import bp, queries, rules
from webapp.actors.forms import ActorFilter, ActorForm, ContactForm
from webapp.actors.models import Actor
from webapp.actors.routes.representatives import about
from webapp.core.access import allow, ask, everyone
from webapp.core.extensions import htmx
from webapp.core.language import _
from webapp.core.pages import changed, show

INDEX, LIST = "actors/index.html", "actors/_actors.html"
DETAIL, EDIT = "actors/detail.html", "actors/edit.html"


@bp.get("/actors")
@allow(everyone)
def index():
    wanted = ActorFilter(request.args)
    areas = {} if htmx.wants_part else area_names()
    wanted.validate()
    asked = {
        "name": "" if wanted.name.errors else wanted.name.data,
        "sector": None if wanted.sector.errors else wanted.sector.data,
        "area": after("area"),
        "closed": request.args.get("closed") == "1" and ask(rules.adds),
    }
    page = queries.actors(after=after(), **asked)
    return show(INDEX, LIST, found=page, areas=areas, sectors=wanted.sector.offered, **asked)


@bp.get("/actors/new")
@allow(rules.adds)
def new():
    return show(EDIT, actor=None, form=_form(ActorForm, formdata=None))


@bp.post("/actors/new")
@allow(rules.adds)
def add():
    form = _form(ActorForm)
    if not form.validate():
        return show(EDIT, status=422, actor=None, form=form)
    try:
        with db.session.begin_nested():
            facts = form.facts()
            actor = Actor.add(by=current_user, area_ids=form.area_ids.data, **facts)
    except IntegrityError:
        return _same_business_id(None, form)
    here = url_for(".detail", id=actor.id)
    return changed(None, to=here, saved=_("%(actor)s was added.", actor=form.name.data))


@bp.get("/actors/<uuid:id>")
@allow(everyone, on=Actor)
def detail(actor):
    return show(DETAIL, **about(actor))


@bp.get("/actors/<uuid:id>/edit")
@allow(rules.edits, on=Actor)
def edit(actor):
    return show(EDIT, actor=actor, form=_form_for(actor, formdata=None))


@bp.post("/actors/<uuid:id>/edit")
@allow(rules.edits, on=Actor)
def save(actor):
    form = _form_for(actor)
    if not form.validate():
        return show(EDIT, status=422, actor=actor, form=form)
    areas = {"area_ids": _areas(actor, form)} if rules.keeps(current_user, actor) else {}
    try:
        with db.session.begin_nested():
            actor.edit(by=current_user, **form.facts(), **areas)
    except IntegrityError:
        return _same_business_id(actor, form)
    here = url_for(".detail", id=actor.id)
    return changed(None, to=here, saved=_("%(actor)s is up to date.", actor=actor.name))


@bp.post("/actors/<uuid:id>/closing")
@allow(rules.keeps, on=Actor)
def close(actor):
    actor.close(by=current_user)
    text = _("%(actor)s is closed. Nobody acts for it any more.", actor=actor.name)
    return changed(None, to=url_for(".detail", id=actor.id), saved=text)


@bp.post("/actors/<uuid:id>/reopening")
@allow(rules.keeps, on=Actor)
def reopen(actor):
    actor.reopen(by=current_user)
    text = _("%(actor)s is open again.", actor=actor.name)
    return changed(None, to=url_for(".detail", id=actor.id), saved=text)


def _form_for(actor: Actor, **given):
    """The whole actor for who keeps it, the contact details for who represents it."""
    if not rules.keeps(current_user, actor):
        return ContactForm(obj=actor, **given)
    form = _form(ActorForm, obj=actor, **given)
    if not form.is_submitted():
        form.area_ids.data = [place.area_id for place in actor.places]
    return form


def _form(kind, **given):
    """A coordinator chooses among the own areas, one at least."""
    form = kind(**given)
    areas = area_names()
    if not serves(current_user):
        areas = {id: name for id, name in areas.items() if coordinates(current_user, id)}
        form.must_have_area = True
    form.area_ids.choices = list(areas.items())
    return form


def _areas(actor: Actor, form: ActorForm) -> set:
    """What was chosen, and the areas that this person has no say in."""
    offered = {id for id, _name in form.area_ids.offered}
    return set(form.area_ids.data) | {place.area_id for place in actor.places} - offered


def _same_business_id(actor: Actor | None, form: ActorForm):
    form.business_id.errors = [_("Another actor here has this business ID. Check the number.")]
    return show(EDIT, status=422, actor=actor, form=form)
