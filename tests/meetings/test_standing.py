"""What may still be changed of a meeting: not what its memo says, nor into the past."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tenants.db import db
from tenants.owned import utcnow
from tests.meetings.test_meetings import FORM
from webapp.core.formats import local
from webapp.groups.models import Group
from webapp.meetings.models import Meeting

FIXED = "Aikaa ja paikkaa ei voi nyt muuttaa"


def test_time_and_place_stand_while_the_memo_is_checked_and_published(memo, meeting, here):
    memo.write()
    memo.send("chair")
    for send_on in (lambda: memo.client.post(f"{here}/checks/{memo.seat('chair')}"), memo.publish):
        answer = memo.client.post(f"{here}/edit", data=FORM)
        assert answer.status_code == 409
        assert FIXED in answer.text and "Kylätalo" in answer.text
        assert meeting("place") != "Kylätalo"
        send_on()
    page = memo.client.get(f"{here}/edit").text
    assert FIXED in page and 'name="place"' not in page
    assert f"{here}/edit" not in memo.client.get(here).text


def test_a_new_version_may_correct_time_and_place(memo, meeting, here):
    memo.published()
    memo.client.post(f"{here}/versions")
    past = FORM | {"day": "12.10.2026"}
    assert memo.client.post(f"{here}/edit", data=past).status_code == 303
    memo.publish("Paikka korjattiin.")
    assert "Kylätalo" in memo.client.get(f"{here}/memo").text
    assert "Kylätalo" not in memo.client.get(f"{here}/memo?version=1").text


def test_what_has_a_memo_was_held_and_is_not_cancelled(memo, meeting, here):
    memo.write()
    memo.send("chair")
    reason = {"reason": "Ei ehditty."}
    assert memo.client.get(f"{here}/cancellation").status_code == 409
    answer = memo.client.post(f"{here}/cancellation", data=reason)
    assert answer.status_code == 409 and f"{here}/writing#way" in answer.text
    memo.client.post(f"{here}/checks/{memo.seat('chair')}")
    memo.publish()
    memo.client.post(f"{here}/versions")
    assert memo.client.post(f"{here}/cancellation", data=reason).status_code == 409
    assert meeting("cancelled_at") is None


def test_moving_and_sending_the_memo_on_at_once_have_one_outcome(memo, browser, meeting, here):
    memo.write()
    for turn in range(4):
        officer, place = browser("officer"), f"Talo {turn}"
        with ThreadPoolExecutor(2) as both:
            moved = both.submit(officer.post, f"{here}/edit", data=FORM | {"place": place})
            sent = both.submit(memo.send, "chair")
        assert sent.result().status_code == 303
        assert moved.result().status_code == (303 if meeting("place") == place else 409)
        memo.client.post(f"{here}/writing")


def test_a_cancelled_meeting_does_not_move(browser, soon, meeting):
    secretary = browser("villager")
    secretary.post(f"{soon}/cancellation", data={"reason": "Ei ehditty."})
    secretary.post(f"{soon}/edit", data=FORM)
    assert meeting("place") != "Kylätalo"


def test_cancelling_twice_and_moving_at_once_tell_one_thing(browser, soon, meeting):
    browser("villager").post(f"{soon}/invitation")
    hands = [browser(who) for who in ("villager", "officer", "twofold")]
    with ThreadPoolExecutor(3) as all_at_once:
        acts = [
            all_at_once.submit(hand.post, f"{soon}/cancellation", data={"reason": "Lumi"})
            for hand in hands[:2]
        ]
        acts.append(all_at_once.submit(hands[2].post, f"{soon}/edit", data=FORM))
    assert {act.result().status_code for act in acts} == {303}
    assert meeting("sequence") == (2 if meeting("place") == "Kylätalo" else 1)


def test_of_two_who_edit_the_second_sees_what_the_first_saved(browser, soon, meeting):
    secretary, chair = browser("villager"), browser("twofold")
    version = re.search(r'name="version"[^>]*value="(\w+)"', secretary.get(f"{soon}/edit").text)[1]
    chair.post(f"{soon}/edit", data=FORM | {"place": "Kirjasto", "version": version})
    late = FORM | {"place": "Koulu", "version": version}
    answer = secretary.post(f"{soon}/edit", data=late)
    assert answer.status_code == 409 and meeting("place") == "Kirjasto"
    assert "Näin tapaaminen on nyt:" in answer.text
    assert "Kirjasto" in answer.text and 'value="Koulu"' in answer.text
    again = re.search(r'name="version"[^>]*value="(\w+)"', answer.text)[1]
    assert secretary.post(f"{soon}/edit", data=late | {"version": again}).status_code == 303
    assert meeting("place") == "Koulu"


def test_a_meeting_that_was_held_already_is_added_and_says_so(browser, world):
    new = f"/meetings/new?group={world.group('karttula')}"
    past = FORM | {"day": "5.1.2026"}
    page = browser("villager").post(new, data=past, follow_redirects=True).text
    assert "Sen aika on jo mennyt" in page
    assert "Kutsu tapaamiseen" not in page and "Kirjoita muistio" in page


def test_who_were_invited_are_not_moved_into_the_past(browser, soon, meeting):
    secretary = browser("villager")
    past = FORM | {"day": "5.1.2026"}
    secretary.post(f"{soon}/invitation")
    answer = secretary.post(f"{soon}/edit", data=past)
    assert answer.status_code == 422 and 'href="#clock"' in answer.text
    assert local(meeting("starts_at")).year != 2026 or meeting("starts_at") > utcnow()


@pytest.mark.parametrize(("minutes", "status"), [("0", 422), ("600", 303), ("601", 422)])
def test_a_meeting_takes_from_five_minutes_to_ten_hours(browser, world, minutes, status):
    new = f"/meetings/new?group={world.group('karttula')}"
    answer = browser("villager").post(new, data=FORM | {"minutes": minutes})
    assert answer.status_code == status


@pytest.fixture
def ended(inside, world, soon):
    with inside():
        db.session.get(Group, world.group("karttula")).ended_at = utcnow()
    return soon


def test_no_meeting_is_called_when_the_work_has_ended(browser, ended, world):
    new = f"/meetings/new?group={world.group('karttula')}"
    answer = browser("villager").post(new, data=FORM)
    assert answer.location == f"/groups/{world.group('karttula')}"


def test_a_meeting_left_ahead_is_to_be_cancelled(browser, ended, world, meeting):
    secretary = browser("villager")
    assert "Peru tapaaminen, niin kutsutut" in secretary.get(ended).text
    assert "Kutsu tapaamiseen" not in secretary.get(ended).text
    listed = secretary.get(f"/meetings/of/{world.group('karttula')}").text
    assert "Peru se sen omalla sivulla" in listed
    secretary.post(f"{ended}/cancellation", data={"reason": "Työ päättyi."})
    assert meeting("cancelled_at")
    assert "Peru se" not in secretary.get(f"/meetings/of/{world.group('karttula')}").text


def test_a_long_meeting_that_is_on_is_still_my_next_one(browser, inside, world):
    with inside():
        meeting = db.session.get(Meeting, world.meeting("karttula"))
        meeting.minutes, meeting.starts_at = 600, utcnow() - timedelta(hours=9)
        meeting.place = "Kylätalo"
    assert "Kylätalo" in browser("villager").get("/").text
