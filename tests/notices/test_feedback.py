"""Feedback gets a number and a day, reaches the municipality, and is answered by mail."""

from __future__ import annotations

import re

import pytest

from tests.accounts.people import at_once
from webapp.core import formats

GIVEN = {"subject": "accessibility", "text": "Painike ei toimi.", "email": "asukas@example.org"}


def test_the_thanks_name_a_number_and_a_day(visitor):
    page = visitor("varkaus").post("/feedback", data=GIVEN).text
    assert re.search(r"Asian numero \d+", page)
    assert "viimeistään" in page


def test_numbers_run_by_town(visitor):
    numbers = [
        re.search(r"Asian numero (\d+)", visitor(town).post("/feedback", data=GIVEN).text)[1]
        for town in ("rautalampi", "rautalampi", "mansikka")
    ]
    assert numbers == ["1", "2", "1"]


def test_a_personal_identity_code_is_refused(visitor):
    text = "Tunnukseni on 010101-900R"
    answer = visitor("kuopio").post("/feedback", data=GIVEN | {"text": text})
    assert answer.status_code == 422
    assert text in answer.text


@pytest.mark.parametrize("missing", ["subject", "text"])
def test_a_field_left_empty_is_named(visitor, missing):
    answer = visitor("kuopio").post("/feedback", data=GIVEN | {missing: ""})
    assert answer.status_code == 422
    assert GIVEN["email"] in answer.text


def test_the_answer_goes_to_the_sender(browser, visitor, work, post):
    visitor("varkaus").post("/feedback", data=GIVEN)
    admin = browser("varkaus_admin")
    cases = re.findall(r'href="(/feedback/received/[^"]+)"', admin.get("/feedback/received").text)
    admin.post(cases[-1], data={"answer": "Painike on korjattu."})
    work()
    assert "asukas@example.org" in [mail["To"].addresses[0].addr_spec for mail in post()]


def test_what_waits_longest_is_never_pushed_off_the_page(browser, snapshot, world):
    snapshot.connection.execute(
        "insert into feedback (tenant_id, id, created_at, number, subject, text, page, email,"
        " language, answer_by, answer, answered_at) select %s, gen_random_uuid(), now(), n,"
        " 'other', 'x', '', '', 'fi', now(), '', case when n %% 10 = 0 then now() end"
        " from generate_series(1001, 1080) n",
        [world.tenant("varkaus")],
    )
    page = browser("varkaus_admin").get("/feedback/received").text
    numbers = [int(number) for number in re.findall(r"Asia (\d+)", page)]
    waiting = [number for number in range(1001, 1081) if number % 10]
    assert numbers[1:] == waiting[:49]  # after the one that the town has already


def test_a_long_address_does_not_stop_the_feedback(visitor):
    client, page = visitor("varkaus"), "/" + "a" * 400
    kept = re.search(r'name="page"[^>]*value="([^"]*)"', client.get(f"/feedback?page={page}").text)
    assert client.post("/feedback", data=GIVEN | {"page": kept[1]}).status_code == 200


def test_feedback_is_answered_once(browser, visitor):
    visitor("varkaus").post("/feedback", data=GIVEN)
    admin = browser("varkaus_admin")
    case = re.search(r'href="(/feedback/received/[^"]+)"', admin.get("/feedback/received").text)[1]
    admin.post(case, data={"answer": "Painike on korjattu."})
    second = admin.post(case, data={"answer": "Painiketta ei ole."})
    assert second.status_code == 409
    assert "Painike on korjattu." in second.text


def test_of_answers_given_at_once_one_counts(browser, visitor):
    visitor("kuopio").post("/feedback", data=GIVEN)
    admins = [browser("admin") for _hand in range(6)]
    page = admins[0].get("/feedback/received").text
    case = re.search(r"/feedback/received/[0-9a-f-]{36}", page)[0]
    assert at_once(admins, case, {"answer": "Kiitos"}) == [303] + [409] * 5


def test_the_administrator_writes_the_towns_own_notice(browser, visitor):
    data = {"text-fi": "Oma **seloste**", "reviewed_on": formats.date_typed(formats.today())}
    browser("admin").post("/notices/privacy/edit", data=data)
    assert "Oma <strong>seloste</strong>" in visitor("kuopio").get("/privacy").text
    assert "Oma" not in visitor("varkaus").get("/privacy").text
