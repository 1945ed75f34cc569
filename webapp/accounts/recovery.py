"""A lost phone: whoever runs the machine makes sure who asks, then takes the app away."""

from __future__ import annotations

import sys

from flask import Flask

from tenants.context import acting_in
from webapp.accounts import ending, links, mails, places, second_factor
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
