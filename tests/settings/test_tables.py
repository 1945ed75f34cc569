"""Every number of the tables is a setting of the municipality."""

import re

import pytest

from tests.settings.reading import events

PAGE = "/settings/tables"
RULES = {
    "meeting_minutes": "120",
    "fewest": "3",
    "most": "20",
    "correction_days": "14",
    "reminder_days": "5",
    "memo_word": "minutes",
    "ground_rules-fi": "Yksi puhuu kerrallaan.",
}


def value_of(name: str, page: str) -> str:
    field = re.search(f'<input[^>]* name="{name}"[^>]*>', page)[0]
    return re.search('value="([^"]*)"', field)[1]


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 303), ("member", 403), ("villager", 403), ("officer", 403), ("admin", 200)],
)
def test_only_an_administrator_sets_them(reader, who, status):
    here = reader(who)
    assert here.get(PAGE).status_code == status
    assert here.post(PAGE, data={"fewest": ""}).status_code == {200: 422}.get(status, status)


def test_the_guides_values_stand_there_to_begin_with(browser):
    numbers = {"meeting_minutes": "90", "fewest": "5", "most": "15", "correction_days": "7"}
    numbers["reminder_days"] = "3"
    page = browser("admin").get(PAGE).text
    assert {name: value_of(name, page) for name in numbers} == numbers


def test_what_is_set_holds_from_then_on(browser):
    admin = browser("admin")
    assert admin.post(PAGE, data=RULES).status_code == 303
    assert value_of("meeting_minutes", admin.get(PAGE).text) == "120"
    assert "Yksi puhuu kerrallaan." in admin.get("/groups/new").text


def test_a_table_is_warned_by_the_towns_own_numbers(browser, world):
    table = f"/groups/{world.group('karttula')}"
    assert "5–15" in browser("villager").get(table).text
    browser("admin").post(PAGE, data=RULES | {"fewest": "3", "most": "4"})
    assert "osallistujaa on" not in browser("villager").get(table).text
    browser("admin").post(PAGE, data=RULES | {"fewest": "10", "most": "12"})
    assert "10–12" in browser("villager").get(table).text


def test_the_change_is_in_the_log_once(app, browser, world):
    admin = browser("admin")
    for _press in range(2):
        admin.post(PAGE, data=RULES)
    assert events(app, world).count("table_rules_changed") == 1


def test_one_towns_rules_are_its_own(browser):
    browser("admin").post(PAGE, data=RULES)
    assert value_of("meeting_minutes", browser("varkaus_admin").get(PAGE).text) == "90"


@pytest.mark.parametrize(
    "wrong",
    [
        {"meeting_minutes": ""},
        {"meeting_minutes": "tunti"},
        {"meeting_minutes": "5"},
        {"fewest": "0"},
        {"fewest": "30"},
        {"most": "2,5"},
        {"correction_days": "-1"},
        {"reminder_days": "1000"},
        {"memo_word": "blog"},
        {"ground_rules-fi": "x" * 5001},
    ],
)
def test_wrong_numbers_are_told_at_their_field(browser, wrong):
    answer = browser("admin").post(PAGE, data=RULES | wrong)
    assert answer.status_code == 422 and "ds-error-summary" in answer.text
