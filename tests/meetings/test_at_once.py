"""Two at the same memo at the same moment: one clear outcome, and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tenants.db import db
from tests.client import HX
from webapp.meetings.models import Correction, Item, Meeting, MemoVersion

HANDS = 8


@pytest.fixture
def path(world):
    return f"/meetings/items/{world.item('karttula')}/text"


def at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as hands:
        return [it.result() for it in [hands.submit(act) for act in acts]]


def test_of_many_writers_one_saves_and_the_others_see_it(browser, path, inside, world):
    writers = [browser("villager" if n % 2 else "officer") for n in range(HANDS)]

    def write(n):
        data = {"text": f"Teksti {n}", "agreed": "", "version": 0, "page": f"sivu-{n}"}
        return writers[n].post(path, data=data, headers=HX)

    answers = at_once(*(lambda n=n: write(n) for n in range(HANDS)))
    assert sorted(it.status_code for it in answers) == [200] + [409] * (HANDS - 1)
    with inside():
        item = db.session.get(Item, world.item("karttula"))
        assert item.version == 1
        assert all(item.text in it.text for it in answers if it.status_code == 409)


def test_writers_who_answer_their_conflicts_lose_nothing(browser, path, inside, world):
    writers = [browser("villager" if n % 2 else "officer") for n in range(4)]

    def write(n):
        data = {"text": f"Teksti {n}.", "version": 0, "page": f"sivu-{n}"}
        answer = writers[n].post(path, data=data, headers=HX)
        while answer.status_code == 409:
            seen = answer.text.split('name="seen" value="')[1].split('"')[0]
            more = {"keep": "both", "seen": seen}
            answer = writers[n].post(path, data=data | more, headers=HX)
        return answer.status_code

    assert at_once(*(lambda n=n: write(n) for n in range(4))) == [200] * 4
    with inside():
        text = db.session.get(Item, world.item("karttula")).text
    assert sorted(text.split("\n\n")) == [f"Teksti {n}." for n in range(4)]


def test_who_writes_while_the_memo_is_sent_on_is_in_it_or_is_told(
    memo, browser, path, inside, world
):
    for turn in range(4):
        writer = browser("officer")
        data = {"text": f"Viime hetken teksti {turn}", "version": memo.version, "page": f"p{turn}"}
        sent, written = at_once(
            lambda: memo.send("chair"),
            lambda data=data, w=writer: w.post(path, data=data, headers=HX),
        )
        assert sent.status_code == 303
        with inside():
            item = db.session.get(Item, world.item("karttula"))
            is_in = item.text == data["text"]
            memo.version = item.version
        assert written.status_code == (200 if is_in else 409)
        memo.client.post(f"{memo.here}/writing")


def test_published_once_however_many_press(memo, browser, inside, world):
    memo.write()
    memo.send("chair")
    memo.client.post(f"{memo.here}/checks/{memo.seat('chair')}")
    officers = [browser("officer") for _hand in range(HANDS)]
    answers = at_once(*(lambda b=b: b.post(f"{memo.here}/memo").status_code for b in officers))
    assert sorted(answers) == [303] + [409] * (HANDS - 1)
    with inside():
        assert db.session.scalars(select(MemoVersion.number)).all() == [1]


def test_a_correction_suggested_while_a_version_is_published_waits_for_its_answer(
    memo, browser, inside, world
):
    memo.published()
    memo.client.post(f"{memo.here}/versions")
    chair = browser("twofold")
    suggested, published = at_once(
        lambda: chair.post(f"{memo.here}/corrections", data={"text": "Samaan aikaan."}),
        lambda: memo.publish("Korjattu."),
    )
    assert (suggested.status_code, published.status_code) == (303, 303)
    with inside():
        mine = select(Correction).where(Correction.text == "Samaan aikaan.")
        assert db.session.scalars(mine).one().is_open
        assert db.session.get(Meeting, world.meeting("karttula")).memo_version == 2


def test_a_suggestion_is_accepted_or_declined_but_never_both(memo, browser, inside):
    memo.published()
    browser("twofold").post(f"{memo.here}/corrections", data={"text": "Toinen näin."})
    mine = select(Correction).where(Correction.text == "Toinen näin.")
    with inside():
        id = db.session.scalars(mine).one().id
    one, other = browser("officer"), browser("villager")
    answer = {"reply": "Ei korjata."}
    at_once(
        lambda: one.post(f"/meetings/corrections/{id}/acceptance"),
        lambda: other.post(f"/meetings/corrections/{id}/answer", data=answer),
    )
    with inside():
        kept = db.session.scalars(mine).one()
        assert (kept.accepted_at is None) != (kept.declined_at is None)
        assert kept.reply == ("" if kept.accepted_at else "Ei korjata.")
