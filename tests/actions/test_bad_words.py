"""Odd numbers, days that have passed, and words that want to be more than words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.accounts.people import mails_to
from tests.actions.conftest import ADDRESS
from tests.actions.links import links_to
from tests.mailbox import text_of
from webapp.core.formats import date_typed, today
from webapp.demonstration.cast import id_of

ATTACKS = (
    "<script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](javascript:alert(1))",
    "{{ 7 * 7 }}",
    '"><img src=x onerror=alert(1)>',
)


def is_tame(html: str) -> bool:
    """None of them has become an element, an attribute or an address."""
    low = html.lower()
    wild = ("<script>alert", "<svg/onload", "<img src=x", 'href="javascript:', "href=javascript:")
    return not any(it in low for it in wild)


@pytest.fixture
def new(world):
    return f"/actions/new?group={world.group('karttula')}"


@pytest.mark.parametrize(
    "figure", ["-1", "60,5", "2000000001", "1e9", "½", "NaN", "60 osallistujaa"]
)
def test_a_figure_that_is_no_count_is_refused_and_stays_on_the_page(browser, action, figure):
    done = {"figure": figure, "figure_of": "osallistujaa"}
    answer = browser("villager").post(f"{action}/completion", data=done)
    assert answer.status_code == 422
    assert f'value="{figure}"' in answer.text


@pytest.mark.parametrize(
    ("figure", "shown"),
    [("0", "0"), ("60", "60"), ("1 160", "1\N{NO-BREAK SPACE}160"), ("60,0", "60"),
     ("2000000000", "2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000")],
)  # fmt: skip
def test_a_count_is_kept_as_people_write_it(browser, action, figure, shown):
    done = {"figure": figure, "figure_of": "osallistujaa"}
    assert browser("villager").post(f"{action}/completion", data=done).status_code == 303
    assert f"{shown} osallistujaa" in browser("villager").get(action).text


def test_a_day_that_has_passed_is_kept_as_an_old_memo_says_it(
    browser, visitor, new, world, remind, subjects
):
    """It is late at once, and nobody is reminded of a day that had passed when they heard of it."""
    day = date_typed(today() - timedelta(days=10))
    seat = f"participant {_seat(world)}"
    facts = {"what": "Vanha lupaus", "holder": seat, "due_on": day}
    assert browser("villager").post(new, data=facts).status_code == 303
    text = visitor("kuopio").get(f"/actions/of/{world.group('karttula')}").text
    assert "Vanha lupaus" in text and "Myöhässä" in text
    remind()
    assert subjects() == [f"Vastuullanne oleva toimenpide: Vanha lupaus, määräpäivä {day}"]


def test_a_continuing_one_is_never_due(browser, world, new, remind, subjects):
    facts = {"what": "Kahvitus", "holder": f"participant {_seat(world)}", "is_continuing": "y"}
    browser("villager").post(new, data=facts)
    remind()
    assert subjects() == ["Vastuullanne oleva toimenpide: Kahvitus, jatkuva"]


def test_an_actor_outside_the_table_is_chosen_from_the_register(browser, world, new):
    """Who does not sit at the table can be responsible; in the list it comes after who does."""
    page = browser("villager").get(new).text
    seat, actor = _seat(world), world.actor("karttula_parish")
    assert page.index(f"participant {seat}") < page.index(f"actor {actor}")


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_stay_words_on_every_page_and_in_every_mail(
    app, browser, visitor, world, post, new, attack
):
    villager = browser("villager")
    seat = f"participant {_seat(world)}"
    day = date_typed(today() + timedelta(days=9))
    villager.post(new, data={"what": attack, "holder": seat, "due_on": day})
    other = {"what": "Toinen", "holder": "other", "party": attack, "due_on": day}
    villager.post(new, data=other)
    done = {"note": attack, "figure": "3", "figure_of": attack}
    villager.post(f"/actions/{world.action('karttula')}/completion", data=done)
    for page in (
        f"/actions/of/{world.group('karttula')}",
        f"/actions/of-area/{world.area('karttula')}",
        f"/actions/{world.action('karttula')}",
        f"/groups/{world.group('karttula')}",
        links_to(app, world)[ADDRESS],
    ):
        assert is_tame(visitor("kuopio").get(page).text)
    mail = mails_to(ADDRESS, app, post)[-1]
    assert attack in text_of(mail)
    assert is_tame(mail.get_body(("html",)).get_content())
    feed = visitor("kuopio").get(f"/areas/{world.area('karttula')}/feed.atom").text
    assert is_tame(feed)


def _seat(world):
    return id_of("participant", f"{world.group('karttula')} member")
