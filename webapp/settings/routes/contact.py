"""Who answers for the site, and in whose name its mails come."""

from __future__ import annotations

from flask import g, url_for
from flask_login import current_user

from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.pages import changed, show
from webapp.settings import bp
from webapp.settings.changes import change
from webapp.settings.forms import ContactForm


@bp.get("/settings/contact")
@allow(administers)
def contact():
    return show("settings/contact.html", form=ContactForm(obj=g.tenant))


@bp.post("/settings/contact")
@allow(administers)
def save_contact():
    form = ContactForm(obj=g.tenant)
    if not form.validate():
        return show("settings/contact.html", status=422, form=form)
    change(
        g.tenant,
        "contact_changed",
        current_user,
        contact_name=form.contact_name.data,
        contact_email=form.contact_email.data,
        contact_phone=form.contact_phone.data or "",
        sender_name=form.sender_name.data,
    )
    return changed(None, to=url_for(".index"), saved=_("Contact and sender were saved."))
