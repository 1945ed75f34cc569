"""Agenda and memo on paper: tagged, in the reader's language, whatever was written."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from tests.meetings.secretary import change
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Item, Meeting


@pytest.fixture
def id(world):
    return world.meeting("karttula")


def read(answer) -> PdfReader:
    assert answer.status_code == 200, answer.status
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    return PdfReader(BytesIO(answer.data))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_a_memo_on_paper_begins_with_the_goal_and_ends_with_the_actions(memo, id):
    memo.client.post(f"/meetings/{id}/attendance/{memo.seat('chair')}", data={"presence": "remote"})
    memo.published()
    text = text_of(read(memo.client.get(f"/meetings/memos/{id}.pdf")))
    order = ("Kuopion kaupunki", "Muistio 12.10.2026", "Kukaan ei jää kyydittä.", "Etänä",
             "Puhuttiin kyydeistä.", "Kokeillaan kimppakyytejä.", "Sovitaan kyydit")  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_it_says_on_its_first_page_whose_it_is_and_of_which_day(memo, id):
    memo.published()
    first = read(memo.client.get(f"/meetings/memos/{id}.pdf")).pages[0].extract_text()
    assert "Kuopion kaupunki" in first
    assert "12.10.2026" in first


def test_markdown_keeps_its_shape_and_markup_of_the_paper_is_only_text(memo, id):
    days = "15. marraskuuta\n22. marraskuuta"
    memo.write(
        f"**Kyydit**\n- yksi\n\n{days}\n\n#pagebreak() $x$ *a* [linkki](https://example.org)"
    )
    memo.send("chair")
    memo.client.post(f"/meetings/{id}/checks/{memo.seat('chair')}")
    memo.publish()
    pdf = read(memo.client.get(f"/meetings/memos/{id}.pdf"))
    assert "#pagebreak() $x$" in text_of(pdf)
    assert "• yksi 15. marraskuuta 22. marraskuuta" in text_of(pdf)


@pytest.mark.parametrize(
    "odd", ["👩‍👩‍👧‍👦 perhe", "漢字", "\ue000 oma", "مرحبا", "ǩeäʹsǩ", "x" * 19_000]
)
def test_signs_that_no_font_has_do_not_stop_the_memo(memo, id, odd):
    memo.write(odd + " loppu")
    memo.send("chair")
    memo.client.post(f"/meetings/{id}/checks/{memo.seat('chair')}")
    memo.publish()
    assert "loppu" in text_of(read(memo.client.get(f"/meetings/memos/{id}.pdf")))


def test_the_public_gets_only_the_summary_where_the_table_says_so(memo, visitor, id):
    change(Group, memo_audience="summary")
    memo.client.post(
        f"/meetings/{id}/summary", data={"summary": "Sovittiin.", "before": "e3b0c44298fc1c14"}
    )
    memo.published()
    text = text_of(read(visitor("kuopio").get(f"/meetings/memos/{id}.pdf")))
    assert "Sovittiin." in text
    assert "Puhuttiin" not in text


def test_an_agenda_on_paper_shows_matters_and_minutes_to_those_at_the_table(memo, visitor, id):
    change(Item, minutes=30)
    text = text_of(read(memo.client.get(f"/meetings/agendas/{id}.pdf")))
    assert "1. Kyydit" in text
    assert "30" in text
    assert visitor("kuopio").get(f"/meetings/agendas/{id}.pdf").status_code == 303


def test_there_is_no_paper_of_an_unpublished_memo(memo, id):
    memo.write()
    assert memo.client.get(f"/meetings/memos/{id}.pdf").status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "[Sovittu]()",
        "[Sovittu](http://[)",
        f"[Sovittu](https://a.fi/{'a' * 9000})",
        "_a **b " * 400 + "Sovittu" + "** _" * 400,
    ],
)
def test_what_a_paper_cannot_hold_is_a_text_on_it(memo, id, world, text):
    memo.client.post(
        f"/meetings/items/{world.item('karttula')}/text",
        data={"text": text, "agreed": "", "version": "0", "page": "x"},
    )
    memo.published()
    assert "Sovittu" in text_of(read(memo.client.get(f"/meetings/memos/{id}.pdf")))


def test_an_agenda_brings_what_is_still_open_from_earlier(memo, soon, id):
    text = text_of(read(memo.client.get(f"/meetings/agendas/{id}.pdf")))
    assert "Aiemmin sovittu ja yhä kesken" in text
    assert "Sovitaan kyydit Savon Autoilija 31.1.2099" in text


def test_an_agenda_that_is_not_published_is_only_for_who_makes_it(memo, browser, id):
    change(Participant, Participant.role == "chair", role="member")
    paper, page = f"/meetings/agendas/{id}.pdf", f"/meetings/{id}"
    assert browser("twofold").get(paper).status_code == 404
    assert paper not in browser("twofold").get(page).text
    assert paper in memo.client.get(page).text
    memo.client.post(f"/meetings/{id}/agenda")
    assert browser("twofold").get(paper).status_code == 200
    assert paper in browser("twofold").get(page).text


@pytest.mark.parametrize(
    ("tag", "what", "called"),
    [
        ("fi", "agendas", "asialista"),
        ("sv", "agendas", "ärendelista"),
        ("fi", "memos", "muistio"),
        ("sv", "memos", "promemoria"),
    ],
)
def test_its_file_is_called_by_what_it_is_and_its_day(memo, id, tag, what, called):
    """By the day in Finland: at a quarter to one at night it is still yesterday in Greenwich."""
    change(Meeting, starts_at=datetime(2026, 10, 11, 21, 45, tzinfo=UTC))
    memo.published()
    memo.client.set_cookie("language", tag, domain=memo.client.site.removeprefix("https://"))
    answer = memo.client.get(f"/meetings/{what}/{id}.pdf")
    name = unquote(answer.headers["Content-Disposition"])
    assert name.startswith("attachment;") and f"{called}-2026-10-12.pdf" in name
