from __future__ import annotations

from flask import abort, g, url_for
from flask_login import current_user
from sqlalchemy import select

from tenants.db import db
from webapp.core.access import allow, everyone
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.notices import bp, rules
from webapp.notices.forms import NoticeForm
from webapp.notices.models import Notice

KINDS = ("accessibility", "privacy", "cookies")


@bp.get("/accessibility")
@allow(everyone, at="any")
def accessibility():
    return _notice("accessibility")


@bp.get("/privacy")
@allow(everyone, at="any")
def privacy():
    return _notice("privacy")


@bp.get("/cookies")
@allow(everyone, at="any")
def cookies():
    return _notice("cookies")


def _notice(kind: str):
    return show(f"notices/{kind}.html", notice=_own(kind), kind=kind)


@bp.get("/notices/<kind>/edit")
@allow(rules.edit, at="any")
def edit(kind: str):
    notice = _own(kind)
    form = NoticeForm(obj=notice)
    return show("notices/edit.html", form=form, kind=kind)


@bp.post("/notices/<kind>/edit")
@allow(rules.edit, at="any")
def save(kind: str):
    notice = _own(kind)
    form = NoticeForm(obj=notice)  # texts in a language that is no longer asked stay
    if not form.validate():
        return show("notices/edit.html", None, 422, form=form, kind=kind)
    db.session.add(notice)
    notice.rewrite(form.text.data, form.reviewed_on.data, by=current_user)
    return changed(None, to=url_for(f"notices.{kind}"), saved=_("The text has been saved."))


def _own(kind: str) -> Notice:
    """The tenant's own text, or an empty one in its place."""
    if kind not in KINDS:
        abort(404)
    found = db.session.scalar(select(Notice).where(Notice.kind == kind))
    return found or Notice(kind=kind, text={}, html={}, tenant_id=g.tenant.id)
