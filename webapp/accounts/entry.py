"""The way in: from proof to a session on the platform, and from there into a tenant."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from flask import current_app, g
from flask import session as form_session
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from tenants.context import as_person
from tenants.db import db
from tenants.owned import utcnow
from webapp.accounts import ending, hosted, tokens
from webapp.accounts.loading import GUARDED_ROLES, is_strong, known_session, may_work_here
from webapp.accounts.loading import open_session as open_here
from webapp.accounts.models import Credentials, Handover, Member, Session
from webapp.accounts.places import Place
from webapp.core.formats import today
from webapp.core.scopes import beside

HANDOVER_LASTS = timedelta(seconds=60)
NAMES = (Member.first_name, Member.family_name, Member.sort_name)


class Door(NamedTuple):
    """What awaits a person at a tenant: closed, open, or open to who gives a code."""

    is_open: bool = False
    is_guarded: bool = False
    is_exempt: bool = False
    has_app: bool = False


def door(account_id: UUID, place: Place) -> Door:
    with beside(as_person(account_id)):
        member = _member_of(account_id, place.id)
        if member is None:
            is_open = hosted.host_for(account_id, place.id) is not None
            return Door(is_open, has_app=_has_app())
        if not may_work_here(member):
            return Door()
        is_guarded = any(member.holds(role, today()) for role in GUARDED_ROLES)
        return Door(True, is_guarded, is_guarded and _is_exempt(), _has_app())


def needs_code(session: Session, here: Door) -> bool:
    """Administrators and operators give a code twice a day, and who chose an app at each sign-in.

    People of the demonstration are spared it.
    """
    if not here.is_guarded:
        return here.has_app and session.strong_at is None
    if is_strong(session.strong_at):
        return False
    if here.is_exempt:
        session.strong_at = utcnow()
    return not here.is_exempt


def sign_in(account_id: UUID) -> str:
    """A new session on the platform in place of the browser's old one; its cookie's value."""
    _end_old()
    with beside(as_person(account_id)):
        is_exempt = _is_exempt()
    return open_here(_platform_member(account_id), strong=is_exempt)


def strengthen(session: Session) -> str:
    """A code was given: the session counts as strong, under a new token."""
    token = tokens.fresh()
    session.token_hash, session.strong_at = tokens.hashed(token), utcnow()
    return token


def hand_over(session: Session, place: Place, state: bytes) -> str:
    """The one-time code that opens the tenant's own session, in the browser of `state` only."""
    code = tokens.fresh()
    with beside(as_person(session.account_id)):
        db.session.add(
            Handover(
                tenant_id=place.id,
                account_id=session.account_id,
                parent_id=session.id,
                token_hash=tokens.hashed(code),
                state_hash=state,
                ends_at=utcnow() + HANDOVER_LASTS,
            )
        )
    return code


def receive(code: str, state: bytes) -> str | None:
    """Take the code, once, and open the session of this tenant; its cookie's value."""
    taken = db.session.execute(
        update(Handover)
        .where(
            Handover.token_hash == tokens.hashed(code),
            Handover.state_hash == state,
            Handover.used_at.is_(None),
            Handover.ends_at > utcnow(),
        )
        .values(used_at=utcnow())
        .returning(Handover.account_id, Handover.parent_id)
    ).one_or_none()
    if taken is None or (parent := _parent(*taken)) is None:
        return None
    here = g.tenant.id
    member = _member_of(taken.account_id, here) or hosted.arrive(taken.account_id, here)
    if member is None or not may_work_here(member):
        return None
    _end_old()
    return open_here(member, taken.parent_id, parent.strong_at, parent.ends_at)


def _end_old() -> None:
    """Nothing that this browser knew before it signed in lets anybody in afterwards."""
    if old := known_session():
        ending.end(old.account_id, old.id)
    form_session.clear()


def _parent(account_id, parent_id):
    with beside(as_person(account_id)):
        return db.session.execute(
            select(Session.strong_at, Session.ends_at).where(
                Session.id == parent_id, Session.ends_at > utcnow()
            )
        ).one_or_none()


def _is_exempt() -> bool:
    """Only where there is a demonstration: its people may stand in any database."""
    if not current_app.config["DEMONSTRATION"]:
        return False
    return bool(db.session.scalar(select(Credentials.is_exempt)))


def _has_app() -> bool:
    return db.session.scalar(select(Credentials.totp_confirmed_at)) is not None


def _member_of(account_id, tenant_id) -> Member | None:
    return db.session.scalar(
        select(Member).where(Member.account_id == account_id, Member.tenant_id == tenant_id)
    )


def _platform_member(account_id) -> Member:
    """Everybody who signs in is at home on the platform, without any right there."""
    if member := _member_of(account_id, g.tenant.id):
        member.come_back()  # left the operator's desk: the rights ended then, the person did not
        return member
    with beside(as_person(account_id)):
        name = db.session.execute(select(*NAMES).order_by(Member.created_at)).first()
    row = {"tenant_id": g.tenant.id, "account_id": account_id, **(name._mapping if name else {})}
    # Two first sign-ins at once are one member.
    db.session.execute(insert(Member).values(row).on_conflict_do_nothing())
    return _member_of(account_id, g.tenant.id)
