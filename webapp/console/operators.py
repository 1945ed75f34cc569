"""The first operator is invited from the machine itself."""

from __future__ import annotations

from uuid import UUID

import click
from flask import Flask
from sqlalchemy import select

from tenants.context import acting_in, in_lobby, operating
from tenants.db import db
from tenants.models import Tenant
from tenants.owned import uuid7
from webapp.accounts.mails import user_invitation
from webapp.accounts.models import Invitation


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
