"""Many people at once: the list is shown as it would be taken, and taken by a second press."""

from __future__ import annotations

from flask import current_app, g, request, url_for
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select

from tenants.db import db
from webapp.accounts.rules import serves
from webapp.actors.models import Actor
from webapp.core.access import allow, ask
from webapp.core.formats import sort_text
from webapp.core.language import _, ngettext
from webapp.core.pages import changed, show
from webapp.groups import bp, people, rules
from webapp.groups.forms.imports import ImportForm
from webapp.groups.imports import Preview, Town, look_through, read
from webapp.groups.models import Group, Participant
from webapp.groups.spreadsheets import MOST_BYTES, Unreadable

PAGE, PREVIEW = "groups/people/import.html", "groups/people/preview.html"
A_DAY = 24 * 3600
LONGEST = 400_000  # of what the page carries to the second press
FACTS = ("name", "email", "phone", "sector", "role", "seat", "benefit", "language")


@bp.get("/<uuid:id>/import")
@allow(rules.keeps, on=Group)
def imports(group):
    return show(PAGE, group=group, form=ImportForm(formdata=None))


@bp.post("/<uuid:id>/import")
@allow(rules.keeps, on=Group)
def preview_import(group):
    """Nothing is written yet."""
    form = ImportForm()
    if not form.validate():
        return show(PAGE, status=422, group=group, form=form)
    town = _town(group, form.sector.data)
    try:
        preview = read(form.file.data.read(MOST_BYTES + 1), town)
        return _shown(group, preview)
    except Unreadable as error:
        form.file.errors = [str(error)]
        return show(PAGE, status=422, group=group, form=form)


@bp.post("/<uuid:id>/import/people")
@allow(rules.keeps, on=Group)
def add_imported(group):
    """Exactly those who were shown; whoever came in meanwhile is named once more."""
    try:
        rows = _sealing(group).loads(request.form.get("rows", ""), max_age=A_DAY)
    except BadData:
        form = ImportForm(formdata=None)
        form.file.errors = [_("The list is not at hand any more. Choose the file again.")]
        return show(PAGE, status=422, group=group, form=form)
    people.hold(group)
    town = _town(group)
    preview = look_through(iter(rows), town)
    if preview.problems:
        return _shown(group, preview, status=422)
    _add(group, preview, town)
    text = ngettext(
        "%(num)s participant was added.", "%(num)s participants were added.", len(preview.rows)
    )
    return changed(None, to=url_for(".people", id=group.id), saved=text)


def _add(group: Group, preview: Preview, town: Town) -> None:
    sectors = {sort_text(row["actor"]): row["sector"] for row in reversed(preview.rows)}
    ids = {key: id for key, (id, _sector) in town.actors.items()}
    for name in preview.new_actors:
        facts = {"name": name, "kind": "organisation", "sector": sectors[sort_text(name)]}
        ids[sort_text(name)] = Actor.add(current_user, **facts).id
    people.make_room(group, (row["email"] for row in preview.rows))
    db.session.flush()
    members = people.members_with(row["email"] for row in preview.rows)
    for row in preview.rows:
        facts = {word: row[word] for word in FACTS}
        actor = ids.get(sort_text(row["actor"])) if row["actor"] else None
        known = {"actor_id": actor, "member_id": members.get(row["email"])}
        Participant.add(group, current_user, **facts, **known)


def _shown(group: Group, preview: Preview, status: int = 200):
    """The rows go with the page, sealed: the second press takes what was shown, or nothing."""
    sealed = _sealing(group).dumps(preview.rows)
    if len(sealed) > LONGEST:
        raise Unreadable(_("The list holds too much text. Divide it."))
    return show(PREVIEW, status=status, group=group, preview=preview, sealed=sealed)


def _sealing(group: Group) -> URLSafeTimedSerializer:
    """For this group and this reader only, as long as the reader may do the same."""
    salt = f"participants {group.id} {current_user.id} {serves(current_user)}"
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=salt)


def _town(group: Group, sector: str | None = None) -> Town:
    columns = (Actor.id, Actor.name, Actor.sector)
    open_ones = db.session.execute(select(*columns).where(Actor.closed_at.is_(None)))
    actors = {sort_text(row.name): (row.id, row.sector) for row in open_ones}
    language = g.tenant.languages[0]
    may = (serves(current_user), ask(rules.names, group))
    return Town(people.known_at(group), actors, *may, sector, language)
