"""What happens to an invitation while it waits: other answers, other hands, and time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.owned import utcnow
from tests import database
from tests.accounts.people import (
    ACCEPT,
    LAILA,
    change,
    happened,
    inside,
    invitation_of,
    link_to,
)
from webapp.accounts.jobs import clear_away
from webapp.accounts.models import Invitation, Member
from webapp.core.formats import date_typed, today


@pytest.fixture
def name_to_act(browser, app, world, post):
    """Laila is asked to act for the village, too; the path of the link in that mail."""

    def name_to_act():
        data = {"email": LAILA["email"], "starts_on": date_typed(today()), "language": "fi"}
        browser("officer").post(
            f"/actors/{world.actor('karttula_village')}/representatives", data=data
        )
        return link_to("laila@example.org", app, post)

    return name_to_act


def test_a_role_given_meanwhile_stands(invite, name_to_act, browser, visitor, app, world):
    """Two links in one mailbox: what the administrator decided after the first answer counts."""
    link = invite(role="officer")
    visitor("kuopio").post(name_to_act(), data=ACCEPT)
    with inside(app, world) as session:
        id = session.scalars(select(Member.id).where(Member.first_name == "Laila")).one()
    tomorrow = date_typed(today() + timedelta(days=1))
    data = {"role": "officer", "starts_on": tomorrow}
    assert browser("admin").post(f"/members/{id}/roles", data=data).status_code == 303
    assert visitor("kuopio").post(link, data=ACCEPT).status_code == 303
    with inside(app, world) as session:
        (term,) = session.get(Member, id).appointments
        assert term.starts_on > today()


@pytest.mark.parametrize("act", ["withdrawal", "renewal"])
def test_who_is_just_answering_is_waited_for(invite, app, world, browser, visitor, act):
    """One outcome: what came second sees what came first."""
    link, here = invite(), f"/members/invitations/{invitation_of(app, world).id}"
    with ThreadPoolExecutor(1) as hand:
        with inside(app, world) as session:
            waiting = select(Invitation).where(Invitation.email == "laila@example.org")
            invitation = session.scalars(waiting.with_for_update()).one()
            pressed = hand.submit(browser("admin").post, f"{here}/{act}")
            database.until_somebody_waits()
            invitation.accept(world.account("varkaus_member"), "Laila", "Uusi")
        assert pressed.result().status_code == 303
    found = invitation_of(app, world)
    assert found.state == "accepted" and not found.revoked_at
    assert happened(app, world)[-1] == "invitation_accepted"
    assert visitor("kuopio").get(link).status_code == 410


def test_what_nobody_accepted_is_not_kept_for_ever(invite, visitor, app, world):
    """The page of the invitation says so."""
    visitor("kuopio").post(invite(), data=ACCEPT)
    long_ago = utcnow() - timedelta(days=31)
    with inside(app, world) as session:
        for email, ends_at in (("old", long_ago), ("new", utcnow() - timedelta(days=29))):
            invitation, _token = Invitation.issue(by=None, email=f"{email}@example.org")
            invitation.ends_at = ends_at
    change(app, world, ends_at=long_ago)
    with inside(app, world):
        clear_away()
    with inside(app, world) as session:
        left = set(session.scalars(select(Invitation.email)))
    assert {"laila@example.org", "new@example.org"} <= left and "old@example.org" not in left
