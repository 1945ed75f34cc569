"""For whom I act: chosen once, shown on every page, kept with everything I do."""

from __future__ import annotations

from flask import g, request, url_for
from flask_login import current_user
from sqlalchemy import Connection, event, select

from webapp.accounts.loading import known_session
from webapp.accounts.models import Appointment, Session
from webapp.accounts.queries import runs
from webapp.accounts.rules import belongs
from webapp.actors import bp, queries
from webapp.actors.forms import ActingForm
from webapp.actors.models import Actor, Representative
from webapp.core.access import allow
from webapp.core.extensions import htmx
from webapp.core.formats import today
from webapp.core.language import _
from webapp.core.pages import changed, show

PAGE = "actors/acting.html"


@bp.before_app_request
def know_for_whom() -> None:
    """Put the chosen actor before every page; who no longer represents it acts for oneself."""
    if request.endpoint is None or current_user.is_anonymous or not current_user.acting_for_id:
        return
    if request.method == "GET" and htmx.wants_part:
        return  # a part shows no banner, and reading is done for nobody
    g.acting_for = queries.acting_for(current_user)
    if g.acting_for is None:
        current_user.acting_for_id = None


@bp.app_template_global()
def my_actors() -> dict:
    """Id and name of the actors that the reader may act for."""
    return {} if current_user.is_anonymous else queries.actors_of(current_user)


@bp.get("/acting-for")
@allow(belongs)
def acting():
    form = _form(formdata=None)
    form.actor.data = current_user.acting_for_id
    return show(PAGE, form=form)


@bp.post("/acting-for")
@allow(belongs)
def choose():
    form = _form()
    if not form.validate():
        return show(PAGE, status=422, form=form)
    known_session().actor_id = form.actor.data
    name = queries.actors_of(current_user).get(form.actor.data)
    text = _("You act for %(actor)s.", actor=name) if name else _("You act for yourself.")
    return changed(None, to=url_for(".acting"), saved=text)


def _form(**given) -> ActingForm:
    form = ActingForm(**given)
    form.actor.choices = list(queries.actors_of(current_user).items())
    return form


_ONLY = (
    select(Representative.actor_id)
    .join(Representative.actor)
    .where(Actor.closed_at.is_(None), runs(Representative))
    .limit(2)
)
_ROLES = select(Appointment.id).where(runs(Appointment)).limit(1)


@event.listens_for(Session, "before_insert")
def act_for_the_only_one(_mapper, connection: Connection, session: Session) -> None:
    """Who signs in as the representative of one actor and has no other role acts for it."""

    def of_me(query, model):
        mine = query.where(
            model.tenant_id == session.tenant_id, model.member_id == session.member_id
        )
        return connection.scalars(mine, {"day": today()}).all()

    actors = of_me(_ONLY, Representative)
    if len(actors) == 1 and not of_me(_ROLES, Appointment):
        session.actor_id = session.actor_id or actors[0]
