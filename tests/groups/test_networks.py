"""A network is open to all: in by one press, out as easily, with an account or from the mail."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from tenants.context import acting_in
from tenants.db import db
from tenants.owned import utcnow
from tests.accounts import people
from tests.mailbox import newest_to, text_of
from webapp.groups import jobs
from webapp.groups.models import Group, Participant

NETWORK = {
    "titles-fi": "Karttulan verkosto",
    "goals-fi": "Kylien palvelut paranevat.",
    "field": "area",
    "audience": "public",
    "memo_audience": "members",
}
NEWCOMER = {"name": "Uusi Tulija", "email": "uusi@example.org"}
LINK = re.compile(r"/groups/memberships/\S+")


@pytest.fixture
def network(browser):
    return browser("officer").post("/groups/new?kind=network", data=NETWORK).location


@pytest.fixture
def inside(app, world):
    """`inside(question)`: its answer, asked in Kuopio."""

    def ask(question):
        with app.app_context(), acting_in(world.tenant("kuopio")):
            try:
                return question()
            finally:
                db.session.commit()
                db.session.close()

    return ask


@pytest.fixture
def seats(inside):
    """`seats(email)`: how many sit somewhere by that address, and have not left."""

    def count(email):
        found = select(func.count()).select_from(Participant).where(Participant.email == email)
        return inside(lambda: db.session.scalar(found))

    return count


def asked_in(visitor, work, post, network, **changes):
    """The link in the mail that somebody gets who asks to be let in."""
    here = visitor("kuopio")
    assert here.post(f"{network}/newcomers", data=NEWCOMER | changes).status_code == 200
    work()
    return LINK.search(text_of(newest_to(NEWCOMER["email"], post)))[0]


def test_the_welcome_says_how_to_leave(browser, network, world, work, post):
    browser("member").post(f"{network}/join")
    work()
    mail = newest_to(world.email("member"), post)
    assert mail["Subject"] == "Tervetuloa verkostoon: Karttulan verkosto"
    path = LINK.search(text_of(mail))[0]
    assert browser("member").post(f"{path}/ending").status_code == 303
    assert browser("member").get(path).status_code == 404


def test_who_left_may_come_again(browser, network, visitor):
    member = browser("member")
    for word in ("join", "leave", "join"):
        assert member.post(f"{network}/{word}").status_code == 303
    assert "1 osallistuja" in visitor("kuopio").get(network).text


def test_a_visitor_joins_from_the_mail(visitor, network, work, post):
    path = asked_in(visitor, work, post, network)
    here = visitor("kuopio")
    assert "Liity verkostoon" in here.get(path).text
    assert "Olet mukana" in here.post(path, follow_redirects=True).text
    assert "1 osallistuja" in here.get(network).text


def test_the_mail_to_an_unknown_address_holds_nothing_that_was_typed(visitor, network, work, post):
    asked_in(visitor, work, post, network, name="Osta nyt https://example.com")
    mail = newest_to(NEWCOMER["email"], post)
    assert "example.com" not in mail.as_string()


def test_who_has_not_confirmed_is_not_counted(visitor, network, work, post):
    asked_in(visitor, work, post, network)
    assert "1 osallistuja" not in visitor("kuopio").get(network).text


def test_a_visitor_leaves_by_the_same_link(visitor, network, work, post):
    path, here = asked_in(visitor, work, post, network), visitor("kuopio")
    here.post(path)
    assert here.post(f"{path}/ending").status_code == 303
    assert [here.get(path).status_code, here.post(path).status_code] == [404, 404]


def test_the_answer_does_not_tell_who_takes_part(visitor, network, work, post, seats):
    here = visitor("kuopio")
    here.post(asked_in(visitor, work, post, network), follow_redirects=True)
    again = here.post(f"{network}/newcomers", data=NEWCOMER)
    first = here.post(f"{network}/newcomers", data=NEWCOMER | {"email": "toinen@example.org"})
    said = [answer.text.partition("<main")[2].partition("</main>")[0] for answer in (again, first)]
    assert said[0].replace("uusi@", "toinen@") == said[1] != ""
    assert seats(NEWCOMER["email"]) == 1


def test_an_address_that_nobody_confirms_is_forgotten(visitor, network, work, post, seats, inside):
    asked_in(visitor, work, post, network)
    inside(jobs.forget_newcomers)
    assert seats(NEWCOMER["email"]) == 1
    long_ago = update(Participant).values(asked_at=utcnow() - timedelta(days=8))
    inside(lambda: db.session.execute(long_ago.where(Participant.email == NEWCOMER["email"])))
    inside(jobs.forget_newcomers)
    assert seats(NEWCOMER["email"]) == 0


def test_who_asks_again_has_as_much_time_and_the_name_typed_last(
    visitor, work, post, network, seats, inside
):
    def of_newcomer(statement):
        return inside(lambda: db.session.execute(statement.where(theirs)))

    theirs = Participant.email == NEWCOMER["email"]
    asked_in(visitor, work, post, network, name="Usi Tulija")
    of_newcomer(update(Participant).values(asked_at=utcnow() - timedelta(days=8)))
    path = asked_in(visitor, work, post, network)
    inside(jobs.forget_newcomers)
    assert of_newcomer(select(Participant.name)).all() == [(NEWCOMER["name"],)]
    assert "Olet mukana" in visitor("kuopio").post(path, follow_redirects=True).text


def test_who_came_and_declines_later_is_not_forgotten(visitor, network, work, post, inside):
    path, here = asked_in(visitor, work, post, network), visitor("kuopio")
    here.post(path)
    here.post(path.replace("memberships", "answers"), data={"answer": "decline"})
    asked = select(Participant.asked_at).where(Participant.email == NEWCOMER["email"])
    assert inside(lambda: db.session.scalars(asked).all()) == [None]


def test_a_stranger_gives_nobody_a_name(browser, visitor, network, world, inside):
    abuse = {"name": "Joku Muu", "email": world.email("member")}
    visitor("kuopio").post(f"{network}/newcomers", data=abuse)
    browser("member").post(f"{network}/join")
    theirs = select(Participant.name).where(Participant.email == world.email("member"))
    assert inside(lambda: db.session.scalars(theirs).all()) == ["Kuopion Jäsen"]


def test_who_leaves_by_the_link_is_named_in_the_log(browser, visitor, network, work, post):
    path, here = asked_in(visitor, work, post, network), visitor("kuopio")
    here.post(path)
    here.post(f"{path}/ending")
    log = browser("admin").get("/audit").text
    assert log.count(f">{NEWCOMER['name']}</td>") == 2  # has come, has left


def test_a_link_that_was_withdrawn_leads_not_into_a_network_of_members(
    app, world, browser, visitor
):
    closed = NETWORK | {"audience": "members"}
    here = browser("officer").post("/groups/new?kind=network", data=closed).location
    with people.inside(app, world) as session:
        group = session.get(Group, UUID(here.rpartition("/")[2]))
        seat = Participant.add(group, None, **NEWCOMER, sector="residents")
        seat.invite(None)
        session.flush()
        path, act = f"/groups/memberships/{seat.token}", f"/groups/participants/{seat.id}"
    assert visitor("kuopio").get(path).status_code == 200
    browser("officer").post(f"{act}/withdrawal")
    assert visitor("kuopio").get(path).status_code == 404
    assert visitor("kuopio").post(path).status_code == 404


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": ""}, {"email": "uusi"}])
def test_a_wrong_address_is_said_at_once(visitor, network, wrong):
    answer = visitor("kuopio").post(f"{network}/newcomers", data=NEWCOMER | wrong)
    assert answer.status_code == 422 and "ds-error-summary" in answer.text


def test_strangers_do_not_see_who_takes_part(browser, visitor, network):
    member = browser("member")
    member.post(f"{network}/join")
    for reader in (visitor("kuopio"), browser("villager")):
        assert "Kuopion Jäsen" not in reader.get(network).text
        assert reader.get(f"{network}/people").status_code in (303, 403)


def test_nobody_joins_a_table_or_a_network_that_has_ended(browser, visitor, network, world):
    table = f"/groups/{world.group('karttula')}"
    browser("officer").post(f"{network}/end")
    for group in (table, network):
        assert browser("member").post(f"{group}/join").status_code == 403
        assert visitor("kuopio").post(f"{group}/newcomers", data=NEWCOMER).status_code == 303


def test_who_asked_is_not_let_in_once_the_network_is_for_its_members(
    browser, visitor, network, work, post, seats
):
    path, here = asked_in(visitor, work, post, network), visitor("kuopio")
    browser("officer").post(f"{network}/edit", data=NETWORK | {"audience": "members"})
    assert [here.get(path).status_code, here.post(path).status_code] == [404, 404]
    answer = path.replace("memberships", "answers")
    assert here.get(answer).status_code == 410
    assert here.post(answer, data={"answer": "join"}).status_code == 410
    browser("officer").post(f"{network}/edit", data=NETWORK)
    assert "Liity verkostoon" in here.get(path).text


def test_who_confirms_too_late_is_not_told_to_take_part(browser, visitor, network, work, post):
    path = asked_in(visitor, work, post, network)
    browser("officer").post(f"{network}/end")
    page = visitor("kuopio").post(path, follow_redirects=True).text
    assert "Verkoston työ on päättynyt." in page and "Olet mukana" not in page


def test_nobody_joins_from_another_town(browser, network):
    for word in ("join", "newcomers", "leave"):
        assert browser("varkaus_villager").post(f"{network}/{word}").status_code == 404


@pytest.mark.parametrize(
    ("term", "is_on"),
    [
        ({"starts_on": "1.1.2020", "ends_on": "31.12.2099"}, True),
        ({"starts_on": "1.1.2099", "ends_on": "31.12.2099"}, False),
        ({"starts_on": "1.1.2020", "ends_on": "31.12.2020"}, False),
    ],
)
def test_the_core_team_is_on_the_page_for_its_term(browser, visitor, network, world, term, is_on):
    named = {"sector": "residents", "role": "core", "language": "fi", **term}
    named |= {"named_by": "Kunnanhallitus"}
    facts = named | {"name": "Kuopion Jäsen", "email": world.email("member")}
    browser("officer").post(f"{network}/people/new", data=facts)
    browser("member").post(f"{network}/join")
    page = visitor("kuopio").get(network).text
    assert ("Nimennyt: Kunnanhallitus" in page) == is_on
    assert "Kuopion Jäsen" not in page
    assert browser("member").get(f"{network}/edit").status_code == (200 if is_on else 403)
