"""A host's people act in the municipalities that accepted it, and in no other."""

from __future__ import annotations

import re

import pytest

from tenants.context import acting_in, operating
from tenants.db import db
from tenants.models import Hosting
from tenants.owned import uuid7
from tests.accounts.people import link_to
from tests.accounts.ways import PLATFORM, follow
from tests.client import Browser


def enter(world, person: Browser, town: str):
    """From the platform, signed in, to the town's own host, as a browser follows."""
    person.site = world.site(town)
    follow(person, person.get("/sign-in"))
    person.site = world.site(town)


def end_agreement(app, world):
    with app.app_context(), acting_in(world.tenant("rautalampi")):
        db.session.get(Hosting, world.hosting("mansikka-rautalampi")).end()
        db.session.commit()


def at_work(world, visitor, key="host_worker"):
    person = visitor("platform")
    person.post(f"/demonstration/{key}")
    return person


def test_a_hosts_worker_works_where_the_agreement_is_accepted(world, visitor):
    person = at_work(world, visitor)
    enter(world, person, "rautalampi")
    assert person.get("/areas/new").status_code == 200


def test_a_proposed_agreement_opens_nothing(world, visitor):
    person = at_work(world, visitor)
    enter(world, person, "varkaus")
    assert person.get("/members").status_code == 303


def test_another_municipality_stays_closed(world, visitor):
    person = at_work(world, visitor)
    enter(world, person, "kuopio")
    assert person.get("/members").status_code == 303


def test_a_hosts_worker_does_not_administer(world, visitor):
    person = at_work(world, visitor)
    enter(world, person, "rautalampi")
    assert person.get("/settings").status_code == 403


def test_the_sight_ends_with_the_agreement(app, world, visitor):
    person = at_work(world, visitor)
    enter(world, person, "rautalampi")
    end_agreement(app, world)
    assert person.get("/members").status_code == 303


@pytest.fixture
def between_agreements(app, world, visitor, browser):
    """A worker of the host, and the administrator who ended its agreement."""
    person, admin = at_work(world, visitor), browser("rautalampi_admin")
    enter(world, person, "rautalampi")
    admin.post(f"/settings/hosting/{world.hosting('mansikka-rautalampi')}/ending")
    return person, admin


def agree_anew(app, world, admin):
    id = uuid7()
    with app.app_context(), operating(world.tenant("platform")):
        parties = {"host_id": world.tenant("mansikka")}
        parties["municipality_id"] = world.tenant("rautalampi")
        db.session.add(Hosting(id=id, **parties))
        db.session.commit()
        db.session.close()
    assert admin.post(f"/settings/hosting/{id}/acceptance").status_code == 303


def test_a_new_agreement_lets_the_same_people_in_again(app, world, between_agreements):
    person, admin = between_agreements
    agree_anew(app, world, admin)
    enter(world, person, "rautalampi")
    assert person.get("/areas/new").status_code == 200


def test_a_new_agreement_lets_nobody_in_who_was_removed(app, world, visitor, browser):
    person, admin = at_work(world, visitor), browser("rautalampi_admin")
    enter(world, person, "rautalampi")
    assert "Rautalammin" in person.get("/my-municipalities", base_url=PLATFORM).text
    page = admin.get("/members?role=host").text
    worker = re.search(r"/members/[0-9a-f-]{36}", page.partition("Hanketyöntekijä")[0][-400:])[0]
    admin.post(f"{worker}/removal")
    assert "Rautalammin" not in person.get("/my-municipalities", base_url=PLATFORM).text
    admin.post(f"/settings/hosting/{world.hosting('mansikka-rautalampi')}/ending")
    agree_anew(app, world, admin)
    enter(world, person, "rautalampi")
    assert person.get("/members").status_code == 303


def test_a_former_worker_can_be_invited_as_ones_own(app, world, between_agreements, visitor, post):
    _person, admin = between_agreements
    email = world.email("host_worker")
    admin.post("/members/invitations/new", data={"email": email, "language": "fi"})
    own = visitor("rautalampi")
    own.post(link_to(email, app, post), data={"answer": "accept", "first_name": "Mansikan"})
    assert own.get("/members").status_code == 200
    assert own.get("/areas/new").status_code == 403


def test_the_sight_ends_with_the_role_in_the_association(app, world, visitor, browser):
    person = at_work(world, visitor)
    enter(world, person, "rautalampi")
    browser("host_admin").post(f"/members/{world.member('host_worker')}/removal")
    assert person.get("/members").status_code == 303


def test_the_overview_shows_accepted_municipalities_only(browser):
    page = browser("host_worker").get("/overview").text
    assert "Rautalammin kunta" in page
    assert "Varkauden kaupunki" not in page


def test_the_overview_is_the_associations(browser):
    assert browser("officer").get("/overview").status_code == 404
