"""The core team of a network is named by the municipality; nobody else comes into its rights."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests.accounts.people import inside
from tests.groups.lists import sealed
from webapp.groups.models import Participant

NETWORK = {
    "titles-fi": "Karttulan verkosto",
    "field": "area",
    "audience": "public",
    "memo_audience": "members",
}
NAMED = {"sector": "residents", "role": "core", "language": "fi", "named_by": "Kunnanhallitus"}
TERM = {"starts_on": "1.1.2020", "ends_on": "31.12.2099"}


@pytest.fixture
def network(browser):
    return browser("officer").post("/groups/new?kind=network", data=NETWORK).location


@pytest.fixture
def of_village(browser, world):
    """A network that the village association has opened in its area."""
    area = {"area_ids": str(world.area("karttula"))}
    return browser("villager").post("/groups/new?kind=network", data=NETWORK | area).location


@pytest.fixture
def name(browser, world, network):
    """`name("member")`: the municipality names that person; who it is and how they are called."""

    def name(key="member", role="core"):
        who = {"name": "Kuopion Jäsen", "email": world.email(key), "role": role}
        answer = browser("officer").post(f"{network}/people/new", data=NAMED | TERM | who)
        assert answer.status_code == 303

    return name


@pytest.fixture
def seat(app, world):
    def seat(email) -> SimpleNamespace:
        with inside(app, world) as session:
            found = session.scalars(select(Participant).where(Participant.email == email)).one()
            words = ("id", "state", "role", "seat", "named_by", "token")
            return SimpleNamespace(**{word: getattr(found, word) for word in words})

    return seat


@pytest.fixture
def press(browser, seat, world):
    """`press("withdrawal")`: the officer's, about the seat of the named member."""

    def press(act, **data):
        here = f"/groups/participants/{seat(world.email('member')).id}"
        return browser("officer").post(f"{here}/{act}", data=data)

    return press


def test_who_is_named_leads_as_soon_as_they_join(browser, network, name):
    name()
    member = browser("member")
    assert member.get(f"{network}/edit").status_code == 403
    member.post(f"{network}/join")
    assert member.get(f"{network}/edit").status_code == 200


def test_who_has_only_asked_to_be_let_in_can_be_named(visitor, network, name, world, seat):
    newcomer = {"name": "Joku Muu", "email": world.email("member")}
    visitor("kuopio").post(f"{network}/newcomers", data=newcomer)
    name()
    assert (seat(world.email("member")).role, seat(world.email("member")).state) == (
        "core",
        "added",
    )


def test_a_name_at_another_address_gives_nobody_else_a_right(browser, network, name, world, seat):
    name("both")
    member = browser("member")
    member.post(f"{network}/join")
    assert member.get(f"{network}/edit").status_code == 403
    assert seat(world.email("both")).state == "added"
    assert seat(world.email("member")).role == "member"


def test_a_withdrawn_invitation_names_nobody(browser, network, name, press, invite, world, seat):
    name()
    invite()
    assert press("withdrawal").status_code == 303
    member = browser("member")
    member.post(f"{network}/join")
    assert f"{network}/leave" in member.get(network).text
    assert member.get(f"{network}/edit").status_code == 403
    assert (seat(world.email("member")).role, seat(world.email("member")).named_by) == (
        "member",
        "",
    )


@pytest.fixture
def invite(app, world, seat):
    def invite():
        with inside(app, world) as session:
            session.get(Participant, seat(world.email("member")).id).invite(None)

    return invite


def test_who_declined_comes_back_as_anybody(browser, network, name, press, invite):
    name()
    invite()
    press("answer", answer="decline")
    member = browser("member")
    member.post(f"{network}/join")
    assert f"{network}/leave" in member.get(network).text
    assert member.get(f"{network}/edit").status_code == 403


def test_who_declined_comes_back_as_anybody_from_the_mail_too(
    visitor, network, name, press, invite, seat, world
):
    name()
    invite()
    press("answer", answer="decline")
    link = f"/groups/memberships/{seat(world.email('member')).token}"
    visitor("kuopio").post(link)
    assert (seat(world.email("member")).state, seat(world.email("member")).role) == (
        "joined",
        "member",
    )


def test_the_answer_to_the_invitation_can_be_changed(
    browser, visitor, network, name, invite, seat, world
):
    name()
    invite()
    link = f"/groups/answers/{seat(world.email('member')).token}"
    for answer in ("decline", "join"):
        visitor("kuopio").post(link, data={"answer": answer})
    assert browser("member").get(f"{network}/edit").status_code == 200


@pytest.mark.parametrize("role", ["core", "chair", "secretary", "preparer"])
def test_a_village_association_names_no_core_team(browser, of_village, role):
    villager, who = browser("villager"), {"name": "Kylän Väki", "email": "vaki@example.org"}
    page = villager.get(f"{of_village}/people/new").text
    assert f'value="{role}"' not in page and 'name="ends_on"' not in page
    answer = villager.post(f"{of_village}/people/new", data=NAMED | who | {"role": role})
    assert answer.status_code == 422
    ordinary = NAMED | TERM | who | {"role": "expert"}
    assert villager.post(f"{of_village}/people/new", data=ordinary).status_code == 303


def test_a_list_brought_by_a_village_association_names_nobody(
    browser, of_village, seat, app, world
):
    content = "Nimi;Sähköposti;Sektori;Rooli\nKylän Väki;vaki@example.org;Asukkaat;Puheenjohtaja\n"
    villager, file = browser("villager"), (BytesIO(content.encode()), "lista.csv")
    page = villager.post(f"{of_village}/import", data={"file": file})
    assert (
        villager.post(f"{of_village}/import/people", data={"rows": sealed(page)}).status_code == 303
    )
    assert (seat("vaki@example.org").role, seat("vaki@example.org").seat) == (
        "member",
        "Puheenjohtaja",
    )


def test_the_core_team_does_not_change_itself(browser, network, name, seat, world):
    name()
    member = browser("member")
    member.post(f"{network}/join")
    here = f"/groups/participants/{seat(world.email('member')).id}"
    assert member.get(f"{network}/people").text.count(here) == 0
    assert browser("officer").get(f"{network}/people").text.count(f'href="{here}"') == 1
    assert member.get(here).status_code == 403
    for act in ("", "/removal", "/answer", "/withdrawal"):
        assert member.post(here + act, data=NAMED).status_code == 403


def test_at_a_table_those_who_keep_it_give_the_roles(browser, world):
    table = f"/groups/{world.group('karttula')}"
    who = {"name": "Kylän Väki", "email": "vaki@example.org", "role": "preparer"}
    answer = browser("villager").post(f"{table}/people/new", data=NAMED | who)
    assert answer.status_code == 303
