"""Many people from a list: shown first, each bad row named, added by a second press."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from tests.accounts.people import at_once
from tests.groups.lists import FINNISH, sealed, workbook
from tests.groups.seats import letters, seats
from webapp.groups import headings


def test_a_list_is_shown_and_added_by_the_second_press(app, world, look, take):
    page = look(FINNISH)
    assert page.status_code == 200 and "Lisää 2 osallistujaa" in page.text
    assert "Aada Äijälä" not in seats(app, world)
    assert take(page).status_code == 303
    here = seats(app, world)
    aada, pentti = here["Aada Äijälä"], here["Pentti Puhelin"]
    assert (aada["sector"], aada["role"]) == ("parish", "chair")
    assert aada["actor_id"] == world.actor("karttula_parish")
    assert (pentti["phone"], pentti["sector"]) == ("+358401234567", "residents")
    assert (pentti["role"], pentti["seat"]) == ("member", "tuntee tiet")


def test_nobody_is_mailed_by_it(app, world, look, take):
    take(look(FINNISH))
    assert letters(app, world, "table_invitation") == []
    assert seats(app, world)["Aada Äijälä"]["state"] == "added"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_lists_come_as_offices_write_them(app, world, look, take, encoding, delimiter):
    content = FINNISH.replace(";", delimiter).replace("\n", "\r\n").encode(encoding)
    assert take(look(content)).status_code == 303
    assert {"Aada Äijälä", "Pentti Puhelin"} <= seats(app, world).keys()


@pytest.mark.parametrize(
    "head",
    [
        "Namn;E-post;Telefon;Organisation;Sektor;Roll",
        "Name;E-mail;Phone;Organisation;Sector;Role",
        "NIMI ;s-posti;Puh.;Taho;sektori;rooli",
        "nimi;sähköpostiosoite;GSM;yhdistys;SEKTORI;tehtävä",
    ],
)
def test_headings_are_known_in_three_languages(look, head):
    page = look(FINNISH.replace(FINNISH.partition("\n")[0], head.replace("s-posti", "email")))
    assert "Lisää 2 osallistujaa" in page.text


def test_a_workbook_is_read(app, world, look, take):
    rows = [
        ["Ikäihmisten palvelut, osallistujat", None, None],
        [],
        ["Etunimi", "Sukunimi", "Puhelin", "Sektori", "Syntynyt"],
        ["Aada", "Äijälä", 401234567, "Kolmas sektori", date(1970, 1, 1)],
        [None, None, None, None, None],
        ["Pentti", "Puhelin", 401234568.0, "yritys", None],
    ]
    page = look(workbook(rows), name="lista.xlsx")
    assert "Syntynyt" in page.text and "Lisää 2 osallistujaa" in page.text
    assert take(page).status_code == 303
    here = seats(app, world)
    assert (here["Aada Äijälä"]["phone"], here["Aada Äijälä"]["sector"]) == (
        "+358401234567",
        "third",
    )
    assert here["Pentti Puhelin"]["phone"] == "+358401234568"


@pytest.mark.parametrize(
    ("row", "line", "field"),
    [
        (";aada@example.org;;;Asukkaat;", 2, "Nimi"),
        ("Aada Aalto;aada@;;;Asukkaat;", 2, "Sähköposti"),
        ("Aada Aalto;;12;;Asukkaat;", 2, "Puhelin"),
        ("Aada Aalto;;;;Asukkaat;", 2, "Puhelin"),
        ("Aada Aalto;aada@example.org;;;Armeija;", 2, "Sektori"),
        ("Aada Aalto;aada@example.org;;;;", 2, "Sektori"),
        ("Aada Aalto;aada@example.org;;Tuntematon ry;Asukkaat;", 2, "Organisaatio"),
        ("Aada 010101-900R;aada@example.org;;;Asukkaat;", 2, "Nimi"),
        ('"Aada\nAalto";aada@example.org;;;Asukkaat;\nToinen;t@;;;Asukkaat;', 4, "Sähköposti"),
    ],
)
def test_a_bad_row_is_named_with_its_field(look, row, line, field):
    text = look(f"{FINNISH.partition(chr(10))[0]}\n{row}\n").text
    cells = re.findall(r'data-label="[^"]*">([^<]*)</td>', text)
    assert (str(line), field) in pairwise(cells)


def test_everything_that_is_wrong_in_a_row_is_said_at_once(look):
    text = look(f"{FINNISH.partition(chr(10))[0]}\nLaila Uusi;laila@;;Tuntematon;Armeija;\n").text
    assert re.findall(r"<td[^>]*>2</td><td[^>]*>([^<]*)</td>", text) == [
        "Sähköposti",
        "Organisaatio",
        "Sektori",
    ]


def test_good_rows_are_taken_and_bad_ones_left_out(app, world, look, take):
    page = look(FINNISH + "Laila Uusi;laila@;;;Asukkaat;\n")
    assert "Lisää 2 osallistujaa" in page.text and "Nämä rivit jäävät pois" in page.text
    take(page)
    assert "Laila Uusi" not in seats(app, world)


def test_somebody_twice_in_the_list_is_taken_once(look):
    again = "Aada Toinen;AADA@example.org;;;Asukkaat;\nPentti Puhelin;;+358 40 1234567;;Asukkaat;\n"
    page = look(FINNISH + again)
    assert "Lisää 2 osallistujaa" in page.text
    assert page.text.count("on listassa kahdesti") == 2


def test_the_same_list_brought_again_adds_nobody(app, world, look, take):
    take(look(FINNISH))
    many = len(seats(app, world))
    page = look(FINNISH)
    assert page.text.count("on jo mukana") == 2 and 'name="rows"' not in page.text
    assert len(seats(app, world)) == many


def test_who_came_in_meanwhile_is_named_at_the_second_press(app, world, look, take, browser):
    page = look(FINNISH)
    data = {"name": "Aada Ä", "email": "aada@example.org", "language": "fi", "role": "member"}
    table = f"/groups/{world.group('karttula')}"
    browser("villager").post(f"{table}/people/new", data=data | {"sector": "parish"})
    answer = take(page)
    assert answer.status_code == 422 and "Lisää 1 osallistuja" in answer.text
    assert "Pentti Puhelin" not in seats(app, world)
    assert take(answer).status_code == 303
    assert "Pentti Puhelin" in seats(app, world)


def test_two_presses_at_once_add_the_list_once(app, world, browser, here, look):
    data = {"rows": sealed(look(FINNISH))}
    hands = [browser("villager") for _hand in range(4)]
    assert at_once(hands, f"{here}/people", data) == [303, 422, 422, 422]
    assert list(seats(app, world)).count("Pentti Puhelin") == 1


def test_an_officer_brings_new_organisations_into_the_register(app, world, look, take):
    content = FINNISH + "Laila Uusi;laila@example.org;;Uusi yhdistys ry;yhdistys;\n"
    page = look(content, "officer")
    assert "Uutta toimijarekisterissä: Uusi yhdistys ry" in page.text
    take(page, "officer")
    laila = seats(app, world)["Laila Uusi"]
    assert laila["actor_id"] is not None and laila["sector"] == "third"


def test_a_sector_is_chosen_for_those_who_have_none(app, world, look, take):
    page = look("Nimi;Sähköposti\nLaila Uusi;laila@example.org\n", sector="business")
    take(page)
    assert seats(app, world)["Laila Uusi"]["sector"] == "business"


def test_somebody_known_here_is_linked(app, world, look, take):
    take(look(f"Nimi;Sähköposti;Sektori\nJäsen;{world.email('member')};Asukkaat\n"))
    assert seats(app, world)["Jäsen"]["member_id"] == world.member("member")


@pytest.mark.parametrize("rows", ["", "x", "eyJhIjoxfQ.aaaa.bbbb"])
def test_rows_that_the_page_did_not_carry_are_refused(app, world, browser, here, rows):
    many = len(seats(app, world))
    answer = browser("villager").post(f"{here}/people", data={"rows": rows})
    assert answer.status_code == 422 and 'id="file-error"' in answer.text
    assert len(seats(app, world)) == many


def test_rows_of_another_reader_or_group_are_refused(browser, look, take, here, world):
    page = look(FINNISH)
    assert take(page, "officer").status_code == 422


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("officer", 200)])
def test_who_brings_lists(look, who, status):
    assert look(FINNISH, who).status_code == status


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Kolmas sektori", "third"),
        ("3. sektori", "third"),
        ("kolmas", "third"),
        ("Julkinen", "public"),
        ("Företagssektorn", "business"),
        ("seurakunta", "parish"),
        ("Residents", "residents"),
        ("pro", None),
        ("", None),
        ("x", None),
    ],
)
def test_sectors_are_known_by_their_usual_words(app, typed, code):
    with app.app_context():
        assert headings.sector(typed) == code
