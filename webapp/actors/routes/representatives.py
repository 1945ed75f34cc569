"""Who acts for an actor: named, invited, ended."""

from __future__ import annotations

from flask import g, url_for
from flask_login import current_user

from tenants.db import db
from webapp.accounts.limits import invitations_of_person, invitations_to_address
from webapp.accounts.mails import user_invitation
from webapp.accounts.models import Account, Invitation
from webapp.actors import bp, mails, queries, rules
from webapp.actors.forms import RepresentativeForm
from webapp.actors.models import Actor, AlreadyRepresents, Representative
from webapp.core.access import allow, ask
from webapp.core.formats import today
from webapp.core.language import _
from webapp.core.pages import changed, show

DETAIL, PART = "actors/detail.html", "actors/_representatives.html"


def about(actor: Actor, form: RepresentativeForm | None = None) -> dict:
    """What the page of an actor shows this reader."""
    seen = ask(rules.sees_people, actor)
    form = form or RepresentativeForm(formdata=None, language=g.tenant.languages[0])
    return {
        "actor": actor,
        "places": queries.places_of(actor),
        "seen": seen,
        "names": ask(rules.names, actor),
        "terms": queries.representatives_of(actor) if seen else [],
        "form": form,
        "today": today(),
    }


@bp.post("/actors/<uuid:id>/representatives")
@allow(rules.names, on=Actor)
@invitations_of_person
@invitations_to_address
def name_representative(actor):
    form = RepresentativeForm()
    if not form.validate():
        return show(DETAIL, PART, 422, **about(actor, form))
    member = queries.member_with(form.email.data)
    try:
        text = _name(actor, member, form) if member else _invite(actor, form)
    except AlreadyRepresents:
        form.email.errors = [_("The person already represents this actor on some of these days.")]
        return show(DETAIL, PART, 422, **about(actor, form))
    return changed(PART, to=url_for(".detail", id=actor.id), saved=text, **about(actor))


def _name(actor, member, form) -> str:
    days = (form.starts_on.data, form.ends_on.data)
    term = Representative.name_for(actor, member, *days, by=current_user)
    account = db.session.get(Account, member.account_id)
    mails.representative_added(term, actor, member, account, current_user)
    db.session.flush()
    return _("%(name)s represents %(actor)s.", name=member.name, actor=actor.name)


def _invite(actor, form) -> str:
    words = ("email", "first_name", "family_name")
    facts = {word: form[word].data for word in words}
    facts |= {"acts_from": form.starts_on.data, "acts_until": form.ends_on.data}
    language = form.language.data or g.tenant.languages[0]
    invitation, _token = Invitation.issue(
        by=current_user, language=language, actor_id=actor.id, **facts
    )
    user_invitation(invitation, current_user, actor.name)
    return _("The invitation is on its way to %(email)s.", email=invitation.email)


@bp.post("/representatives/<uuid:id>/end")
@allow(rules.ends, on=Representative)
def end_representation(term):
    actor, name = term.actor, term.member.name
    term.end(by=current_user)
    db.session.flush()
    text = _("%(name)s no longer represents %(actor)s.", name=name, actor=actor.name)
    return changed(PART, to=url_for(".detail", id=actor.id), saved=text, **about(actor))
