"""What only whoever runs the machine may do: rights that nobody else is left to give or take."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tests.accounts.people import happened, link_to
from webapp.accounts.models import Appointment, Member
from webapp.accounts.recovery import invite_administrator
from webapp.console.operators import dismiss, invite
from webapp.core.formats import today
from webapp.core.scopes import beside


def end_every_term(app, tenant, role):
    with app.app_context(), beside(acting_in(tenant)):
        for term in db.session.scalars(select(Appointment).where(Appointment.role == role)):
            term.ends_on = today().replace(year=2020)
            term.starts_on = term.ends_on


def test_a_site_that_nobody_administers_gets_an_administrator(app, world, visitor, post, capsys):
    """The first one never answered, or the last one's term is over."""
    end_every_term(app, world.tenant("kuopio"), "administrator")
    invite_administrator(app, "kuopio", " Paula@Example.org")
    assert capsys.readouterr().out.endswith("on its way to paula@example.org.\n")
    link = link_to("paula@example.org", app, post)
    page = visitor("kuopio").get(link).text
    assert "Pääkäyttäjä" in page
    answer = visitor("kuopio").post(link, data={"answer": "accept", "first_name": "Paula"})
    assert answer.status_code == 303 and answer.location == "/sign-in"
    assert happened(app, world)[-1] == "role_given"


@pytest.mark.parametrize(
    ("town", "email", "why"),
    [
        ("kuopio", "paula@example.org", "somebody administers"),
        ("nowhere", "paula@example.org", "no site"),
        ("", "paula@example.org", "no site"),
        ("kuopio", "paula", "no e-mail address"),
    ],
)
def test_nobody_gets_past_those_who_administer(app, world, town, email, why):
    with pytest.raises(SystemExit, match=why):
        invite_administrator(app, town, email)


def make_another_operator(app, world):
    with app.app_context(), beside(acting_in(world.tenant("platform"))):
        other = Member(account_id=world.account("member"), first_name="Toinen", appointments=[])
        db.session.add(other)
        other.appoint("operator", today())


def test_an_operator_who_leaves_is_out_at_once(app, world, browser):
    operator = browser("operator")
    make_another_operator(app, world)
    dismiss(app, world.email("operator").upper())
    assert operator.get("/console").status_code == 303
    assert happened(app, world, "platform")[-1] == "role_ended"
    with pytest.raises(SystemExit, match="does not operate"):
        dismiss(app, world.email("operator"))


def test_an_invitation_that_still_lies_in_a_mailbox_brings_no_right_back(app, world, visitor, post):
    invite(app, "paula@example.org")
    link = link_to("paula@example.org", app, post)
    dismiss(app, "Paula@example.org")
    assert visitor("platform").get(link).status_code == 410
    assert happened(app, world, "platform")[-1] == "invitation_revoked"


def test_the_last_operator_stays(app, world, browser):
    operator = browser("operator")
    with pytest.raises(SystemExit, match="another operator first"):
        dismiss(app, world.email("operator"))
    assert operator.get("/console").status_code == 200


def test_who_is_nobody_is_not_dismissed(app):
    with pytest.raises(SystemExit, match="does not operate"):
        dismiss(app, "nobody@example.org")
