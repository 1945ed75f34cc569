"""Who is asking: the cookie of this host leads to a session, its member and the account."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from flask import Response, after_this_request, g, has_request_context, request
from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.orm import contains_eager, joinedload

from tenants.db import db
from tenants.models import Tenant
from tenants.owned import utcnow
from webapp.accounts import hosted, tokens
from webapp.accounts.devices import device
from webapp.accounts.models import Member, Session
from webapp.core.formats import today
from webapp.core.requests import read_tenant

COOKIE = "__Host-session"
LASTS = timedelta(days=30)
IDLE = timedelta(days=14)
# An administrator's or operator's session is as old as its code of the second factor, at most.
STRONG_LASTS = timedelta(hours=12)
GUARDED_ROLES = ("administrator", "operator")
SEEN_EVERY = timedelta(minutes=5)


# Built once: it is asked for every page.
_ENTRY = (
    select(Tenant, Session)
    .outerjoin(
        Session,
        and_(
            Session.tenant_id == Tenant.id,
            Session.token_hash == bindparam("hash"),
            Session.ends_at > bindparam("now"),
            Session.seen_at > bindparam("idle_since"),
        ),
    )
    .outerjoin(Session.member)
    .outerjoin(Member.account)
    .where(Tenant.id == bindparam("here"))
    .options(
        contains_eager(Session.member).options(
            contains_eager(Member.account), joinedload(Member.appointments)
        )
    )
)


def read_entry(here: UUID) -> Tenant:
    """The tenant, and in the same statement the session of the browser, if it has one here."""
    g.found_session = None
    if not (token := request.cookies.get(COOKIE)):
        return read_tenant(here)
    now = utcnow()
    values = {"here": here, "hash": tokens.hashed(token), "now": now, "idle_since": now - IDLE}
    tenant, g.found_session = db.session.execute(_ENTRY, values).unique().one()
    return tenant


def load_member(_request) -> Member | None:
    """The signed-in member of this tenant, or nobody."""
    if "tenant" not in g:
        return None
    session = known_session()
    if session is None or not is_strong_enough(session):
        return None
    return session.member


def known_session() -> Session | None:
    """Whose browser it is; where a code of the second factor lacks, nobody is signed in yet."""
    if "session" not in g:
        g.session = _let_in(g.pop("found_session", None))
    return g.session


def is_strong_enough(session: Session) -> bool:
    guarded = any(session.member.holds(role, today()) for role in GUARDED_ROLES)
    return not guarded or is_strong(session.strong_at)


def is_strong(strong_at: datetime | None) -> bool:
    return strong_at is not None and strong_at > utcnow() - STRONG_LASTS


def open_session(
    member: Member,
    parent: UUID | None = None,
    strong: bool | datetime = False,
    ends_at: datetime | None = None,
) -> str:
    """Sign the member in to the tenant of the scope; the answer is the cookie's value.

    `strong`: a code of the second factor was given (then), or the person needs none.
    """
    token, now = tokens.fresh(), utcnow()
    strong_at = now if strong is True else (strong or None)
    db.session.add(
        Session(
            account_id=member.account_id,
            member_id=member.id,
            parent_id=parent,
            token_hash=tokens.hashed(token),
            device=device(request.user_agent.string) if has_request_context() else "",
            strong_at=strong_at,
            seen_at=now,
            ends_at=ends_at or now + LASTS,
        )
    )
    return token


def give(response: Response, token: str) -> Response:
    """The cookie, for this very host and for as long as a session may last."""
    response.set_cookie(
        COOKIE, token, max_age=LASTS, secure=True, httponly=True, samesite="Lax", path="/"
    )
    return response


def take(response: Response) -> Response:
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    return response


def _let_in(session: Session | None) -> Session | None:
    if session is None or not may_work_here(session.member):
        return None
    _note_seen(session)
    member = session.member
    member.acting_for_id, member.language = session.actor_id, member.account.language
    return session


def may_work_here(member: Member) -> bool:
    """Has not left; and whoever works for a host does so by an agreement in force."""
    if member.left_at is not None:
        return False
    if member.host_id is None:
        return True
    return hosted.host_for(member.account_id, member.tenant_id) == member.host_id


def _note_seen(session: Session) -> None:
    """At the end of the request, so that the row is not locked while its owner may end it."""
    now = utcnow()
    if session.seen_at > now - SEEN_EVERY:
        return
    # Not through the row: it may have been ended meanwhile, and then nothing is to be noted.
    note = (
        update(Session)
        .where(Session.id == session.id)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )

    @after_this_request
    def write_down(response):
        if response.status_code < 400:
            db.session.execute(note)
        return response
