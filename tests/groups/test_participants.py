"""The people of a group: who sees them, adding, changing, removing, joining and leaving."""

from __future__ import annotations

import pytest

from tenants.owned import utcnow
from tests.accounts.people import at_once, happened
from tests.groups.seats import change, seats

LAILA = {
    "name": "Laila Uusi",
    "email": "laila@example.org",
    "language": "fi",
    "sector": "residents",
    "role": "member",
}
NETWORK = {
    "titles-fi": "Karttulan verkosto",
    "field": "area",
    "audience": "public",
    "memo_audience": "members",
}


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


@pytest.fixture
def network(browser):
    return browser("officer").post("/groups/new?kind=network", data=NETWORK).location


@pytest.fixture
def add(browser, table):
    def add(by="villager", **changes):
        return browser(by).post(f"{table}/people/new", data=LAILA | changes)

    return add


def test_the_public_sees_roles_and_organisations_but_no_names(visitor, browser, table):
    public, inside = visitor("kuopio").get(table).text, browser("villager").get(table).text
    assert "Karttulan kyläyhdistys ry" in public and "Sihteeri" in public
    for name in ("Savon Autoilija", "Tuntee alueen"):
        assert name not in public and name in inside


def test_who_usually_chairs_and_writes_is_a_hint_and_no_rule(browser, table, add):
    page = browser("villager").get(f"{table}/people/new").text
    assert "sihteeri kirjoittaa muistiot palkattuna työnä. Voitte sopia toisinkin." in page
    assert add(role="chair", sector="residents").status_code == 303


def test_who_was_removed_meanwhile_is_not_said_to_be_up_to_date(app, world, browser, add, table):
    add()
    here = f"/groups/participants/{seats(app, world)['Laila Uusi']['id']}"
    browser("officer").post(f"{here}/removal")
    villager = browser("villager")
    assert villager.get(here).status_code == 409
    assert villager.post(here, data=LAILA | {"name": "Laila Vanha"}).status_code == 409


def test_who_has_not_joined_is_not_shown_to_the_public(visitor, add, table):
    add(actor_id="", name="Laila Uusi")
    assert "Asukkaat ja palvelujen käyttäjät" in visitor("kuopio").get(table).text
    text = visitor("kuopio").get(table).text
    assert "Laila" not in text[text.index('id="people"') : text.index('id="sectors"')]


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("villager", 200), ("twofold", 200), ("officer", 200)]
)
def test_the_list_is_for_those_inside(browser, table, who, status):
    assert browser(who).get(f"{table}/people").status_code == status


def test_a_visitor_is_asked_to_sign_in(visitor, table):
    assert visitor("kuopio").get(f"{table}/people").status_code == 303


def test_everybody_is_in_alphabetical_order(browser, add, table):
    add(name="Aada Aalto")
    text = browser("villager").get(f"{table}/people").text
    text = text[text.index("<tbody>") :]
    assert text.index("Aada Aalto") < text.index("Savon Autoilija")


def test_the_list_can_be_read_by_sector(browser, add, table):
    add()
    text = browser("villager").get(f"{table}/people?sector=residents").text
    assert "Laila Uusi" in text and "Savon Autoilija" not in text


def test_addresses_are_for_those_who_keep_the_table(browser, world, app, table):
    change(app, world, "Savon Autoilija", email="autoilija@example.org")
    assert "autoilija@example.org" in browser("villager").get(f"{table}/people").text
    change(app, world, "Savon Autoilija", member_id=world.member("member"))
    assert "autoilija@example.org" not in browser("member").get(f"{table}/people").text


def test_a_person_is_added_for_an_actor_with_its_sector(app, world, add):
    assert add(actor_id=str(world.actor("karttula_parish")), sector="").status_code == 303
    laila = seats(app, world)["Laila Uusi"]
    assert (laila["state"], laila["sector"]) == ("added", "parish")
    assert laila["actor_id"] == world.actor("karttula_parish")
    assert happened(app, world)[-1] == "participant_added"


