"""Every mail's fate, and another try for one that failed."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_login import current_user

from webapp.accounts.rules import administers
from webapp.core.access import allow
from webapp.core.language import _
from webapp.core.mail.models import Letter
from webapp.core.pages import changed, show, told
from webapp.settings import bp, rules
from webapp.settings import letters as fates
from webapp.traits.audited import note


@bp.get("/settings/letters")
@allow(administers)
def letters():
    state, before = request.args.get("state"), request.args.get("before", type=UUID)
    rows, following = fates.page(state, before)
    return show(
        "settings/letters.html",
        "settings/_letters.html",
        rows=rows,
        following=following,
        state=state if state in fates.STATES else None,
        is_first=before is None,
        fates=fates,
    )


@bp.post("/settings/letters/<uuid:id>/resending")
@allow(rules.resend, on=Letter)
def resend(letter):
    if fates.can_be_resent(letter):
        letter.resend()
        note("letter_resent", letter, current_user, name=fates.kind_of(letter))
        told(_("The mail will be sent again in a moment."))
    return changed(None, to=url_for(".letters"))
