"""Roles with terms: who gives them, when they count, and what ends with them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.accounts.people import at_once, happened, inside, sessions_of
from webapp.accounts import rules
from webapp.accounts.models import Member
from webapp.accounts.models.appointment import LastAdministrator
from webapp.core.formats import date_typed, today


def term(role="officer", starts=0, ends=None, **changes):
    days = {"starts_on": date_typed(today() + timedelta(days=starts))}
    if ends is not None:
        days["ends_on"] = date_typed(today() + timedelta(days=ends))
    return {"role": role} | days | changes


@pytest.fixture
def give(browser, world):
    def give(whom="member", by="admin", **changes):
        address = f"/members/{world.member(whom)}/roles"
        return browser(by).post(address, data=term(**changes))

    return give


def held(app, world, who="member"):
    with inside(app, world) as session:
        return [
            a.role for a in session.get(Member, world.member(who)).appointments if a.is_on(today())
        ]


@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 403), ("villager", 403), ("coordinator", 403), ("officer", 403), ("admin", 303)],
)
def test_who_gives_roles(give, who, status):
    assert give(by=who).status_code == status


def test_an_officer_is_one_from_the_first_day_on(give, browser, app, world):
    assert give().status_code == 303
    assert held(app, world) == ["officer"] and happened(app, world)[-1] == "role_given"
    assert browser("member").get("/members/invitations").status_code == 200


@pytest.mark.parametrize(("starts", "ends"), [(1, None), (1, 30)])
def test_a_role_that_begins_tomorrow_gives_nothing_today(give, browser, starts, ends):
    assert give(starts=starts, ends=ends).status_code == 303
    assert browser("member").get("/members/invitations").status_code == 403


def test_a_role_counts_on_its_first_and_last_day():
    appointed = Member(appointments=[])
    appointed.appointments = [
        _role("officer", today() - timedelta(days=1), today()),
        _role("administrator", today(), None),
        _role("area_coordinator", today() - timedelta(days=9), today() - timedelta(days=1)),
    ]
    assert rules.serves(appointed) and rules.administers(appointed)
    assert not appointed.holds("area_coordinator", today())


def _role(role, starts_on, ends_on):
    from webapp.accounts.models import Appointment

    return Appointment(role=role, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "emperor"}, "role"),
        ({"role": "operator"}, "role"),
        ({"role": ""}, "role"),
        ({"role": "area_coordinator"}, "area_id"),
        ({"role": "area_coordinator", "area_id": "nowhere"}, "area_id"),
        ({"ends": -1}, "ends_on"),
        ({"starts": 9, "ends": 3}, "ends_on"),
        ({"starts_on": "31.2.2026"}, "starts_on"),
    ],
)
def test_a_wrong_role_is_said_at_its_field(give, app, world, changes, field):
    answer = give(**changes)
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    assert held(app, world) == []


def test_an_area_of_another_town_cannot_be_coordinated(give, app, world):
    strange = str(world.area("kangaslampi"))
    assert give(role="area_coordinator", area_id=strange).status_code == 422


def test_a_coordinator_has_an_area(give, browser, world):
    assert give(role="area_coordinator", area_id=str(world.area("karttula"))).status_code == 303
    assert "Karttula" in browser("admin").get(f"/members/{world.member('member')}").text


def test_the_same_role_is_given_once_for_the_same_days(give):
    assert give().status_code == 303
    assert give(starts=5).status_code == 422


def test_the_same_presses_at_once_give_one_role(browser, app, world):
    admins = [browser("admin") for _hand in range(8)]
    codes = at_once(admins, f"/members/{world.member('member')}/roles", term())
    assert codes == [303] + [422] * 7
    assert held(app, world) == ["officer"]


def test_the_part_answers_htmx(browser, world):
    address = f"/members/{world.member('member')}/roles"
    answer = browser("admin").post(address, data=term(), headers={"HX-Request": "true"})
    assert answer.status_code == 200 and answer.text.lstrip().startswith('<section id="roles"')


def test_a_new_administrator_signs_in_anew(browser, give, app, world):
    browser("member")
    assert give(role="administrator").status_code == 303
    assert sessions_of(app, world, "member") == 0


def test_who_loses_a_role_is_signed_out_at_once(browser, app, world):
    officer, role = browser("officer"), role_of(app, world, "officer")
    assert browser("admin").post(f"/roles/{role}/end").status_code == 303
    assert officer.get("/members/invitations").status_code == 303
    assert held(app, world, "officer") == [] and happened(app, world)[-1] == "role_ended"


def test_the_last_administrator_keeps_the_role(browser, app, world):
    answer = browser("admin").post(f"/roles/{role_of(app, world, 'admin')}/end")
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert held(app, world, "admin") == ["administrator"]


def test_one_of_two_administrators_can_go(browser, give, app, world):
    give(role="administrator")
    assert browser("admin").post(f"/roles/{role_of(app, world, 'admin')}/end").status_code == 303


def test_an_administrator_of_the_future_is_nobody_to_rely_on(app, give, world):
    give(role="administrator", starts=1)
    with inside(app, world) as session:
        admin = session.get(Member, world.member("admin"))
        with pytest.raises(LastAdministrator):
            admin.leave(by=admin)
        assert admin.is_active


def test_a_role_of_another_town_cannot_be_ended(browser, app, world):
    role = role_of(app, world, "varkaus_admin", "varkaus")
    assert browser("admin").post(f"/roles/{role}/end").status_code == 404


def role_of(app, world, who, town="kuopio"):
    with inside(app, world, town) as session:
        return session.get(Member, world.member(who)).appointments[0].id


def test_two_administrators_cannot_remove_each_other_at_once(browser, give, app, world):
    give(role="administrator")
    pairs = [("admin", "member"), ("member", "admin")]
    hands = [(browser(who), f"/members/{world.member(whom)}/removal") for who, whom in pairs]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda hand: hand[0].post(hand[1]), hands))
    remaining = [who for who in ("admin", "member") if held(app, world, who) == ["administrator"]]
    assert len(remaining) == 1
