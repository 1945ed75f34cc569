"""The coat of arms: uploaded, drawn small, served for ever under its digest."""

from __future__ import annotations

import hashlib

from flask import abort, g, make_response, url_for
from flask_login import current_user
from sqlalchemy import delete, select

from tenants.db import db
from webapp.accounts.rules import administers
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.settings import bp
from webapp.settings.changes import change
from webapp.settings.forms import ArmsForm, LookForm
from webapp.settings.models import CoatOfArms
from webapp.settings.preview import preview_of


@bp.get("/coat-of-arms/<digest>.png")
@allow(everyone)
def coat_of_arms(digest):
    if digest != g.tenant.coat_of_arms:
        abort(404)
    query = select(CoatOfArms.image).where(CoatOfArms.digest == digest)
    answer = make_response(db.session.scalar(query))
    answer.mimetype = "image/png"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@bp.post("/settings/coat-of-arms")
@allow(administers)
def save_arms():
    arms = ArmsForm()
    if not arms.validate():
        form, seen = LookForm(formdata=None, obj=g.tenant), preview_of(g.tenant.colour)
        return show("settings/look.html", status=422, form=form, arms=arms, preview=seen)
    digest = hashlib.sha256(arms.image).hexdigest()
    _replace(digest, CoatOfArms(digest=digest, image=arms.image))
    return changed(None, to=url_for(".look"), saved=_("The coat of arms was saved."))


@bp.post("/settings/coat-of-arms/removal")
@allow(administers)
def remove_arms():
    _replace("")
    return changed(None, to=url_for(".look"), saved=_("The coat of arms was removed."))


def _replace(digest: str, *new: CoatOfArms) -> None:
    db.session.execute(delete(CoatOfArms))
    db.session.add_all(new)
    change(g.tenant, "coat_of_arms_changed", current_user, coat_of_arms=digest)
