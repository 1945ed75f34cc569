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
    admin.post(cases[0], data={"answer": "Painike on korjattu."})
    work()
    assert "asukas@example.org" in [mail["To"].addresses[0].addr_spec for mail in post()]


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
