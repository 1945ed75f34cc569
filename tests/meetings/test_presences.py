"""Who was there: noted one by one, or all at once as they answered before the meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenants.owned import utcnow
from tests.meetings.secretary import change
from webapp.groups.models import Participant
from webapp.meetings.models import Attendance, Meeting

MEMBER = "Savon Autoilija"


@pytest.fixture
def told(memo, here):
    """`told("attend")`: the member had answered so, two months ago; who the memo then lists."""
    ago = utcnow() - timedelta(days=60)

    def of(answer):
        mine = Attendance.participant_id == memo.seat("member")
        change(Attendance, mine, answer=answer, answered_at=ago, presence=None)
        memo.client.post(f"{here}/attendance")
        memo.published()
        page = memo.client.get(f"{here}/memo").text
        return page.partition('id="attendance"')[2].partition("</section>")[0]

    return of


def test_people_are_noted_as_they_answered(told):
    assert MEMBER in told("attend")


def test_an_answer_about_another_time_notes_nobody(told):
    change(Meeting, moved_at=utcnow() - timedelta(days=59))
    assert MEMBER not in told("cannot")


@pytest.mark.parametrize("how", ["left_at", "declined_at"])
@pytest.mark.parametrize(("days_after", "is_noted"), [(-1, False), (1, True)])
def test_who_was_gone_before_the_meeting_was_not_there(
    memo, told, meeting, how, days_after, is_noted
):
    gone_at = meeting("starts_at") + timedelta(days=days_after)
    change(Participant, Participant.id == memo.seat("member"), **{how: gone_at})
    assert (MEMBER in told("attend")) == is_noted


def test_in_whose_place_somebody_came_is_told_in_the_memo(memo, here):
    stand_in = {"presence": "", "stand_in": "Taksiliitto"}
    memo.client.post(f"{here}/attendance/{memo.seat('member')}", data=stand_in)
    memo.published()
    page = memo.client.get(f"{here}/memo").text
    assert "Poissa" in page and "Taksiliitto" in page


def test_a_meeting_whose_time_is_corrected_afterwards_keeps_its_answers(memo, here, meeting):
    change(Meeting, invited_at=utcnow() - timedelta(days=90))
    facts = {"day": "12.10.2026", "clock": "17.30", "minutes": "60", "place": "Kirjasto"}
    assert memo.client.post(f"{here}/edit", data=facts).status_code == 303
    assert meeting("moved_at") is None
