"""A network of hundreds: nobody is out of reach, and every number is right."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tenants.db import db
from tenants.owned import utcnow
from tests.client import HX
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Attendance

MORE = 120  # beside the three of the world


@pytest.fixture
def crowd(inside, world):
    with inside():
        group = db.session.get(Group, world.group("karttula"))
        for n in range(MORE):
            facts = {"name": f"Asukas {n:03}", "email": f"{n}@example.org", "sector": "residents"}
            Participant.add(group, None, **facts).joined_at = utcnow()


@pytest.fixture
def last(kept):
    """The one at the end of the alphabet, who is on no first page."""
    (row,) = kept(select(Participant).where(Participant.name == f"Asukas {MORE - 1:03}"))
    return row


def names(page):
    return re.findall(r"Asukas \d{3}", page)


def test_who_attends_is_shown_page_by_page(browser, soon, crowd):
    secretary = browser("villager")
    first = secretary.get(soon).text.partition('id="guests"')[2]
    assert "henkilöt 1–100, kaikkiaan 123" in first
    second = secretary.get(f"{soon}?people=2").text.partition('id="guests"')[2]
    assert "henkilöt 101–123, kaikkiaan 123" in second
    shown = names(first) + names(second)
    assert sorted(shown) == [f"Asukas {n:03}" for n in range(MORE)]
    for page in ("0", "-1", "77", "x"):
        assert "henkilöt 1–100" in secretary.get(f"{soon}?people={page}").text


def test_all_are_invited_whatever_the_page_shows(browser, soon, crowd, kept):
    secretary = browser("villager")
    assert "123 henkilölle" in secretary.get(soon).text
    secretary.post(f"{soon}/invitation")
    assert len(kept(select(Attendance.id).where(Attendance.invited_at.is_not(None)))) == 123


def test_who_is_not_on_the_list_of_presences_is_found_by_name(memo, here, crowd, last):
    page = memo.client.get(f"{here}/writing").text
    assert "100/123 henkilöä" in page and last.name not in page
    part = memo.client.get(f"{here}/writing?name=asukas 119", headers=HX).text
    assert part.lstrip().startswith('<section class="ds-card') and last.name in part
    memo.client.post(f"{here}/attendance/{last.id}", data={"presence": "present"})
    assert last.name in memo.client.get(f"{here}/writing").text
    assert "Sillä nimellä ei" in memo.client.get(f"{here}/writing?name=qq").text


def test_a_small_table_has_no_search(memo, here):
    assert "Nimen alku" not in memo.client.get(f"{here}/writing").text


def test_how_many_get_the_memo_counts_everybody(memo, here, crowd):
    memo.write()
    memo.send("chair")
    memo.client.post(f"{here}/checks/{memo.seat('chair')}")
    assert "123 henkilöä saa tämän" in memo.client.get(f"{here}/writing").text
