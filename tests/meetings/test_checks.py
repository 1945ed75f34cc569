"""The chair or two others check the memo; who finds a fault says so from the mail."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.mailbox import text_of
from tests.meetings.secretary import change
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Correction, Meeting
from webapp.traits.audited import Event

FAULT = "Autoja on kolme."


@pytest.fixture
def path(here, token):
    """`path("checks", "chair")`: where that participant does it by the link of a mail."""
    return lambda what, role: f"/meetings/{what}/{token(role)}/{here.split('/')[-1]}"


@pytest.fixture
def sent(memo):
    memo.write()
    memo.send("chair")
    return memo


def state(kept) -> str:
    return kept(select(Meeting).where(Meeting.number == 1))[0].memo_state


def test_one_alone_checks_only_as_the_chair(memo):
    memo.write()
    answer = memo.send("member")
    assert answer.status_code == 422
    assert "Valitse kaksi tai pelkästään puheenjohtaja." in answer.text
    assert memo.send("secretary", "member").status_code == 303
    assert "Lähetetty tarkastettavaksi" in memo.client.get(f"{memo.here}/writing").text


def test_where_no_chair_is_chosen_yet_two_check(memo, path, visitor, kept):
    change(Participant, Participant.role == "chair", role="member")
    memo.write()
    assert memo.send("chair").status_code == 422
    assert memo.send("chair", "member").status_code == 303
    for role in ("chair", "member"):
        assert visitor("kuopio").post(path("checks", role)).status_code == 303
    assert state(kept) == "checked"


def test_who_checked_from_the_mail_is_named_in_the_log(memo, path, visitor, kept):
    memo.write()
    memo.send("secretary", "member")
    visitor("kuopio").post(path("checks", "member"))
    (event,) = kept(select(Event).where(Event.what == "memo_checked"))
    assert event.details["by"] == "Savon Autoilija"


def test_who_checks_reads_what_the_public_will(memo, path, visitor):
    change(Group, memo_audience="summary")
    memo.write()
    memo.send("chair")
    assert (
        "Julkista tiivistelmää ei ole vielä" in visitor("kuopio").get(path("memos", "chair")).text
    )
    change(Meeting, summary_html="<p>Kyytejä etsitään.</p>")
    assert "Kyytejä etsitään." in visitor("kuopio").get(path("memos", "chair")).text


def test_who_checks_says_what_is_wrong_without_a_password(
    sent, path, visitor, work, post, here, kept
):
    chair = visitor("kuopio")
    page = chair.get(path("memos", "chair")).text
    assert f'action="{path("corrections", "chair")}"' in page
    assert chair.post(path("corrections", "chair"), data={"text": ""}).status_code == 422
    assert chair.post(path("corrections", "chair"), data={"text": FAULT}).status_code == 303
    assert FAULT in chair.get(path("memos", "chair")).text
    work()
    (mail,) = [it for it in post() if it["Subject"].startswith("Korjausehdotus")]
    assert FAULT in text_of(mail)
    assert FAULT in sent.client.get(f"{here}/memo").text


def test_what_is_accepted_takes_the_memo_back_to_be_corrected(sent, path, visitor, kept):
    visitor("kuopio").post(path("corrections", "chair"), data={"text": FAULT})
    (fault,) = kept(select(Correction).where(Correction.text == FAULT))
    answer = sent.client.post(f"/meetings/corrections/{fault.id}/acceptance")
    assert answer.status_code == 303
    assert state(kept) == "draft"
    assert sent.write(FAULT).status_code == 303
    assert sent.publish().status_code == 409
    sent.send("chair")
    visitor("kuopio").post(path("checks", "chair"))
    assert sent.publish().status_code == 303


def test_who_has_not_joined_is_not_asked_to_check(memo):
    """Their link would be dead."""
    change(Participant, Participant.role == "chair", joined_at=None)
    memo.write()
    page = memo.client.get(f"{memo.here}/writing").text
    assert "Tarkastajaksi voi pyytää vain" in page
    assert memo.send("chair").status_code == 422


def test_who_chooses_nobody_for_what_is_fixed_is_told_so(sent):
    again = sent.client.post(f"{sent.here}/checks")
    assert again.status_code == 409
    assert 'role="alert"' in again.text


def test_the_memo_of_a_cancelled_meeting_goes_no_further(memo, kept):
    memo.client.post(f"{memo.here}/cancellation", data={"reason": "Ei ehditty."})
    memo.write()
    answer = memo.send("chair")
    assert answer.status_code == 409 and "Ei ehditty." in answer.text
    assert state(kept) == "draft"


def test_what_is_found_in_a_draft_that_is_taken_back_meanwhile_is_not_lost(
    sent, path, browser, visitor, here, kept
):
    change(Participant, Participant.role == "chair", role="member")
    sent.client.post(f"{here}/writing")
    for reader, where in (
        (browser("twofold"), f"{here}/corrections"),
        (visitor("kuopio"), path("corrections", "chair")),
    ):
        answer = reader.post(where, data={"text": FAULT}, follow_redirects=True)
        assert answer.status_code == 200 and FAULT in answer.text
        assert "Puhuttiin kyydeistä." not in answer.text
    assert len(kept(select(Correction).where(Correction.text == FAULT))) == 2
    assert FAULT in sent.client.get(f"{here}/memo").text


def test_who_was_not_asked_sees_no_draft_by_the_link(sent, path, visitor):
    assert "Puhuttiin kyydeistä." not in visitor("kuopio").get(path("memos", "member")).text
    answer = visitor("kuopio").post(path("corrections", "member"), data={"text": FAULT})
    assert answer.status_code == 404


@pytest.mark.parametrize("is_sent", [False, True])
def test_who_checks_unasked_sees_no_draft_either(memo, path, browser, visitor, is_sent):
    change(Participant, Participant.role == "chair", role="member")
    memo.write()
    if is_sent:
        memo.send("secretary", "chair")
    answers = [visitor("kuopio").post(path("checks", "member"))]
    if not is_sent:  # a draft is read by those at the table when it is being checked
        answers.append(browser("twofold").post(f"{memo.here}/check"))
    for answer in answers:
        assert answer.status_code == 409
        assert "Tämä ei odota" in answer.text
        assert "Puhuttiin kyydeistä." not in answer.text


def test_who_has_checked_still_reads_what_was_checked(sent, path, visitor):
    chair = visitor("kuopio")
    chair.post(path("checks", "chair"))
    page = chair.get(path("memos", "chair")).text
    assert "Puhuttiin kyydeistä." in page and "Tarkastit" in page


WAY = ("draft", "checking", "checked", "published")
READS = {  # who reads the text of a memo that is for everybody, in each state
    "visitor": (303, 303, 303, 200),
    "member": (403, 403, 403, 200),  # of the town, not of the table
    "twofold": (403, 200, 200, 200),  # at the table
    "villager": (200, 200, 200, 200),  # the secretary
    "officer": (200, 200, 200, 200),
    "admin": (403, 403, 403, 200),  # who only administers
}


@pytest.mark.parametrize("who", READS)
@pytest.mark.parametrize("state", WAY)
def test_each_state_means_the_same_to_everybody_of_a_role(memo, browser, visitor, here, who, state):
    change(Participant, Participant.role == "chair", role="member")
    change(Group, memo_audience="public")
    steps = (
        lambda: memo.send("chair", "member"),
        lambda: [memo.client.post(f"{here}/checks/{memo.seat(it)}") for it in ("chair", "member")],
        memo.publish,
    )
    memo.write()
    for step in steps[: WAY.index(state)]:
        step()
    reader = visitor("kuopio") if who == "visitor" else browser(who)
    answer = reader.get(f"{here}/{'memo' if state == 'published' else 'draft'}")
    assert answer.status_code == READS[who][WAY.index(state)]
    assert ("Puhuttiin kyydeistä." in answer.text) == (answer.status_code == 200)
    is_writer = who in ("villager", "officer")
    assert (reader.get(f"{here}/writing").status_code == 200) == is_writer
    written = reader.post(f"/meetings/items/{memo.world.item('karttula')}/text", data={
        "text": "Uusi.", "agreed": "", "version": 1, "page": "p"})  # fmt: skip
    allowed = 303 if state == "draft" else 409
    assert written.status_code == (allowed if is_writer else READS[who][0])
