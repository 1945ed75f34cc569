"""A host's people act in the municipalities that accepted it, and in no other."""

from __future__ import annotations

from tenants.context import acting_in
from tenants.db import db
from tenants.models import Hosting
from tests.accounts.ways import follow
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
