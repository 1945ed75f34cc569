"""Days, times, numbers and names against the written vectors."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core import formats
from webapp.core.formats import HELSINKI
from webapp.core.language import use_language

VECTORS = json.loads((Path(__file__).parent / "format_vectors.json").read_text("utf-8"))
MOMENT = datetime.fromisoformat(VECTORS["datetime"]["instant"])
USES = {
    "date": formats.date,
    "date_weekday": formats.date_weekday,
    "in_sentence": formats.date_in_sentence,
    "short": formats.date_short,
    "time": formats.time,
    "datetime": formats.datetime_long,
    "month": formats.month,
}
WRITTEN = [
    (tag, use, vector["out"])
    for tag in ("fi", "sv", "en")
    for use, vector in VECTORS["datetime"][tag].items()
]


def in_three(write, *values):
    """The same thing as a Finnish, a Swedish and an English reader sees it."""
    written = []
    for tag in ("fi", "sv", "en"):
        with use_language(tag):
            written.append(write(*values))
    return written


@pytest.mark.parametrize(("tag", "use", "out"), WRITTEN)
def test_a_moment_is_written_as_each_language_writes_it(tag, use, out):
    with use_language(tag):
        assert USES[use](MOMENT) == out


@pytest.mark.parametrize("days", range(7))
def test_in_a_finnish_sentence_every_weekday_answers_when(days):
    moment = MOMENT + timedelta(days=days)
    with use_language("fi"):
        day, _rest = formats.date_weekday(moment).split(" ", 1)
        assert formats.date_in_sentence(moment).startswith(f"{day}na {moment.day}.")
        assert formats.datetime_in_sentence(moment).startswith(f"{day}na {moment.day}.")


@pytest.mark.parametrize(("day", "week"), VECTORS["iso_week"].items())
def test_weeks_are_counted_as_in_finland(day, week):
    with use_language("en"):
        assert formats.week(date.fromisoformat(day)) == f"week {week[1]}"


def test_a_moment_is_shown_on_helsinkis_clocks():
    assert formats.date_iso(MOMENT) == "2026-11-23T18:00+02:00"
    assert formats.date_iso(MOMENT.date()) == "2026-11-23"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        formats.time(MOMENT.replace(tzinfo=None))


SPANS = [
    ((2026, 11, 23), (2026, 11, 23), ["23.11.2026", "23.11.2026", "23 Nov 2026"]),
    ((2026, 11, 23), (2026, 11, 25), ["23.–25.11.2026", "23–25.11.2026", "23–25 Nov 2026"]),
    (
        (2026, 11, 30),
        (2026, 12, 2),
        ["30.11.–2.12.2026", "30.11–2.12.2026", "30 Nov – 2 Dec 2026"],
    ),
    (
        (2026, 12, 30),
        (2027, 1, 2),
        ["30.12.2026–2.1.2027", "30.12.2026–2.1.2027", "30 Dec 2026 – 2 Jan 2027"],
    ),
]


@pytest.mark.parametrize(("first", "last", "written"), SPANS)
def test_a_span_of_days_says_each_part_once(first, last, written):
    assert in_three(formats.date_span, date(*first), date(*last)) == written


def test_an_open_span_is_left_open():
    assert in_three(formats.date_span, date(2026, 11, 23), None)[0] == "23.11.2026–"
    assert in_three(formats.date_span, None, date(2026, 11, 23))[0] == "–23.11.2026"


def test_a_span_of_times():
    later = MOMENT + timedelta(minutes=90)
    assert in_three(formats.time_span, MOMENT, later) == [
        "klo 18.00–19.30",
        "kl. 18.00–19.30",
        "18:00–19:30",
    ]


def test_a_span_over_midnight_names_both_days():
    later = MOMENT + timedelta(hours=8)
    assert in_three(formats.time_span, MOMENT, later)[0] == (
        "maanantai 23.11.2026 klo 18.00 – tiistai 24.11.2026 klo 2.00"
    )


@pytest.mark.parametrize(
    ("minutes", "written"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min")]
)
def test_a_duration_is_not_rounded(minutes, written):
    assert formats.duration(minutes) == written
    assert formats.duration(timedelta(minutes=minutes)) == written


@pytest.mark.parametrize(
    ("write", "value", "written"),
    [
        (formats.number, 1234.5, ["1\xa0234,5", "1\xa0234,5", "1,234.5"]),
        (formats.number, -3.2, ["−3,2", "−3,2", "-3.2"]),
        (formats.money, 30000, ["30\xa0000\xa0€", "30\xa0000\xa0€", "€30,000"]),
        (formats.money, Decimal("12.5"), ["12,50\xa0€", "12,50\xa0€", "€12.50"]),
        (formats.percent, 0.21, ["21\xa0%", "21\xa0%", "21%"]),
        (formats.listing, "abc", ["a, b ja c", "a, b och c", "a, b and c"]),
    ],
)
def test_numbers_and_lists(write, value, written):
    assert in_three(write, value) == written


def test_a_list_of_choices_is_joined_by_or():
    either = in_three(formats.listing, "abc", "or")
    assert either == ["a, b tai c", "a, b eller c", "a, b or c"]


def test_decimals_are_shown_when_asked_for():
    assert in_three(formats.number, 3, 2) == ["3,00", "3,00", "3.00"]
    assert in_three(formats.percent, 0.2145, 1) == ["21,5\xa0%", "21,5\xa0%", "21.5%"]


def test_names_stand_in_finnish_and_swedish_order():
    right = VECTORS["sort"]["expected"]
    assert sorted(set(right), key=formats.sort_key) == right


def test_numbers_in_names_are_ordered_as_numbers():
    assert sorted(["Ryhmä 10", "Ryhmä 2", "Ryhmä"], key=formats.sort_key) == [
        "Ryhmä",
        "Ryhmä 2",
        "Ryhmä 10",
    ]


@given(st.lists(st.text(), max_size=6, unique=True))
def test_any_names_can_be_ordered(names):
    once = sorted(names, key=formats.sort_key)
    assert once == sorted(set(names), key=formats.sort_key)


@pytest.mark.parametrize(
    ("name", "typed"), [("Mäntyharju", "mantyharju"), ("Österbotten", "OSTERBOTTEN")]
)
def test_who_has_no_such_keys_finds_the_name(name, typed):
    assert formats.fold_for_search(typed) in formats.fold_for_search(name)


def test_helsinki_is_the_only_zone():
    assert str(HELSINKI) == "Europe/Helsinki"
