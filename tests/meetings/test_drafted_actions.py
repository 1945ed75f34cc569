"""Action points in a memo that is being written: who sees to them, and by when."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.meetings.secretary import change
from webapp.actions.models import Action
from webapp.groups.models import Participant
from webapp.meetings.models import Item


@pytest.fixture
def drafted(memo, kept):
    """`drafted(holder=…)`: one more is put down; what stands of it in the database."""

    def put(**facts):
        path = f"/meetings/items/{memo.world.item('karttula')}/actions"
        assert memo.client.post(path, data={"what": "Kysytään"} | facts).status_code == 303
        return now(kept)

    return put


def now(kept) -> Action:
    return kept(select(Action).where(Action.what == "Kysytään"))[0]


def test_who_has_left_meanwhile_is_not_lost_by_a_saving(memo, drafted, kept):
    action = drafted(holder=f"participant {memo.seat('member')}")
    change(Participant, Participant.role == "member", left_at=Participant.joined_at)
    path = f"/meetings/actions/{action.id}/edit"
    holder = f"participant {memo.seat('member')}"
    chosen = re.search(r"<option[^>]* selected[^>]*>", memo.client.get(path).text)[0]
    assert holder in chosen
    facts = {"what": "Kysytään", "holder": holder, "due_on": "31.1.2027"}
    assert memo.client.post(path, data=facts).status_code == 303
    assert now(kept).participant_id == memo.seat("member")


def test_which_actor_and_who_are_both_kept(memo, drafted, world):
    action = drafted(holder=f"participant {memo.seat('secretary')}")
    assert action.participant_id == memo.seat("secretary")
    assert action.actor_id == world.actor("karttula_village")


def test_an_actor_that_is_not_at_the_table_is_named_in_words(memo, drafted):
    action = drafted(holder="other", party="Kylätoimikunta", is_continuing="y")
    assert (action.party, action.actor_id, action.participant_id) == ("Kylätoimikunta", None, None)
    memo.published()
    assert "Kylätoimikunta" in memo.client.get(f"{memo.here}/memo").text


def test_a_last_day_is_not_before_the_meeting(memo):
    path = f"/meetings/items/{memo.world.item('karttula')}/actions"
    answer = memo.client.post(path, data={"what": "Kysytään", "due_on": "11.10.2026"})
    assert answer.status_code == 422 and "Päivä on ennen tapaamista." in answer.text
    answer = memo.client.post(path, data={"what": "Kysytään", "due_on": "12.10.2026"})
    assert answer.status_code == 303, "it may be done on the day itself"


@pytest.mark.parametrize("day", ["31.2.2027", "huomenna", "1.1.0001"])
def test_a_day_that_is_none_is_refused(memo, day):
    path = f"/meetings/items/{memo.world.item('karttula')}/actions"
    facts = {"what": "Kysytään", "due_on": day}
    assert memo.client.post(path, data=facts).status_code == 422


def test_what_is_agreed_when_the_memo_has_been_sent_on_is_there_to_be_copied(memo, drafted):
    action = drafted(is_continuing="y")
    change(Action, Action.id == action.id, party="Kylätoimikunta")
    memo.write()
    assert memo.send("chair").status_code == 303
    for path in (f"items/{memo.world.item('karttula')}/actions", f"actions/{action.id}/edit"):
        answer = memo.client.post(f"/meetings/{path}", data={"what": "Vielä yksi asia"})
        assert answer.status_code == 409 and "Vielä yksi asia" in answer.text


@pytest.mark.parametrize("other", ["removal", "edit"])
def test_what_is_removed_twice_or_edited_at_once_is_removed(memo, drafted, browser, kept, other):
    for _turn in range(3):
        path, typed = f"/meetings/actions/{drafted().id}", {"what": "Toisin sanoin"}
        with ThreadPoolExecutor(2) as both:
            removed = both.submit(browser("officer").post, f"{path}/removal")
            second = both.submit(memo.client.post, f"{path}/{other}", data=typed)
        assert removed.result().status_code in (303, 404)
        answer = second.result()
        assert answer.status_code in (303, 404, 409)
        assert answer.status_code != 409 or "Toisin sanoin" in answer.text
        assert kept(select(Action.id).where(Action.what.in_(["Kysytään", "Toisin sanoin"]))) == []


def test_of_removing_a_matter_and_agreeing_under_it_nothing_is_lost(memo, browser, kept):
    memo.client.post(f"{memo.here}/items", data={"title": "Kulut", "kind": "question"})
    (item,) = kept(select(Item.id).where(Item.title == "Kulut"))
    with ThreadPoolExecutor(2) as both:
        removed = both.submit(browser("officer").post, f"/meetings/items/{item}/removal")
        path, facts = f"/meetings/items/{item}/actions", {"what": "Kysytään hinnat"}
        agreed = both.submit(memo.client.post, path, data=facts)
    assert removed.result().status_code == 303
    found = kept(select(Action).where(Action.what == "Kysytään hinnat"))
    status = agreed.result().status_code
    assert status in (303, 404, 409) and bool(found) == (status == 303)
    assert len(kept(select(Item.id).where(Item.id == item))) == len(found)
    assert status != 409 or "Kysytään hinnat" in agreed.result().text


def test_what_was_published_is_not_removed_by_the_next_version(memo, kept, world):
    memo.published()
    memo.client.post(f"{memo.here}/versions")
    path = f"/meetings/actions/{world.action('karttula')}"
    assert memo.client.post(f"{path}/removal").status_code == 409
    assert len(kept(select(Action).where(Action.what == "Sovitaan kyydit"))) == 1
