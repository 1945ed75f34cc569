"""What whoever runs the machine mends, having made sure who asks."""

from __future__ import annotations

import sys

import click
from email_validator import EmailNotValidError
from flask import Flask
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from webapp.accounts import ending, links, mails, places, second_factor
from webapp.accounts.models import Appointment, Invitation
from webapp.core.formats import today
from webapp.core.forms.read import address_of
from webapp.core.scopes import beside


def take_app_away(app: Flask, email: str) -> None:
    """The person signs in anew everywhere, takes another app into use, and hears of it by mail."""
    with app.app_context():
        if (person := links.person_with(email.strip().lower())) is None:
            sys.exit(f"Nobody signs in with {email}.")
        second_factor.remove(person.id)
        ending.end_all(person.id)
        with beside(acting_in(places.place_called("").id)):
            mails.credentials_changed(person, "app_removed")


def invite_administrator(app: Flask, town: str, email: str) -> None:
    """For a site whose first administrator never came, or whose last one's term is over."""
    with app.app_context():
        place = places.place_called(town)
        if place is None or place.is_platform:
            sys.exit(f"There is no site called {town}.")
        try:
            address = address_of(email.strip())
        except EmailNotValidError:
            sys.exit(f"{email} is no e-mail address.")
        with beside(acting_in(place.id)):
            if _is_administered():
                sys.exit(f"In {town} somebody administers already, and can give the role.")
            facts = {"email": address, "role": "administrator", "language": place.languages[0]}
            invitation, _token = Invitation.issue(by=None, **facts)
            db.session.flush()
            mails.user_invitation(invitation, by=None)
    click.echo(f"An invitation is on its way to {address}.")


def _is_administered() -> bool:
    terms = db.session.scalars(select(Appointment).where(Appointment.role == "administrator"))
    return any(term.is_on(today()) and term.member.is_active for term in terms)
