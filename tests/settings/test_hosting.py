"""A host works in a municipality from its administrator's yes until its no."""

import pytest
from sqlalchemy import select

from tenants.models import Hosting
from tests.settings.reading import events, inside
from webapp.accounts.models import Appointment, Member, Session


def agreement(app, world, key, town):
    with inside(app, world, town) as session:
        found = session.get(Hosting, world.hosting(key))
        session.expunge_all()
    return found


def test_the_administrator_reads_what_the_agreement_allows(browser):
    page = browser("varkaus_admin").get("/settings/hosting").text
    assert "Kehittämisyhdistys Mansikka ry" in page and "Odottaa vastaustasi" in page
    for right in ("pöytiä ja verkostoja", "muistioita", "sähköpostiosoitteet", "kutsua"):
        assert right in page


def test_a_proposal_is_accepted(browser, app, world):
    address = f"/settings/hosting/{world.hosting('mansikka-varkaus')}/acceptance"
    assert browser("varkaus_admin").post(address).status_code == 303
    found = agreement(app, world, "mansikka-varkaus", "varkaus")
    assert found.accepted_at and found.accepted_by == world.member("varkaus_admin")
    assert events(app, world, "varkaus")[-1] == "hosting_accepted"


@pytest.mark.parametrize(
    ("who", "status"),
    [("varkaus_member", 403), ("host_admin", 403), ("host_worker", 403), ("admin", 404)],
)
def test_nobody_else_decides(browser, app, world, who, status):
    for act in ("acceptance", "ending"):
        address = f"/settings/hosting/{world.hosting('mansikka-varkaus')}/{act}"
        assert browser(who).post(address).status_code == status
    found = agreement(app, world, "mansikka-varkaus", "varkaus")
    assert not found.accepted_at and not found.ended_at


def test_ending_it_ends_sight_and_rights_at_once(browser, app, world):
    member_id = let_in(app, world)
    address = f"/settings/hosting/{world.hosting('mansikka-rautalampi')}/ending"
    assert browser("rautalampi_admin").post(address).status_code == 303
    with inside(app, world, "rautalampi") as session:
        assert session.get(Member, member_id).left_at
        assert not session.scalars(select(Session).where(Session.member_id == member_id)).all()
        terms = session.scalars(select(Appointment).where(Appointment.member_id == member_id))
        assert all(term.ended_at for term in terms)
    assert agreement(app, world, "mansikka-rautalampi", "rautalampi").ended_at


def test_an_agreement_that_ended_stays_ended(browser, app, world):
    admin, key = browser("rautalampi_admin"), "mansikka-rautalampi"
    admin.post(f"/settings/hosting/{world.hosting(key)}/ending")
    first = agreement(app, world, key, "rautalampi")
    for act in ("acceptance", "ending"):
        assert admin.post(f"/settings/hosting/{world.hosting(key)}/{act}").status_code == 303
    assert agreement(app, world, key, "rautalampi").ended_at == first.ended_at
    assert events(app, world, "rautalampi").count("hosting_ended") == 1


def let_in(app, world):
    """A worker of the host, at work in Rautalampi."""
    from datetime import date

    from webapp.accounts.loading import open_session

    with inside(app, world, "rautalampi") as session:
        member = Member(
            account_id=world.account("host_worker"),
            first_name="Mansikan",
            host_id=world.tenant("mansikka"),
        )
        session.add(member)
        session.flush()
        term = {"role": "officer", "starts_on": date(2026, 1, 1)}
        session.add(Appointment(member_id=member.id, **term))
        session.flush()
        open_session(member)
        return member.id
