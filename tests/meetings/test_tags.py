"""What a screen reader hears of a paper: its language and title, its headings, tables and lists."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from tests.meetings.secretary import change
from webapp.meetings.models import Item

TEXT = "**Kyydit**\n\n- yksi\n- kaksi\n\n[linkki](https://example.org)"


@pytest.fixture
def papers(memo, world):
    """`papers("memos", "sv")`: the memo, or the agenda, as a reader of Swedish loads it."""
    change(Item, minutes=30)
    memo.write(TEXT)
    memo.send("chair")
    memo.client.post(f"{memo.here}/checks/{memo.seat('chair')}")
    memo.publish()

    def load(what, tag):
        memo.client.set_cookie("language", tag, domain=memo.client.site.removeprefix("https://"))
        answer = memo.client.get(f"/meetings/{what}/{world.meeting('karttula')}.pdf")
        return PdfReader(BytesIO(answer.data)).trailer["/Root"]

    return load


def tags(node):
    """Every element of the structure, outermost first, in the order of reading."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from tags(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def names(root) -> list[str]:
    roles = root["/StructTreeRoot"].get("/RoleMap", {})
    return [roles.get(it["/S"], it["/S"]).lstrip("/") for it in tags(root["/StructTreeRoot"])]


@pytest.mark.parametrize("what", ["memos", "agendas"])
@pytest.mark.parametrize(
    ("tag", "titles"),
    [
        ("fi", {"memos": "Muistio 12.10.2026", "agendas": "Asialista 12.10.2026"}),
        ("sv", {"memos": "Promemoria 12.10.2026", "agendas": "Ärendelista 12.10.2026"}),
    ],
)
def test_it_is_tagged_and_says_its_language_and_title(papers, what, tag, titles):
    root = papers(what, tag)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(tag)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    about = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert titles[what] in about


@pytest.mark.parametrize("what", ["memos", "agendas"])
@pytest.mark.parametrize("tag", ["fi", "sv"])
def test_its_headings_go_down_one_step_at_a_time(papers, what, tag):
    levels = [int(it[1]) for it in names(papers(what, tag)) if it[0] == "H" and it[1:].isdigit()]
    assert len(levels) >= 2
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("what", ["memos", "agendas"])
@pytest.mark.parametrize("tag", ["fi", "sv"])
def test_its_table_has_headers_of_columns(papers, what, tag):
    root = papers(what, tag)
    found = names(root)
    assert {"Table", "TR", "TD"} <= set(found)
    heads = [it for it in tags(root["/StructTreeRoot"]) if it["/S"] == "/TH"]
    assert len(heads) >= 3
    assert {_scope(it) for it in heads} == {"/Column"}


def test_a_list_and_a_link_of_a_memo_are_ones_to_a_listener(papers):
    assert {"L", "LI", "LBody", "Link"} <= set(names(papers("memos", "fi")))


def _scope(head):
    of = head["/A"].get_object()
    return next(it.get_object()["/Scope"] for it in (of if isinstance(of, list) else [of]))
