"""What people write keeps its words and its numbers, and does no harm."""

import pytest

from webapp.core.writing import clean_html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1. yksi\n2. kaksi", ["<li>yksi", "<li>kaksi"]),
        ("15. marraskuuta talkoot", ['<li value="15">marraskuuta talkoot']),
        ("1. tammikuuta\n1. helmikuuta", ["<li>tammikuuta", '<li value="1">helmikuuta']),
        ("3. a\n4. b\n7. c", ['<li value="3">a', "<li>b", '<li value="7">c']),
        ("- a\n\n  2. b\n- c", ['<li value="2">b', "<li>\n<p>c"]),
        ("1. a\n\n   5. b\n2. c", ["<li>\n<p>a", '<li value="5">b', "<li>\n<p>c"]),
    ],
)
def test_a_numbered_line_keeps_its_number(typed, shown):
    html = clean_html(typed)
    assert all(part in html for part in shown), html


@pytest.mark.parametrize("typed", ["www.kuopio.fi", "https://www.kuopio.fi"])
def test_a_link_without_its_scheme_leads_there_too(typed):
    assert 'href="https://www.kuopio.fi"' in clean_html(f"[Kuopio]({typed})")


@pytest.mark.parametrize(
    "typed",
    ["<script>x</script>", "<li value=9 onclick=x>", "[a](javascript:x)", "[a](data:text/html,x)"],
)
def test_nothing_that_acts_is_left(typed):
    html = clean_html(typed)
    assert "<script" not in html and "<li" not in html and "href" not in html
