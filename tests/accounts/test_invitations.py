"""Invitations: sent, answered without a password, withdrawn, too old, pressed fifty times."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.owned import utcnow
from tests.accounts.people import (
    ACCEPT,
    LAILA,
    NEW,
    at_once,
    change,
    happened,
    inside,
    invitation_of,
    link_to,
    mails_to,
    members,
)
from webapp.accounts.models import Account, Member, Session
from webapp.core.formats import date_typed, today


@pytest.fixture
def again(browser, app, world, post):
    """Send Laila's invitation again; the path of the new link."""

    def again():
        address = f"/members/invitations/{invitation_of(app, world).id}/renewal"
        assert browser("admin").post(address).status_code == 303
        return link_to("laila@example.org", app, post)

    return again


@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 303), ("member", 403), ("villager", 403), ("officer", 200), ("admin", 200)],
)
def test_who_invites(browser, visitor, who, status):
    here = browser(who) if who else visitor("kuopio")
    assert here.get(NEW).status_code == status
    assert here.get("/members/invitations").status_code == status


@pytest.mark.parametrize(
    ("who", "role", "status"),
    [
        ("officer", "", 303),
        ("officer", "officer", 422),
        ("officer", "administrator", 422),
        ("admin", "officer", 303),
        ("admin", "administrator", 303),
        ("admin", "operator", 422),
    ],
)
def test_only_an_administrator_offers_a_role(browser, who, role, status):
    assert browser(who).post(NEW, data=LAILA | {"role": role}).status_code == status


def test_the_mail_is_in_the_language_of_the_invited(browser, app, post):
    browser("admin").post(NEW, data=LAILA | {"language": "sv"})
    (mail,) = mails_to("laila@example.org", app, post)
    assert mail["Subject"] == "Inbjudan till tjänsten: Kuopio stad"
    assert "Kuopion Pääkäyttäjä" in mail.get_body(("plain",)).get_content()


def test_a_look_at_the_page_changes_nothing(invite, visitor, app, world):
    page = visitor("kuopio").get(invite())
    assert page.status_code == 200 and "Kuopion Pääkäyttäjä" in page.text
    assert invitation_of(app, world).is_open


def test_who_accepts_is_a_member_and_signed_in(invite, visitor, app, world):
    laila, link = visitor("kuopio"), invite(actor_id=str(world.actor("karttula_village")))
    answer = laila.post(link, data=ACCEPT | {"family_name": "Uusi-Äijälä"})
    assert answer.status_code == 303 and answer.location == "/"
    assert "Laila Uusi-Äijälä" in members(app, world)
    assert laila.get("/members").status_code == 200
    assert laila.get(f"/areas/{world.area('karttula')}/edit").status_code == 200
    assert happened(app, world)[-2:] == ["invitation_accepted", "representative_added"]


def test_an_officer_has_the_role_from_the_answer_on(invite, visitor):
    laila = visitor("kuopio")
    laila.post(invite(role="officer"), data=ACCEPT)
    assert laila.get("/members/invitations").status_code == 200


def test_an_administrator_goes_to_sign_in_for_the_second_factor(invite, visitor, app, world):
    laila = visitor("kuopio")
    answer = laila.post(invite(role="administrator"), data=ACCEPT)
    assert answer.status_code == 303 and "/sign-in" in answer.location
    assert laila.get("/members").status_code == 303
    assert "Laila Uusi" in members(app, world)


def test_who_has_an_account_elsewhere_keeps_it(browser, visitor, app, world, post):
    data = LAILA | {"email": world.email("varkaus_member")}
    assert browser("admin").post(NEW, data=data).status_code == 303
    link = link_to(world.email("varkaus_member"), app, post)
    assert visitor("kuopio").post(link, data=ACCEPT).status_code == 303
    with inside(app, world) as session:
        mine = session.scalars(select(Member).where(Member.first_name == "Laila")).one()
        assert mine.account_id == world.account("varkaus_member")


def test_who_was_removed_can_be_invited_back(browser, visitor, app, world, post):
    browser("admin").post(f"/members/{world.member('member')}/removal")
    data = LAILA | {"email": world.email("member")}
    assert browser("admin").post(NEW, data=data).status_code == 303
    link = link_to(world.email("member"), app, post)
    assert visitor("kuopio").post(link, data=ACCEPT).status_code == 303
    assert "Kuopion Jäsen" in members(app, world)
    assert "member_returned" in happened(app, world)


def test_who_was_removed_cannot_come_back_by_another_open_invitation(
    browser, visitor, app, world, post
):
    links = []
    for actor in ("karttula_village", "karttula_parish"):
        data = {"email": LAILA["email"], "starts_on": date_typed(today()), "language": "fi"}
        browser("officer").post(f"/actors/{world.actor(actor)}/representatives", data=data)
        links.append(link_to("laila@example.org", app, post))
    laila = visitor("kuopio")
    laila.post(links[0], data=ACCEPT)
    with inside(app, world) as session:
        id = session.scalars(select(Member.id).where(Member.first_name == "Laila")).one()
    browser("admin").post(f"/members/{id}/removal")
    assert visitor("kuopio").post(links[1], data=ACCEPT).status_code == 410
    assert laila.get("/members").status_code == 303


