"""Each has a link of their own: it names them in the log, and dies when they carry nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.context import operating
from tenants.db import db
from tenants.models import Hosting
from tenants.owned import utcnow
from tests.accounts.people import inside
from tests.actions.conftest import ADDRESS
from tests.actions.links import change_seat, give_to, links_to, seat_at
from tests.actions.test_mails import SECRETARY
from webapp.accounts.models import Member
from webapp.actors.models import Actor, Representative
from webapp.core.formats import today
from webapp.groups.models import Group
from webapp.traits.audited import Event

SECOND = "toinen@example.org"
DONE = {"answer": "done"}


@pytest.fixture
def links(app, world):
    return lambda: links_to(app, world)


@pytest.fixture
def last(app, world):
    """Who did what was written into the log last: account, name without one, actor."""

    def read(what):
        wanted = select(Event.member_id, Event.details["by"].astext, Event.actor_id)
        wanted = wanted.where(Event.what == what).order_by(Event.id.desc()).limit(1)
        with inside(app, world) as session:
            return tuple(session.execute(wanted).one())

    return read


@pytest.fixture
def of_village(app, world):
    """The action is the village association's, for whom two sit at the table."""
    seat_at(app, world, SECOND, "karttula_village")
    give_to(app, world, actor_id=world.actor("karttula_village"))


def test_everybody_of_an_actor_has_a_link_of_their_own(of_village, links, visitor):
    found = links()
    assert set(found) == {SECRETARY, SECOND}
    assert len(set(found.values())) == 2
    for link in found.values():
        assert visitor("kuopio").get(link).status_code == 200


def test_who_has_no_account_is_named_in_the_log(links, visitor, browser, last):
    visitor("kuopio").post(links()[ADDRESS], data=DONE)
    assert last("action_done") == (None, "Savon Autoilija", None)
    assert "Savon Autoilija" in browser("admin").get("/audit").text


def test_who_has_one_is_known_as_its_member_and_for_whom(of_village, links, visitor, world, last):
    visitor("kuopio").post(links()[SECRETARY], data=DONE)
    who = (world.member("villager"), None, world.actor("karttula_village"))
    assert last("action_done") == who


def test_the_page_says_as_whom_one_answers(links, visitor):
    assert "Vastaat nimellä Savon Autoilija." in visitor("kuopio").get(links()[ADDRESS]).text


def test_who_has_left_has_a_dead_link_and_the_others_theirs(of_village, app, world, links, visitor):
    before = links()
    change_seat(app, world, SECOND, lambda seat: seat.leave(None))
    assert visitor("kuopio").get(before[SECOND]).status_code == 404
    assert visitor("kuopio").post(before[SECOND], data=DONE).status_code == 404
    assert visitor("kuopio").get(before[SECRETARY]).status_code == 200


def test_who_sits_for_another_actor_now_answers_no_more(of_village, app, world, links, visitor):
    before = links()
    other = world.actor("karttula_parish")
    change_seat(app, world, SECOND, lambda seat: seat.edit(None, actor_id=other))
    assert visitor("kuopio").get(before[SECOND]).status_code == 404


def test_with_another_address_the_old_link_is_dead(app, world, links, visitor):
    before = links()[ADDRESS]
    change_seat(app, world, ADDRESS, lambda seat: seat.edit(None, email="uusi@example.org"))
    assert visitor("kuopio").get(before).status_code == 404
    assert visitor("kuopio").get(links()["uusi@example.org"]).status_code == 200


def test_who_represents_an_actor_no_more_answers_no_more(app, world, links, visitor):
    change_seat(app, world, SECRETARY, lambda seat: seat.edit(None, actor_id=None, role="member"))
    give_to(app, world, actor_id=world.actor("karttula_village"))
    link = links()[world.email("villager")]
    assert visitor("kuopio").get(link).status_code == 200
    with inside(app, world) as session:
        for term in session.query(Representative):
            term.ended_at = utcnow() - timedelta(days=1)
    assert visitor("kuopio").get(link).status_code == 404


def test_the_address_of_an_actor_that_was_closed_answers_no_more(app, world, links, visitor):
    with inside(app, world) as session:
        parish = session.get(Actor, world.actor("karttula_parish"))
        parish.email = "srk@example.org"
        for term in session.query(Representative).filter_by(actor_id=parish.id):
            session.delete(term)
    give_to(app, world, actor_id=world.actor("karttula_parish"))
    link = links()["srk@example.org"]
    assert visitor("kuopio").get(link).status_code == 200
    with inside(app, world) as session:
        session.get(Actor, world.actor("karttula_parish")).closed_at = utcnow()
    assert visitor("kuopio").get(link).status_code == 404


