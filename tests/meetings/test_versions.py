"""After publication a memo changes only by a new version: who reads which, and what changed."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.meetings.secretary import change
from webapp.groups.models import Group
from webapp.meetings.models import MemoVersion

NOTE = "Väärä nimi poistettiin."


@pytest.fixture
def corrected(memo):
    """Version 2 is published, with its note of change."""
    memo.published()
    memo.client.post(f"{memo.here}/versions")
    memo.write("Korjattu teksti.")
    memo.publish(NOTE)
    return memo


def paper(client, here) -> str:
    answer = client.get(f"/meetings/memos/{here.split('/')[-1]}.pdf")
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_was_published_is_not_written_over(memo, here, kept):
    memo.published()
    assert memo.write("Jälkikäteen.").status_code == 409
    assert memo.publish("Toinen.").status_code == 409
    assert kept(select(MemoVersion.number)) == [1]
    assert "Jälkikäteen." not in memo.client.get(f"{here}/memo").text


def test_a_summary_that_was_written_while_the_memo_was_published_is_shown(memo, here, kept):
    change(Group, memo_audience="summary")
    memo.published()
    written = {"summary": "Viime hetkellä.", "before": "e3b0c44298fc1c14"}
    answer = memo.client.post(f"{here}/summary", data=written)
    assert answer.status_code == 409 and "Viime hetkellä." in answer.text
    assert "Viime hetkellä." not in memo.client.get(f"{here}/writing").text


def test_a_new_version_says_what_changed(memo, here):
    memo.published()
    memo.client.post(f"{here}/versions")
    memo.write("Korjattu teksti.")
    assert memo.publish("").status_code == 422
    assert memo.publish(NOTE).status_code == 303


def test_while_it_is_corrected_everybody_reads_what_is_published(memo, visitor, browser, here):
    change(Group, memo_audience="public")
    memo.published()
    memo.client.post(f"{here}/versions")
    memo.write("Vielä kesken.")
    for reader in (visitor("kuopio"), browser("twofold"), memo.client):
        text = reader.get(f"{here}/memo").text
        assert "Puhuttiin kyydeistä." in text and "Vielä kesken." not in text


def test_at_the_table_all_versions_and_what_changed_are_read(corrected, browser, here):
    text = browser("twofold").get(f"{here}/memo").text
    assert NOTE in text and "Korjattu teksti." in text and "?version=1" in text
    first = browser("twofold").get(f"{here}/memo?version=1").text
    assert "Puhuttiin kyydeistä." in first and "Korjattu teksti." not in first
    assert NOTE in paper(browser("twofold"), here)


def test_who_reads_the_summary_reads_nothing_of_what_changed_inside(corrected, visitor, here):
    change(Group, memo_audience="summary")
    for address in (f"{here}/memo", f"{here}/memo?version=1", f"{here}/memo?version=2"):
        answer = visitor("kuopio").get(address)
        assert answer.status_code == 200
        assert NOTE not in answer.text
    assert NOTE not in paper(visitor("kuopio"), here)


def test_who_reads_the_memo_outside_the_table_reads_its_newest_version(corrected, visitor, here):
    change(Group, memo_audience="public")
    for address in (f"{here}/memo", f"{here}/memo?version=1"):
        text = visitor("kuopio").get(address).text
        assert "Korjattu teksti." in text and NOTE in text
        assert "Puhuttiin kyydeistä." not in text
    assert "Korjattu teksti." in paper(visitor("kuopio"), f"{here}")


def test_what_changed_stands_in_no_feed_and_no_list(corrected, visitor, here, world):
    change(Group, memo_audience="summary")
    for address in (
        f"/groups/{world.group('karttula')}",
        f"/meetings/of/{world.group('karttula')}",
        f"/areas/{world.area('karttula')}",
        f"/areas/{world.area('karttula')}/feed.atom",
        here,
    ):
        assert NOTE not in visitor("kuopio").get(address).text


def test_the_page_of_the_meeting_then_leads_to_the_memo_and_asks_for_no_answers(memo, here):
    assert 'id="guests"' in memo.client.get(here).text
    memo.published()
    page = memo.client.get(here).text
    assert 'id="guests"' not in page
    assert f'data-variant="primary" href="{here}/memo"' in page
