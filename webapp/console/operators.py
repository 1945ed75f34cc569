"""Operators come and go by the machine itself: nobody on the platform stands above them."""

from __future__ import annotations

import sys
from uuid import UUID

import click
from flask import Flask
from sqlalchemy import select

from tenants.context import acting_in, in_lobby, operating
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import uuid7
from webapp.accounts.mails import user_invitation
from webapp.accounts.models import Account, Appointment, Invitation, Member
from webapp.accounts.models.appointment import LastAdministrator
from webapp.core.formats import today


def invite(app: Flask, email: str) -> None:
    """Make the platform's own row if there is none, and send the invitation."""
    with app.app_context(), acting_in(_known_platform() or found_platform()):
        invitation, _token = Invitation.issue(
            by=None, email=email.strip().lower(), role="operator", language="fi"
        )
        db.session.flush()
        user_invitation(invitation, by=None)
        db.session.commit()
        db.session.close()
    click.echo(f"An invitation is on its way to {email}.")


def dismiss(app: Flask, email: str) -> None:
    """The right to operate ends at once, in open browsers, too. Somebody must be left."""
    with app.app_context(), acting_in(_known_platform()):
        address = email.strip().lower()
        found = select(Appointment).join(Appointment.member).join(Member.account)
        terms = db.session.scalars(
            found.where(Account.email == address, Appointment.role == "operator")
        )
        held = [term for term in terms if not term.is_over(today())]
        if not (_withdraw(address) or held):
            sys.exit(f"{email} does not operate the platform.")
        try:
            for term in held:
                term.end(by=None)
        except LastAdministrator:
            sys.exit("Invite another operator first: somebody must be left.")
        db.session.commit()
        db.session.close()
    click.echo(f"{email} operates the platform no more.")


def _withdraw(address: str) -> list[Invitation]:
    """Or the right would come back by a link that still lies in the mailbox."""
    sent = select(Invitation).where(Invitation.email == address, Invitation.role == "operator")
    waiting = [invitation for invitation in db.session.scalars(sent) if invitation.is_open]
    for invitation in waiting:
        invitation.revoke(by=None)
    return waiting


def _known_platform() -> UUID | None:
    with in_lobby():
        found = db.session.scalar(select(Tenant.id).where(Tenant.kind == "platform"))
        db.session.commit()
        db.session.close()
    return found


def found_platform(id: UUID | None = None) -> UUID:
    """The row without which nobody can be an operator."""
    id = id or uuid7()
    with operating(id):
        names = {"fi": "Yhteispöytä", "sv": "Yhteispöytä", "en": "Yhteispöytä"}
        platform = Tenant(
            id=id,
            kind="platform",
            slug="www",
            names=names,
            short_names=names,
            language_status="fi_sv",
            initials="YP",
            colour="#1c5f78",
        )
        db.session.add(platform)
        db.session.commit()
        db.session.close()
    return id
