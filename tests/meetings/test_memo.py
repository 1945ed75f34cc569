"""A memo is written, checked, published and corrected; its versions stay."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tests.meetings.secretary import change
from webapp.actions.models import Action
from webapp.groups.models import Group, Participant, TableRules
from webapp.meetings.models import Meeting


def test_the_chair_checks_from_the_mail_without_a_password(memo, visitor, work, post, token):
    memo.write()
    assert memo.send("chair").status_code == 303
    work()
    (mail,) = [it for it in post() if "arkastettava" in it["Subject"]]
    path = re.search(
        r"https://[^/]+(/meetings/memos/\S+)", mail.get_body(("plain",)).get_content()
    )[1]
    page = visitor("kuopio").get(path).text
    assert "Puhuttiin kyydeistä." in page
    checks = path.replace("memos", "checks")
    assert visitor("kuopio").post(checks).status_code == 303
    assert "Julkaise" in memo.client.get(f"{memo.here}/writing").text


def test_looking_at_the_draft_checks_nothing(memo, visitor, here, token, kept):
    memo.write()
    memo.send("chair")
    visitor("kuopio").get(f"/meetings/memos/{token('chair')}/{here.split('/')[-1]}")
    assert kept(select(Meeting).where(Meeting.checked_at.is_not(None))) == []


def test_what_was_left_out_is_said_before_it_goes_on(memo, here):
    change(Group, Group.id == memo.world.group("karttula"), memo_audience="summary")
    memo.write()
    assert "3 henkilön läsnäoloa ei ole vielä merkitty." in memo.client.get(f"{here}/writing").text
    memo.send("chair")
    memo.client.post(f"{here}/checks/{memo.seat('chair')}")
    page = memo.client.get(f"{here}/writing").text
    assert "Julkista tiivistelmää ei ole vielä kirjoitettu." in page
    before = re.search(r'name="before" type="hidden" value="([^"]*)"', page)[1]
    memo.client.post(f"{here}/summary", data={"summary": "On kyytejä.", "before": before})
    assert "ei ole vielä kirjoitettu" not in memo.client.get(f"{here}/writing").text


def test_two_checkers_both_check(memo, visitor, here, token):
    memo.write()
    memo.send("chair", "member")
    id = here.split("/")[-1]
    visitor("kuopio").post(f"/meetings/checks/{token('chair')}/{id}")
    assert memo.publish().status_code == 409
    visitor("kuopio").post(f"/meetings/checks/{token('member')}/{id}")
    assert memo.publish().status_code == 303


def test_nobody_checks_who_was_not_asked(memo, visitor, here, token):
    memo.write()
    memo.send("chair")
    path = f"/meetings/checks/{token('member')}/{here.split('/')[-1]}"
    assert visitor("kuopio").post(path).status_code == 409


def test_more_than_two_checkers_are_refused(memo):
    memo.write()
    assert memo.send("chair", "member", "secretary").status_code == 422


def test_an_unchecked_memo_is_not_published(memo):
    memo.write()
    assert memo.publish().status_code == 409


def test_a_memo_with_an_action_point_of_nobody_goes_no_further(memo, here):
    change(Action, participant_id=None)
    memo.write()
    answer = memo.send("chair")
    assert answer.status_code == 422
    assert "<li>Sovitaan kyydit</li>" in answer.text


def test_a_memo_with_an_action_point_without_a_day_is_not_published(memo):
    memo.write()
    memo.send("chair")
    memo.client.post(f"{memo.here}/checks/{memo.seat('chair')}")
    change(Action, due_on=None)
    assert memo.publish().status_code == 422
    change(Action, is_continuing=True)
    assert memo.publish().status_code == 303


def test_a_memo_taken_back_is_checked_anew(memo, here):
    memo.write()
    memo.send("chair")
    memo.client.post(f"{here}/checks/{memo.seat('chair')}")
    memo.client.post(f"{here}/writing")
    assert memo.publish().status_code == 409
    memo.write("Korjattu teksti.")
    assert "Korjattu teksti." in memo.client.get(f"{here}/writing").text


def test_a_published_memo_begins_with_the_goal_and_ends_with_the_actions(memo, here):
    memo.published()
    text = memo.client.get(f"{here}/memo").text
    order = ["Kukaan ei jää kyydittä.", "Puhuttiin kyydeistä.", "Kokeillaan", "Sovitaan kyydit"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_everybody_at_the_table_hears_of_it_once(memo, work, post):
    memo.published()
    memo.publish()
    work()
    mails = [it for it in post() if it["Subject"].startswith("Muistio")]
    assert len({it["To"] for it in mails}) == len(mails) == 3
    text = mails[0].get_body(("plain",)).get_content()
    assert "Kokeillaan kimppakyytejä." in text
    assert "Savon Autoilija: Sovitaan kyydit (viimeistään 31.1.2099)" in text


def test_a_participant_reads_it_from_the_mail(memo, visitor, here, token):
    memo.published()
    path = f"/meetings/memos/{token('member')}/{here.split('/')[-1]}"
    assert "Puhuttiin kyydeistä." in visitor("kuopio").get(path).text


def test_who_has_left_reads_nothing_by_the_old_link(memo, visitor, here, token):
    memo.published()
    path = f"/meetings/memos/{token('member')}/{here.split('/')[-1]}"
    change(Participant, left_at=Participant.joined_at)
    assert visitor("kuopio").get(path).status_code == 410


@pytest.mark.parametrize(
    ("audience", "memos", "status", "reads"),
    [
        ("public", "public", 200, "Puhuttiin kyydeistä."),
        ("public", "summary", 200, "Sovittiin kyydeistä."),
        ("public", "members", 303, ""),
        ("members", "public", 303, ""),
    ],
)
def test_the_public_reads_what_the_table_says(memo, visitor, here, audience, memos, status, reads):
    change(Group, audience=audience, memo_audience=memos)
    memo.write()
    memo.client.post(
        f"{here}/summary", data={"summary": "Sovittiin kyydeistä.", "before": "e3b0c44298fc1c14"}
    )
    memo.published()
    answer = visitor("kuopio").get(f"{here}/memo")
    assert answer.status_code == status
    assert reads in answer.text
    if memos == "summary":
        assert "Puhuttiin kyydeistä." not in answer.text


def test_the_public_reads_roles_and_organisations_but_no_names(memo, visitor, here):
    change(Group, memo_audience="public")
    memo.client.post(f"{here}/attendance/{memo.seat('member')}", data={"presence": "present"})
    memo.published()
    assert "Savon Autoilija" in memo.client.get(f"{here}/memo").text
    text = visitor("kuopio").get(f"{here}/memo").text
    assert "Savon Autoilija" not in text
    assert "Läsnä" in text


def test_before_it_is_published_only_those_at_the_table_see_how_far_it_is(
    memo, browser, visitor, here
):
    memo.write()
    assert visitor("kuopio").get(f"{here}/memo").status_code == 303
    assert browser("member").get(f"{here}/memo").status_code == 403
    text = browser("twofold").get(f"{here}/memo").text
    assert "luonnos" in text
    assert "Puhuttiin kyydeistä." not in text


def test_the_draft_is_read_at_the_table_when_it_is_checked(memo, browser, here):
    memo.write()
    change(Participant, Participant.role == "chair", role="member")
    assert browser("twofold").get(f"{here}/draft").status_code == 403
    memo.send("chair", "member")
    assert "Puhuttiin kyydeistä." in browser("twofold").get(f"{here}/draft").text


def test_drafted_action_points_are_given_out_with_the_memo(memo, kept):
    path = f"/meetings/items/{memo.world.item('karttula')}/actions"
    facts = {
        "what": "Kysytään",
        "holder": f"participant {memo.seat('member')}",
        "is_continuing": "y",
    }
    memo.client.post(path, data=facts)
    assert kept(select(Action.assigned_at).where(Action.what == "Kysytään")) == [None]
    memo.published()
    assert kept(select(Action.assigned_at).where(Action.what == "Kysytään")) != [None]


def test_the_draft_names_who_promised_and_was_not_there(memo, here):
    path = f"/meetings/items/{memo.world.item('karttula')}/actions"
    holder = f"participant {memo.seat('member')}"
    memo.client.post(path, data={"what": "Kysytään", "holder": holder, "is_continuing": "y"})
    promised = memo.client.get(f"{here}/draft").text.partition('id="actions"')[2]
    assert "Savon Autoilija" in promised


def test_minutes_are_called_minutes_where_the_municipality_says_so(memo, app, world, here):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        with app.test_request_context():
            TableRules.here().change(None, memo_word="minutes")
            db.session.commit()
        db.session.close()
    memo.published()
    text = memo.client.get(f"{here}/memo").text
    assert "Pöytäkirja 12.10.2026" in text
    for page in (text, memo.client.get(f"{here}/writing").text):
        assert "uistio" not in page


def test_the_matters_of_a_memo_that_is_checked_stay_as_they_are(memo, here):
    memo.write()
    memo.send("chair")
    item = f"/meetings/items/{memo.world.item('karttula')}"
    facts = {"title": "Jotain muuta", "kind": "question"}
    assert memo.client.post(f"{item}/edit", data=facts).status_code == 409
    assert memo.client.post(f"{here}/items", data=facts).status_code == 409
    assert "Jotain muuta" not in memo.client.get(f"{here}/draft").text
    memo.client.post(f"{here}/writing")
    assert memo.client.post(f"{item}/edit", data=facts).status_code == 303