def test_somebody_known_here_is_linked_by_the_address(app, world, add):
    add(email=world.email("member").upper())
    assert seats(app, world)["Laila Uusi"]["member_id"] == world.member("member")


def test_a_phone_number_is_enough(app, world, add):
    assert add(email="", phone="040 123 4567").status_code == 303
    assert seats(app, world)["Laila Uusi"]["phone"] == "+358401234567"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "laila"}, "email"),
        ({"email": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"sector": ""}, "sector"),
        ({"sector": "army"}, "sector"),
        ({"role": "king"}, "role"),
        ({"language": "de"}, "language"),
        ({"actor_id": "0195d000-0000-7000-8000-000000000000"}, "actor_id"),
        ({"seat": "x" * 201}, "seat"),
        ({"benefit": "x" * 501}, "benefit"),
        ({"benefit": "010101-900R"}, "benefit"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(app, world, add, changes, field):
    answer = add(**changes)
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    assert "Laila Uusi" not in seats(app, world)


def test_an_address_sits_at_a_table_once(app, world, add):
    add()
    answer = add(name="Laila Toinen", email="LAILA@example.org")
    assert answer.status_code == 422 and 'id="email-error"' in answer.text
    assert "Laila Toinen" not in seats(app, world)


def test_the_same_presses_at_once_add_once(browser, table):
    hands = [browser("villager") for _hand in range(5)]
    assert at_once(hands, f"{table}/people/new", LAILA) == [303] + [422] * 4


def test_an_actor_of_another_town_is_not_offered(world, add):
    assert add(actor_id=str(world.actor("kangaslampi_village"))).status_code == 422


def test_details_are_changed(app, world, add, browser):
    add()
    here = f"/groups/participants/{seats(app, world)['Laila Uusi']['id']}"
    assert 'value="laila@example.org"' in browser("villager").get(here).text
    data = LAILA | {"role": "expert", "seat": "Kulkee bussilla"}
    assert browser("villager").post(here, data=data).status_code == 303
    laila = seats(app, world)["Laila Uusi"]
    assert (laila["role"], laila["seat"]) == ("expert", "Kulkee bussilla")


def test_another_address_means_another_link(app, world, add, browser):
    add()
    before = seats(app, world)["Laila Uusi"]
    here = f"/groups/participants/{before['id']}"
    browser("villager").post(here, data=LAILA | {"email": "laila.uusi@example.org"})
    after = seats(app, world)["Laila Uusi"]
    assert after["token"] != before["token"]
    browser("villager").post(here, data=LAILA | {"email": "laila.uusi@example.org", "seat": "x"})
    assert seats(app, world)["Laila Uusi"]["token"] == after["token"]


def test_an_address_cannot_be_changed_into_somebody_elses(app, world, add, browser):
    add()
    add(name="Aada Aalto", email="aada@example.org")
    here = f"/groups/participants/{seats(app, world)['Aada Aalto']['id']}"
    assert browser("villager").post(here, data=LAILA).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("twofold", 303), ("officer", 303)])
def test_who_removes_a_participant(app, world, add, browser, who, status):
    add()
    here = f"/groups/participants/{seats(app, world)['Laila Uusi']['id']}/removal"
    assert browser(who).post(here).status_code == status
    assert ("Laila Uusi" in seats(app, world)) == (status == 403)


def test_who_was_removed_may_be_added_again(app, world, add, browser):
    add()
    here = f"/groups/participants/{seats(app, world)['Laila Uusi']['id']}"
    browser("villager").post(f"{here}/removal")
    assert add().status_code == 303


def test_who_keeps_no_table_adds_nobody(add):
    assert add(by="member").status_code == 403