def test_what_is_neither_yes_nor_no_is_no_answer(invite, visitor, app, world):
    assert visitor("kuopio").post(invite(), data={"first_name": "Laila"}).status_code == 400
    assert invitation_of(app, world).state == "waiting"


def test_an_invitation_can_be_declined(invite, visitor, app, world):
    nobody, link = visitor("kuopio"), invite()
    assert nobody.post(link, data={"answer": "decline"}).status_code == 200
    assert invitation_of(app, world).state == "declined"
    assert nobody.post(link, data=ACCEPT).status_code == 410
    assert "Laila Uusi" not in members(app, world)


def test_a_name_is_needed_and_what_was_typed_is_kept(invite, visitor, app, world):
    data = ACCEPT | {"first_name": " ", "family_name": "Kesken"}
    answer = visitor("kuopio").post(invite(), data=data)
    assert answer.status_code == 422 and 'value="Kesken"' in answer.text
    assert invitation_of(app, world).is_open


@pytest.mark.parametrize(
    "facts",
    [
        {"ends_at": utcnow() - timedelta(seconds=1)},
        {"revoked_at": utcnow()},
        {"accepted_at": utcnow()},
        {"declined_at": utcnow()},
    ],
    ids=["expired", "revoked", "used", "declined"],
)
def test_a_dead_invitation_says_so_in_the_language_of_the_invited(
    invite, visitor, app, world, facts
):
    link = invite(language="sv")
    change(app, world, **facts)
    for answer in (visitor("kuopio").get(link), visitor("kuopio").post(link, data=ACCEPT)):
        assert answer.status_code == 410 and 'lang="sv"' in answer.text
    assert "Laila Uusi" not in members(app, world)


def test_an_invitation_is_valid_for_14_days(invite, app, world):
    invite()
    left = invitation_of(app, world).ends_at - utcnow()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


def test_a_link_works_on_its_own_towns_host_only(invite, visitor):
    link = invite()
    assert visitor("varkaus").get(link).status_code == 404
    assert visitor("varkaus").post(link, data=ACCEPT).status_code == 404
    assert visitor("kuopio").get(link + "x").status_code == 404


def test_a_new_link_kills_the_old_one(invite, again, visitor):
    old, new = invite(), again()
    assert new != old
    assert visitor("kuopio").get(old).status_code == 404
    assert visitor("kuopio").get(new).status_code == 200


def test_a_withdrawn_link_is_dead_at_once(invite, browser, visitor, app, world):
    link = invite()
    address = f"/members/invitations/{invitation_of(app, world).id}/withdrawal"
    assert browser("officer").post(address).status_code == 303
    assert visitor("kuopio").get(link).status_code == 410


def test_an_officer_does_not_touch_the_invitation_of_an_administrator(invite, browser, app, world):
    invite(role="administrator")
    here = f"/members/invitations/{invitation_of(app, world).id}"
    for act in ("renewal", "withdrawal"):
        assert browser("officer").post(f"{here}/{act}").status_code == 403


def test_members_and_the_already_invited_are_not_invited_again(invite, browser, world):
    invite()
    for email in ("laila@example.org", world.email("member")):
        answer = browser("admin").post(NEW, data=LAILA | {"email": email})
        assert answer.status_code == 422 and 'id="email-error"' in answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "laila"},
        {"email": ""},
        {"email": "a" * 300 + "@example.org"},
        {"language": "de"},
        {"first_name": "x" * 101},
        {"actor_id": "nobody"},
    ],
)
def test_a_wrong_invitation_is_not_sent(browser, app, post, changes):
    assert browser("admin").post(NEW, data=LAILA | changes).status_code == 422
    assert mails_to("laila@example.org", app, post) == []


def test_an_actor_of_another_town_cannot_be_promised(browser, world):
    strange = str(world.actor("kangaslampi_village"))
    assert browser("admin").post(NEW, data=LAILA | {"actor_id": strange}).status_code == 422


def test_fifty_presses_make_one_member(invite, visitor, app, world):
    link = invite()
    browsers = [visitor("kuopio") for _ in range(50)]
    with ThreadPoolExecutor(16) as hands:
        answers = list(hands.map(lambda b: b.post(link, data=ACCEPT).status_code, browsers))
    assert sorted(set(answers)) in ([303, 410], [303]) and answers.count(303) == 1
    with inside(app, world) as session:
        accounts = select(Account.id).where(Account.email == "laila@example.org")
        assert len(session.scalars(accounts).all()) == 1
        opened = session.scalars(select(Session).where(Session.account_id.in_(accounts))).all()
    assert members(app, world).count("Laila Uusi") == 1 and len(opened) == 1


def test_no_row_holds_the_token(invite, snapshot):
    token = invite().rpartition("/")[2]
    kept = snapshot.connection.execute("select invitation::text from invitation").fetchall()
    kept += snapshot.connection.execute("select letter::text from letter").fetchall()
    assert len(token) >= 43 and not any(token in row[0] for row in kept)


def test_the_same_presses_at_once_send_one_invitation(browser):
    admins = [browser("admin") for _hand in range(5)]
    assert at_once(admins, NEW, LAILA) == [303] + [422] * 4
