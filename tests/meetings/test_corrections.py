"""Corrections to a memo: suggested from the mail, answered, and made in a new version."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from tenants.owned import utcnow
from tests.meetings.secretary import change
from webapp.meetings.models import Correction, MemoVersion


def test_a_correction_opens_a_new_version_and_the_old_one_stays(
    memo, visitor, here, token, work, post
):
    def writing():
        return memo.client.get(f"{here}/writing").text

    memo.published()
    id = here.split("/")[-1]
    path = f"/meetings/corrections/{token('member')}/{id}"
    visitor("kuopio").post(path, data={"text": "Autoja on kolme."})
    work()
    (mail,) = [it for it in post() if it["Subject"].startswith("Korjausehdotus")]
    assert "Autoja on kolme." in mail.get_body(("plain",)).get_content()
    accept = re.search(
        r'Autoja on kolme\..*?(/meetings/corrections/[^"/]+/acceptance)',
        memo.client.get(f"{here}/memo").text,
        re.DOTALL,
    )
    assert memo.client.post(accept[1]).status_code == 303
    promised = re.search(r"Lupasit korjata tämän.*?</div>", writing(), re.DOTALL)
    assert "Autoja on kolme." in promised[0]
    memo.write("Autoja on kolme, sovittiin.")
    assert memo.publish().status_code == 422
    assert memo.publish("Autojen määrä korjattiin.").status_code == 303
    text = memo.client.get(f"{here}/memo").text
    assert "Autoja on kolme, sovittiin." in text
    assert "Autojen määrä korjattiin." in text
    memo.client.post(f"{here}/versions")
    assert "Lupasit korjata tämän" not in writing(), "the promise is kept"
    assert "Puhuttiin kyydeistä." in memo.client.get(f"{here}/memo?version=1").text


def test_a_suggestion_that_is_not_taken_is_answered_with_the_reason(
    memo, visitor, here, token, kept
):
    memo.published()
    id = here.split("/")[-1]
    path = f"/meetings/corrections/{token('member')}/{id}"
    visitor("kuopio").post(path, data={"text": "Minua ei mainita."})
    mine = Correction.text == "Minua ei mainita."
    (correction,) = kept(select(Correction).where(mine))
    answer = f"/meetings/corrections/{correction.id}/answer"
    assert memo.client.post(answer, data={"reply": ""}).status_code == 422
    assert memo.client.post(answer, data={"reply": "Nimiä ei kirjata."}).status_code == 303
    page = visitor("kuopio").get(f"/meetings/memos/{token('member')}/{id}").text
    assert "Nimiä ei kirjata." in page


def test_after_its_day_no_correction_is_taken(memo, browser, here):
    memo.published()
    change(MemoVersion, created_at=utcnow() - timedelta(days=9))
    answer = browser("twofold").post(f"{here}/corrections", data={"text": "Myöhässä."})
    assert answer.status_code == 409
    assert "Myöhässä." in answer.text  # to be told to the secretary


def test_nobody_writes_mails_without_end_by_suggesting(memo, visitor, browser, here, token):
    memo.published()
    path = f"/meetings/corrections/{token('member')}/{here.split('/')[-1]}"
    for who, where in ((visitor("kuopio"), path), (browser("twofold"), f"{here}/corrections")):
        codes = [who.post(where, data={"text": "Väärin."}).status_code for _time in range(31)]
        assert codes == [303] * 30 + [429]
