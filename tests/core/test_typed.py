"""Days, times and numbers as people type them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core import formats
from webapp.core.language import use_language

NOVEMBER = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23.11.2026", date(2026, 11, 23)),
        (" 3. 1. 2027 ", date(2027, 1, 3)),
        ("2026-11-23", date(2026, 11, 23)),
        ("23.11.", date(2026, 11, 23)),
        ("23.11", date(2026, 11, 23)),
        ("20.11.", date(2027, 11, 20)),
        ("29.2.", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read(typed, day):
    assert formats.parse_date(typed, on=NOVEMBER) == day


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31.2.2026", "There is no such date"),
        ("31.2.", "There is no such date"),
        ("0.0.2026", "There is no such date"),
        ("23.11.0000", "Write a year from 1900 to 2100"),
        ("9999-12-31", "Write a year from 1900 to 2100"),
        ("tomorrow", "Write the date in the form"),
        ("11/23/2026", "Write the date in the form"),
        ("23.11.26", "Write the date in the form"),
        ("٢٣.١١.٢٠٢٦", "Write the date in the form"),
        ("1_0.1.2026", "Write the date in the form"),
        ("9" * 5000, "Write the date in the form"),
    ],
)
def test_what_is_no_day_is_refused_with_its_own_message(typed, message):
    with use_language("en"), pytest.raises(ValueError, match=message):
        formats.parse_date(typed, on=NOVEMBER)


@pytest.mark.parametrize("typed", ["18.00", "18:00", "18", "klo 18.00", "kl. 18.00"])
def test_a_time_is_read(typed):
    assert formats.parse_time(typed) == time(18, 0)


@pytest.mark.parametrize("typed", ["25.00", "18.60", "6 pm", "", "18.0", "-1"])
def test_what_is_no_time_is_refused(typed):
    with use_language("en"), pytest.raises(ValueError, match="Write"):
        formats.parse_time(typed)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2027, 3, 28)])
def test_a_time_that_the_clocks_skip_is_refused(day):
    with use_language("en"), pytest.raises(ValueError, match=r"there is no time 3\.30"):
        formats.moment(day, time(3, 30))


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 10, 31)])
def test_of_a_time_that_comes_twice_the_first_is_taken(day):
    first = formats.moment(day, time(3, 30))
    assert first.astimezone(UTC) == datetime(day.year, 10, day.day, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\xa0234\u202f567", "1234567"),
        ("−3,2", "-3.2"),
        ("-3.2", "-3.2"),
        ("1,234", "1.234"),
    ],
)
def test_a_number_is_read(typed, number):
    assert formats.parse_number(typed) == Decimal(number)


def test_only_english_has_commas_between_thousands():
    with use_language("en"):
        assert formats.parse_number("1,234") == 1234
        assert formats.parse_number("1,234.5") == Decimal("1234.5")
    with use_language("sv"):
        assert formats.parse_number("1,234") == Decimal("1.234")


@pytest.mark.parametrize("typed", ["", "abc", "1e5", "1_0", "١", "9" * 5000, "NaN", "1.2.3", "1 2"])
def test_what_is_no_number_is_refused(typed):
    with use_language("en"), pytest.raises(ValueError, match="Write"):
        formats.parse_number(typed)


@given(st.text())
def test_no_text_breaks_the_reading(typed):
    for read in (formats.parse_date, formats.parse_time, formats.parse_number):
        try:
            read(typed)
        except ValueError as refused:
            assert str(refused)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_survives_being_written_and_read(day):
    assert formats.parse_date(formats.date_typed(day)) == day
