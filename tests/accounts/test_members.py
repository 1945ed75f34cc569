"""The people of a municipality: found, read, edited, removed."""

import re
from string import ascii_lowercase

import pytest
from sqlalchemy import insert

from tests.accounts.people import asked, happened, inside, mails_to, members, sessions_of
from webapp.accounts.models import Account, Appointment, Member
from webapp.accounts.queries import search_pattern
from webapp.core.formats import sort_text


def names_on(page: str) -> list[str]:
    return re.findall(r'<a class="ds-link" href="/members/[0-9a-f-]+">([^<]+)</a>', page)


@pytest.fixture
def crowd(app, world, snapshot):
    """Two hundred more people, and each has a role."""

    def come(number):
        for n in range(number):
            made = snapshot.connection.execute(
                "insert into account (id, created_at, email, language)"
                " values (gen_random_uuid(), now(), %s, 'fi') returning id",
                [f"p{n}@example.org"],
            )
            account_id = made.fetchone()[0]
            with inside(app, world) as session:
                name = sort_text(f"Väki{n:03} Anna")
                member = Member(account_id=account_id, first_name="Anna", family_name=f"Väki{n:03}")
                member.sort_name = name
                session.add(member)
                session.flush()
                session.execute(
                    insert(Appointment).values(
                        member_id=member.id, role="officer", starts_on="2026-01-01"
                    )
                )

    return come


@pytest.mark.parametrize(("who", "status"), [(None, 303), ("member", 200), ("admin", 200)])
def test_who_sees_the_list(browser, visitor, who, status):
    here = browser(who) if who else visitor("kuopio")
    assert here.get("/members").status_code == status


def test_a_person_of_another_town_is_not_on_the_list(browser):
    assert "Varkauden" not in browser("admin").get("/members").text


@pytest.mark.parametrize(
    ("who", "sees"), [("member", False), ("villager", False), ("officer", True)]
)
def test_addresses_are_for_those_who_work_here(browser, world, who, sees):
    here = browser(who)
    page = here.get(f"/members/{world.member('twofold')}").text
    assert (world.email("twofold") in here.get("/members").text) is sees
    assert (world.email("twofold") in page) is sees


@pytest.mark.parametrize(("who", "place"), [("member", "/members/"), ("operator", "/account")])
def test_the_menu_leads_to_the_own_page(browser, who, place):
    assert browser(who).get("/profile").location.startswith(place)


def test_everyone_sees_the_own_address(browser, world):
    assert world.email("member") in browser("member").get(f"/members/{world.member('member')}").text


def test_the_list_names_for_whom_they_act(browser):
    page = browser("member").get("/members").text
    assert "Karttulan kyläyhdistys ry" in page and "Karttulan seurakunta" in page


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [
        ("name=sihteeri", ["Karttulan Sihteeri"]),
        ("name=paakayttaja", ["Kuopion Pääkäyttäjä"]),
        ("name=Pääk", ["Kuopion Pääkäyttäjä"]),
        ("name=sav", ["Savon Yrittäjä"]),
        ("name=kuopion+paak", ["Kuopion Pääkäyttäjä"]),
        ("name=Pääkäyttäjä++Kuopion", ["Kuopion Pääkäyttäjä"]),
        ("name=kuopion+sihteeri", []),
        ("name=ihteeri", []),
        ("name=%25", []),
        ("name=.*", []),
        ("role=officer", ["Kuopion Viranhaltija"]),
        ("role=area_coordinator", ["Juankosken Aluekoordinaattori"]),
        ("name=karttulan&role=officer", []),
    ],
)
def test_people_are_found_by_name_and_role(browser, asked_for, found):
    assert names_on(browser("member").get(f"/members?{asked_for}").text) == found


def test_what_makes_no_sense_in_the_address_is_left_out(browser):
    for odd in ("role=emperor", "after=nobody", "name=%00", "name=" + "a" * 500):
        assert browser("member").get(f"/members?{odd}").status_code == 200


def test_a_search_of_many_words_is_no_burden_to_the_database():
    """The list of actors is open to all: each word is looked for anew in every name."""
    assert search_pattern("a a a b a") == search_pattern("a b")
    assert search_pattern(" ".join(ascii_lowercase)).count("(?=") == 5


def test_an_empty_search_says_what_to_do(browser):
    page = browser("member").get("/members?name=qqq").text
    assert 'class="empty"' in page and 'href="/members"' in page


def test_people_are_in_the_order_of_the_finnish_alphabet(browser, app, world, snapshot):
    with inside(app, world) as session:
        for who, name in (("member", "Öhman"), ("both", "Åberg"), ("villager", "Zetterberg")):
            session.get(Member, world.member(who)).call("A", name)
    listed = [name for name in names_on(browser("admin").get("/members").text) if name[:2] == "A "]
    assert listed == ["A Zetterberg", "A Åberg", "A Öhman"]


