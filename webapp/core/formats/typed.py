"""Days, times and numbers as people type them; a ValueError says in their language what to do."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

from webapp.core.formats.times import HELSINKI, today
from webapp.core.language import _, language

FINNISH = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})")
WITHOUT_YEAR = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.?")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
CLOCK = re.compile(r"(?:klo\s*|kl\.?\s*)?([0-9]{1,2})(?:[.:]([0-9]{2}))?", re.I)
SPACES = re.compile(r"[ \u00a0\u202f]")
NUMBER = re.compile(r"(-?)([0-9]{1,15}|[0-9]{1,3}(?: [0-9]{3}){1,4})(?:[.,]([0-9]{1,9}))?")
ENGLISH = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,9}))?")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_date(typed, on=None):
    """23.11.2026, 2026-11-23, or 23.11. for the next such day (from `on`, today)."""
    typed = typed.strip()
    if match := FINNISH.fullmatch(typed):
        day, month, year = map(int, match.groups())
    elif match := ISO.fullmatch(typed):
        year, month, day = map(int, match.groups())
    elif match := WITHOUT_YEAR.fullmatch(typed):
        return _next(int(match[1]), int(match[2]), on or today())
    else:
        raise ValueError(_("Write the date in the form dd.mm.yyyy."))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            _("Write a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
        )
    return _date(year, month, day)


def parse_time(typed):
    """18.00, 18:00 or 18."""
    match = CLOCK.fullmatch(typed.strip())
    if not match:
        raise ValueError(_("Write the time in the form hh.mm, for example 18.00."))
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(_("Write a time from 0.00 to 23.59."))
    return time(hour, minute)


def moment(day, clock):
    """That time on that day in Helsinki; of an hour that comes twice, the first."""
    wall = datetime.combine(day, clock, tzinfo=HELSINKI)
    later = wall.astimezone(UTC).astimezone(HELSINKI).time()
    if later != clock:
        raise ValueError(
            _(
                "The clocks go forward that night: there is no time %(time)s. "
                "Choose for example %(later)s.",
                time=time_typed(clock),
                later=time_typed(later),
            )
        )
    return wall


def comes_twice(day, clock):
    """The clocks go back that night and show this time again."""
    wall = datetime.combine(day, clock, tzinfo=HELSINKI)
    return wall.utcoffset() > wall.replace(fold=1).utcoffset()


def parse_number(typed):
    """1 234,5 and 1234.5 alike; in English 1,234 is a thousand and some, elsewhere a decimal."""
    plain = SPACES.sub(" ", typed.strip()).replace("−", "-")
    match = (language() == "en" and ENGLISH.fullmatch(plain)) or NUMBER.fullmatch(plain)
    if not match:
        raise ValueError(_("Write a number, for example 1234,5."))
    sign, whole, part = match.groups()
    return Decimal(sign + re.sub("[ ,]", "", whole) + "." + (part or "0"))


def date_typed(value):
    """As the input holds it, alike in every language."""
    return f"{value.day}.{value.month}.{value.year}"


def time_typed(value):
    return f"{value.hour}.{value.minute:02}"


def _next(day, month, on):
    _date(2000, month, day)
    for year in range(on.year, on.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= on:
            return found
    raise AssertionError("a day comes at least every eight years")


def _date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(_("There is no such date. Check the day and the month.")) from error