def test_a_participant_of_another_town_does_not_exist(app, world, browser):
    theirs = seats(app, world, "varkaus", "kangaslampi")["Savon Autoilija"]["id"]
    assert browser("admin").get(f"/groups/participants/{theirs}").status_code == 404


def test_who_takes_part_accepts_the_rules_with_one_press(app, world, browser, table):
    villager = browser("villager")
    assert f"{table}/rules" in villager.get(table).text
    assert villager.post(f"{table}/rules").status_code == 303
    assert f'action="{table}/rules"' not in villager.get(table).text
    assert [it["rules_accepted_at"] is not None for it in seats(app, world).values()].count(True)


def test_who_has_not_accepted_the_rules_is_shown_to_those_who_keep_the_table(
    app, world, browser, table
):
    change(app, world, "Savon Autoilija", member_id=world.member("member"))
    words = "Ei ole hyväksynyt pelisääntöjä"
    assert words in browser("villager").get(f"{table}/people").text
    assert words not in browser("member").get(f"{table}/people").text


def test_anybody_joins_a_network_with_one_press_and_leaves_as_easily(browser, network):
    member = browser("member")
    assert f"{network}/join" in member.get(network).text
    assert member.post(f"{network}/join").status_code == 303
    assert f"{network}/leave" in member.get(network).text
    assert member.post(f"{network}/join").status_code == 403
    assert member.post(f"{network}/leave").status_code == 303
    assert f"{network}/leave" not in member.get(network).text


def test_who_is_in_a_network_only_those_who_keep_it_know(browser, network):
    for who in ("member", "twofold"):
        browser(who).post(f"{network}/join")
    member = browser("member")
    page = member.get(network).text
    assert "Karttulan Diakoni" not in page and f"{network}/people" not in page
    assert member.get(f"{network}/people").status_code == 403
    assert "Karttulan Diakoni" in browser("officer").get(f"{network}/people").text


def test_the_same_presses_at_once_join_once(browser, network):
    hands = [browser("member") for _hand in range(5)]
    answers = at_once(hands, f"{network}/join", {})
    assert set(answers) <= {303, 403}
    assert browser("officer").get(f"{network}/people").text.count(">Kuopion Jäsen</a>") == 1


def test_a_table_is_joined_by_invitation_only(browser, table):
    assert browser("member").post(f"{table}/join").status_code == 403


def test_the_core_team_has_a_term(browser, network, world):
    data = LAILA | {"role": "core", "email": world.email("member"), "name": "Kuopion Jäsen"}
    officer = browser("officer")
    wrong = data | {"starts_on": "1.2.2026", "ends_on": "1.1.2026"}
    assert officer.post(f"{network}/people/new", data=wrong).status_code == 422
    officer.post(f"{network}/people/new", data=data | {"ends_on": "1.1.2026"})
    member = browser("member")
    member.post(f"{network}/join")
    assert f"{network}/leave" in member.get(network).text
    assert member.get(f"{network}/edit").status_code == 403


def test_the_part_answers_htmx(browser, table):
    assert browser("villager").part(f"{table}/people").text.lstrip().startswith("<section id=")


def test_who_has_not_confirmed_the_address_is_not_on_the_list(browser, visitor, network):
    newcomer = {"name": "Tuntematon Tulija", "email": "tulija@example.org"}
    visitor("kuopio").post(f"{network}/newcomers", data=newcomer)
    officer = browser("officer")
    for page in ("people", "invitation"):
        assert "tulija@example.org" not in officer.get(f"{network}/{page}").text


def test_a_visitor_sees_how_many_of_a_party_sit_there_and_no_names(app, world, visitor, add, table):
    for name in ("Laila Uusi", "Lauri Uusi"):
        add(name=name, email=f"{name.split()[0].lower()}@example.org")
        change(app, world, name, joined_at=utcnow())
    text = visitor("kuopio").get(table).text
    assert "Osallistuja (2 henkilöä)" in text and "Uusi" not in text
