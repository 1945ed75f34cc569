"""Who hears of the answers: whoever convened the work and still keeps it, and its secretaries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.accounts.people import inside
from tests.groups.seats import letters
from webapp.accounts import hosted
from webapp.accounts.models import Member
from webapp.actors.models import Representative
from webapp.core.formats import today
from webapp.groups import jobs
from webapp.groups.models import Group, Participant

JOIN = {"answer": "join"}


@pytest.fixture
def invited(app):
    """`invited(world, town, opener, area)`: the link of somebody asked to a new table."""

    def ask(world, town, opener, area=None, **seat):
        with inside(app, world, town) as session:
            by = session.get(Member, opener)
            areas = [world.area(area)] if area else []
            group = Group.open("table", by, areas, titles={"fi": "Kylätalo"})
            session.flush()
            who = {"name": "Laila Uusi", "email": "laila@example.org", "sector": "residents"}
            laila = Participant.add(group, by, **who)
            if seat:
                Participant.add(group, by, role="secretary", sector="third", **seat).join()
            session.flush()
            laila.invite(by)
            return f"/groups/answers/{laila.token}"

    return ask


@pytest.fixture
def worker(app, world, browser):
    """The membership of a host's worker at work in Rautalampi."""
    with inside(app, world, "rautalampi") as session:
        member = Member(account_id=world.account("host_worker"), host_id=world.tenant("mansikka"))
        member.call("Mansikan", "Hanketyöntekijä")
        session.add(member)
        session.flush()
        return member.id


def hearing(app, world, town="kuopio") -> list[str]:
    return [email for email, _params in letters(app, world, "table_joined", town)]


def test_the_village_association_that_convened_hears_while_it_acts(app, world, visitor, invited):
    link = invited(world, "kuopio", world.member("villager"), "karttula")
    visitor("kuopio").post(link, data=JOIN)
    assert hearing(app, world) == [world.email("villager")]


def test_who_no_longer_acts_for_the_area_hears_no_more(app, world, visitor, invited):
    link = invited(world, "kuopio", world.member("villager"), "karttula")
    with inside(app, world) as session:
        theirs = Representative.member_id == world.member("villager")
        for term in session.scalars(select(Representative).where(theirs)):
            term.end(None)
    visitor("kuopio").post(link, data=JOIN)
    assert hearing(app, world) == []


def test_a_member_who_has_left_hears_no_more(app, world, browser, visitor, invited):
    seat = {"name": "Kuopion Jäsen", "member_id": world.member("member")}
    seat["email"] = world.email("member")
    link = invited(world, "kuopio", world.member("officer"), **seat)
    for who in ("member", "officer"):
        browser("admin").post(f"/members/{world.member(who)}/removal")
    visitor("kuopio").post(link, data=JOIN)
    assert hearing(app, world) == []


def test_a_hosts_worker_hears_while_the_agreement_lasts(app, world, visitor, invited, worker):
    visitor("rautalampi").post(invited(world, "rautalampi", worker), data=JOIN)
    assert hearing(app, world, "rautalampi") == [world.email("host_worker")]


@pytest.mark.parametrize("how", ["ended", "run out"])
def test_a_hosts_worker_hears_no_more_when_the_agreement_is_over(
    app, world, browser, visitor, invited, worker, how
):
    seat = {"name": "Mansikan Sihteeri", "member_id": worker, "email": world.email("host_worker")}
    link = invited(world, "rautalampi", worker, **seat)
    if how == "ended":
        agreement = world.hosting("mansikka-rautalampi")
        browser("rautalampi_admin").post(f"/settings/hosting/{agreement}/ending")
    else:
        run_out()
    visitor("rautalampi").post(link, data=JOIN)
    assert hearing(app, world, "rautalampi") == []


@pytest.mark.parametrize("how", ["ended", "run out"])
def test_a_hosts_worker_leaves_the_table_with_the_agreement(
    app, world, browser, visitor, invited, worker, how
):
    seat = {"name": "Mansikan Sihteeri", "member_id": worker, "email": world.email("host_worker")}
    invited(world, "rautalampi", worker, **seat)
    link = f"/groups/answers/{link_of(app, world, 'Mansikan Sihteeri')}"
    with inside(app, world, "rautalampi"):
        jobs.see_off_hosts()
    assert visitor("rautalampi").get(link).status_code == 200
    if how == "ended":
        agreement = world.hosting("mansikka-rautalampi")
        browser("rautalampi_admin").post(f"/settings/hosting/{agreement}/ending")
    else:
        run_out()
        with inside(app, world, "rautalampi"):
            jobs.see_off_hosts()
    assert visitor("rautalampi").get(link).status_code == 410


def test_a_hosts_worker_who_was_asked_before_coming_leaves_with_the_agreement(
    app, world, browser, visitor, invited
):
    seat = {"name": "Mansikan Sihteeri", "email": world.email("host_worker")}
    invited(world, "rautalampi", world.member("rautalampi_admin"), **seat)
    with inside(app, world, "rautalampi"):
        hosted.arrive(world.account("host_worker"), world.tenant("rautalampi"))
    link = f"/groups/answers/{link_of(app, world, 'Mansikan Sihteeri')}"
    agreement = world.hosting("mansikka-rautalampi")
    browser("rautalampi_admin").post(f"/settings/hosting/{agreement}/ending")
    assert visitor("rautalampi").get(link).status_code == 410


def link_of(app, world, name) -> str:
    with inside(app, world, "rautalampi") as session:
        return session.scalars(select(Participant).where(Participant.name == name)).one().token


def run_out() -> None:
    from tenants.models import Hosting
    from tests import database

    yesterday = today() - timedelta(days=1)
    with database.engine().begin() as connection:
        connection.execute(update(Hosting).values(ends_on=yesterday))


def test_a_secretary_whose_term_is_over_hears_no_more(app, world, visitor, invited):
    term = {"starts_on": today() - timedelta(days=9), "ends_on": today() - timedelta(days=1)}
    seat = {"name": "Entinen Sihteeri", "email": "entinen@example.org"} | term
    link = invited(world, "kuopio", world.member("officer"), **seat)
    visitor("kuopio").post(link, data=JOIN)
    assert hearing(app, world) == [world.email("officer")]