def test_the_next_page_goes_on_where_this_one_ended(browser, crowd):
    crowd(30)
    here, seen, address = browser("member"), [], "/members"
    while address:
        page = here.part(address).text
        seen += names_on(page)
        more = re.search(r'href="(/members\?after=[^"]+)" hx-get', page)
        address = more and more[1]
    assert len(seen) == len(set(seen)) == 37
    assert "<html" not in page


@pytest.mark.parametrize("address", ["/members", "/members?name=v&role=officer"])
def test_the_list_asks_the_same_with_two_and_with_many_people(browser, app, crowd, address):
    here = browser("officer")
    here.get(address)
    counts = []
    for number in (0, 25):
        crowd(number)
        with asked(app) as page:
            assert here.get(address).status_code == 200
        with asked(app) as part:
            assert here.part(address).status_code == 200
        counts.append((len(page), len(part)))
    assert counts[0] == counts[1] and counts[0][0] <= 8 and counts[0][1] <= 5


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("member", "member", 200),
        ("member", "villager", 403),
        ("officer", "villager", 403),
        ("admin", "villager", 200),
        ("admin", "varkaus_member", 404),
    ],
)
def test_who_edits_whom(browser, world, who, whom, status):
    assert browser(who).get(f"/members/{world.member(whom)}/edit").status_code == status


def test_a_person_edits_the_own_details(browser, app, world):
    here, address = browser("member"), f"/members/{world.member('member')}"
    data = {"first_name": "Anna", "family_name": "Ääri", "title": "Opas", "phone": "040 123 4567"}
    answer = here.post(f"{address}/edit", data=data)
    assert answer.status_code == 303 and answer.location == address
    page = here.get(address).text
    assert "Anna Ääri" in page and "Opas" in page and "040 123 4567" in page
    assert happened(app, world)[-1] == "member_edited"


def test_a_wrong_detail_is_said_at_the_field_and_nothing_changes(browser, app, world):
    address = f"/members/{world.member('member')}/edit"
    answer = browser("member").post(address, data={"first_name": " ", "phone": "soita"})
    assert answer.status_code == 422 and 'value="soita"' in answer.text
    assert "first_name-error" in answer.text and "phone-error" in answer.text
    assert "Kuopion Jäsen" in members(app, world)


def test_who_is_removed_is_out_at_once_and_hears_of_it(browser, app, world, post):
    villager, address = browser("villager"), f"/members/{world.member('villager')}/removal"
    assert browser("admin").post(address).status_code == 303
    assert villager.get("/members").status_code == 303
    assert "Karttulan Sihteeri" not in members(app, world)
    ended = ["member_left", "participant_left", "representative_ended"]
    assert sorted(happened(app, world)[-3:]) == ended
    (mail,) = mails_to(world.email("villager"), app, post)
    assert mail["Subject"] == "Käyttäjätilisi on poistettu: Kuopion kaupunki"


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("officer", 403), ("admin", 303)])
def test_who_removes_people(browser, world, who, status):
    assert browser(who).post(f"/members/{world.member('both')}/removal").status_code == status


def test_the_last_administrator_cannot_leave(browser, app, world):
    here = browser("admin")
    answer = here.post(f"/members/{world.member('admin')}/removal")
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert here.get("/members").status_code == 200
    assert sessions_of(app, world, "admin") == 1


def test_only_the_own_town_sees_an_account(app, world):
    with inside(app, world) as session:
        emails = {account.email for account in session.query(Account)}
    assert world.email("admin") in emails and world.email("varkaus_admin") not in emails


def test_what_a_form_does_not_ask_is_not_taken(browser, world, snapshot):
    mine, row = world.member("villager"), "select * from member where id = %s"
    before = snapshot.connection.execute(row, [mine]).fetchone()
    smuggled = {
        "id": str(world.member("admin")),
        "tenant_id": str(world.tenant("varkaus")),
        "account_id": str(world.account("admin")),
        "host_id": str(world.tenant("mansikka")),
        "role": "administrator",
        "appointments": "administrator",
        "is_exempt": "1",
        "left_at": "2026-01-01",
    }
    names = {"first_name": "Karttulan", "family_name": "Sihteeri", "title": "", "phone": ""}
    answer = browser("villager").post(f"/members/{mine}/edit", data=names | smuggled)
    assert answer.status_code == 303
    assert snapshot.connection.execute(row, [mine]).fetchone() == before
    assert browser("villager").get("/settings").status_code == 403