def test_a_link_opens_no_other_action_and_no_other_town(links, visitor, world):
    link = links()[ADDRESS]
    other = link.replace(str(world.action("karttula")), str(world.action("kangaslampi")))
    assert visitor("kuopio").get(other).status_code == 404
    assert visitor("varkaus").get(other).status_code == 404
    assert visitor("varkaus").get(link).status_code == 404


def test_the_secretary_answers_by_a_link_of_their_own_while_they_write_the_memos(
    app, world, links, visitor, last
):
    link = links()[SECRETARY]
    reason = {"answer": "dropped", "reason": "Rahaa ei saatu, kunta jatkaa."}
    assert visitor("kuopio").post(link, data=reason).status_code == 303
    assert last("action_dropped")[0] == world.member("villager")
    change_seat(app, world, SECRETARY, lambda seat: seat.edit(None, role="member"))
    assert visitor("kuopio").get(link).status_code == 404


def test_where_nobody_writes_memos_those_who_lead_hear_of_what_is_late(
    app, world, due, remind, subjects
):
    change_seat(app, world, SECRETARY, lambda seat: seat.edit(None, role="preparer"))
    due(-3)
    remind()
    assert len(subjects(SECRETARY)) == 1


def test_an_ended_table_stays_responsible_for_what_it_agreed_on(
    app, world, due, remind, links, visitor, browser, action, subjects
):
    """Its evaluation tells what goes on, and who answers for it."""
    with inside(app, world) as session:
        session.get(Group, world.group("karttula")).end(None)
    due(3)
    remind()
    assert len(subjects()) == 1
    done = DONE | {"note": "Kyydit kulkevat."}
    assert visitor("kuopio").post(links()[ADDRESS], data=done).status_code == 303
    assert "Kyydit kulkevat." in browser("villager").get(action).text


def test_who_sits_for_the_actor_says_it_signed_in_too(of_village, app, world, browser, action):
    change_seat(app, world, SECRETARY, lambda seat: seat.edit(None, role="member"))
    with inside(app, world) as session:
        for term in session.query(Representative):
            session.delete(term)
        session.get(Group, world.group("karttula")).opened_by_id = None
    villager = browser("villager")
    assert villager.post(f"{action}/completion", data={}).status_code == 303
    assert villager.post(f"{action}/edit", data={}).status_code == 403


def test_what_a_participant_takes_upon_them_is_their_actors_too(app, world, visitor):
    seat_at(app, world, SECOND, "karttula_parish")
    change_seat(app, world, SECOND, lambda seat: give_to(app, world, participant_id=seat.id))
    page = visitor("kuopio").get(f"/actions/of-actor/{world.actor('karttula_parish')}").text
    assert "Sovitaan kyydit" in page and SECOND not in page


def agreement(app, world, **times) -> None:
    """Of the host with Kuopio, proposed or changed by the operator."""
    parties = {"host_id": world.tenant("mansikka"), "municipality_id": world.tenant("kuopio")}
    with app.app_context(), operating(world.tenant("platform")):
        kept = db.session.scalar(select(Hosting).filter_by(**parties)) or Hosting(**parties)
        for word, value in times.items():
            setattr(kept, word, value)
        db.session.add(kept)
        db.session.commit()
        db.session.close()


def test_who_represents_an_actor_for_a_host_answers_as_long_as_the_agreement_lasts(
    app, world, links, visitor
):
    agreement(app, world, accepted_at=utcnow())
    village, email = world.actor("juankoski_village"), world.email("host_worker")
    with inside(app, world) as session:
        member = Member(account_id=world.account("host_worker"), host_id=world.tenant("mansikka"))
        member.call("Mansikan", "Hanketyöntekijä")
        session.add(member)
        session.flush()
        Representative.name_for(session.get(Actor, village), member, today())
    give_to(app, world, actor_id=village)
    link = links()[email]
    assert visitor("kuopio").get(link).status_code == 200
    agreement(app, world, ended_at=utcnow())
    assert visitor("kuopio").get(link).status_code == 404
    assert email not in links()
