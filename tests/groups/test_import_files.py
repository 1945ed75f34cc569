"""What is no list is refused, and costs nothing."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from secrets import token_urlsafe
from time import process_time
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from openpyxl import load_workbook

from tests.groups.lists import workbook
from tests.groups.seats import seats

SHEET = "xl/worksheets/sheet1.xml"


def unpacked_to(size: int) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return made.getvalue()


def packed_otherwise() -> bytes:
    """By a way that no office program takes; spoilt, it fails by an error of its own."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_LZMA) as parts:
        parts.writestr(SHEET, b"<row/>" * 1000)
    return made.getvalue().replace(b"\x09\x04\x05\x00\x5d", b"\x09\x04\x05\x00\xff")


def tags() -> bytes:
    """Small, also unpacked, and long to read."""
    return changed_in(SHEET, b"<sheetData>", b"<sheetData>" + b"<row/>" * 400_000)


def changed_in(part: str, old: bytes, new: bytes) -> bytes:
    """A workbook in which something was put that no program writes."""
    made = BytesIO()
    whole = ZipFile(BytesIO(workbook([["Nimi"], ["Aada"]])))
    with ZipFile(made, "w", ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            content = whole.read(name)
            parts.writestr(name, content.replace(old, new) if name == part else content)
    return made.getvalue()


def sheets(many: int, row: int) -> bytes:
    """One and the same sheet many times, with its last line far below."""
    made, whole = BytesIO(), ZipFile(BytesIO(workbook([["Nimi"], ["Aada"]])))
    with ZipFile(made, "w", ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            content = re.sub(rb"<sheet [^>]*/>", lambda it: it[0] * many, whole.read(name))
            far = b'<row r="%d"' % row
            parts.writestr(
                name, content.replace(b'<row r="2"', far).replace(b'"A2"', b'"A%d"' % row)
            )
    return made.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><worksheet'
UNREADABLE = {
    "nothing": b"",
    "no headings": b"Aada;aada@example.org\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "an old workbook": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "a broken workbook": b"PK\x03\x04" + b"\0" * 600,
    "half a workbook": workbook([["Nimi"], ["Aada"]])[:2000],
    "another archive": unpacked_to(100),
    "a bomb": unpacked_to(200 * 1024 * 1024),
    "a bomb of 20 MB": unpacked_to(20 * 1024 * 1024),
    "too many tags": tags(),
    "too many sheets": sheets(50_000, row=2),
    "packed otherwise": packed_otherwise(),
    "entities": changed_in(SHEET, b"<worksheet", ENTITIES),
    "a far row": changed_in(SHEET, b'r="1"', b'r="x"'),
    "too many": ("Nimi;Puhelin\n" + "Aada;0401234567\n" * 501).encode(),
    "too large": b"Nimi;Puhelin\n" + b"x" * 1024 * 1024,
    "an open quote": b'Nimi;Puhelin\n"' + b"x" * 200_000,
    "a nul": b"Nimi;Puhelin\nAada\0;0401234567\n",
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_is_no_list_is_refused_at_the_field(look, what):
    answer = look(UNREADABLE[what])
    assert answer.status_code == 422 and 'id="file-error"' in answer.text


def test_rows_far_below_and_far_right_cost_nothing(look):
    far = changed_in(SHEET, b'r="A2"', b'r="XFD999999999"')
    far_row = changed_in(SHEET, b'<row r="2"', b'<row r="999999999"')
    for content in (far, far_row):
        assert look(content).status_code in (200, 422)


def test_a_sheet_that_stands_in_the_workbook_many_times_costs_little(look):
    content, begun = sheets(40, row=20_000), process_time()
    assert look(content).status_code == 200
    assert process_time() - begun < 5


def test_many_tags_are_not_read_anew_for_each_sheet(look):
    many = b"<row/>" * 20_000
    content = sheets(40, row=2)
    made, whole = BytesIO(), ZipFile(BytesIO(content))
    with ZipFile(made, "w", ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            parts.writestr(name, whole.read(name).replace(b"<sheetData>", b"<sheetData>" + many))
    assert "liikaa" in look(made.getvalue()).text


def test_what_is_larger_than_any_list_is_refused_before_it_is_read(look):
    assert look(b"Nimi;Puhelin\n" + b"x" * 20 * 1024 * 1024).status_code == 413


def test_dates_numbers_and_truths_are_read_as_they_are_shown(app, world, look, take):
    rows = [
        ["Nimi", "Puhelin", "Sektori", "Rooli", "Hyöty"],
        ["Aada Aalto", 401234567, "Asukkaat", date(2026, 1, 31), 12.5],
        ["Pentti Puro", "040 123 4568", "Asukkaat", 1.0, date(2026, 1, 31)],
    ]
    assert take(look(workbook(rows), name="lista.xlsx")).status_code == 303
    here = seats(app, world)
    assert [here[name]["seat"] for name in ("Aada Aalto", "Pentti Puro")] == ["31.1.2026", "1"]
    assert here["Aada Aalto"]["phone"] == "+358401234567"


def test_a_formula_that_was_never_calculated_is_named_by_its_row(look):
    rows = [["Nimi", "Puhelin", "Sektori"], ['="Aada"', "0401234567", "Asukkaat"]]
    rows.append(["Pentti", "0401234568", "Asukkaat"])
    text = look(workbook(rows), name="lista.xlsx").text
    assert "Lisää 1 osallistuja" in text
    assert re.search(r"<td[^>]*>2</td><td[^>]*>Nimi</td>", text)


def test_the_list_may_stand_on_any_sheet(look):
    book, made = load_workbook(BytesIO(workbook([["Ohje"], ["Täytä toinen taulukko."]]))), BytesIO()
    people = book.create_sheet("Osallistujat")
    for row in (["Nimi", "Puhelin", "Sektori"], ["Aada", "0401234567", "Asukkaat"]):
        people.append(row)
    book.save(made)
    assert "Lisää 1 osallistuja" in look(made.getvalue(), name="lista.xlsx").text


def test_every_bad_row_is_named(look):
    rows = "".join(f"Henkilö {n};h{n}@;Asukkaat\n" for n in range(300))
    text = look("Nimi;Sähköposti;Sektori\n" + rows).text
    named = re.findall(r"<td[^>]*>(\d+)</td><td[^>]*>Sähköposti</td>", text)
    assert named == [str(n) for n in range(2, 302)]


def test_a_formula_stays_a_text(look):
    page = look('Nimi;Sähköposti;Sektori\n"=HYPERLINK(1)";aada@example.org;Asukkaat\n')
    assert "=HYPERLINK(1)" in page.text


def test_five_hundred_people_are_taken(app, world, look, take):
    people = "".join(f"Henkilö {n};h{n}@example.org;Asukkaat\n" for n in range(500))
    page = look("Nimi;Sähköposti;Sektori\n" + people)
    assert page.status_code == 200 and take(page).status_code == 303
    assert len(seats(app, world)) == 503


def test_a_tower_of_accents_holds_nobody_up(look):
    """Unlimited, headings of a hundred thousand accents keep a process busy for minutes."""
    tower, begun = "a" + "\u0301\u0323" * 60_000, process_time()
    assert look(f"Nimi;{tower}\n".encode()).status_code == 200
    assert process_time() - begun < 2


def test_too_much_text_is_refused(look):
    """What the page would carry to the second press has its limit."""
    some = [
        (number, token_urlsafe(140), token_urlsafe(140), token_urlsafe(365))
        for number in range(500)
    ]
    rows = "".join(
        f"{n} {name};h{n}@example.org;Asukkaat;{role};{gain}\n" for n, name, role, gain in some
    )
    answer = look("Nimi;Sähköposti;Sektori;Rooli;Hyöty\n" + rows)
    assert answer.status_code == 422 and 'id="file-error"' in answer.text
