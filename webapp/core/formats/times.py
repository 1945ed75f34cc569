"""Days and times as Finns write them, in Helsinki time, from our own patterns."""

from datetime import date as Day
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from webapp.core.language import _, language, locale

HELSINKI = ZoneInfo("Europe/Helsinki")

PATTERNS = {
    "fi": {
        "date": "d.M.y",
        "date_weekday": "cccc d.M.y",
        # The essive is made here: CLDR has forgotten it for Sundays.
        "date_in_sentence": "cccc'na' d.M.y",
        "date_short": "ccc d.M.",
        "time": "'klo' H.mm",
        "hour": "H.mm",
        "datetime_long": "cccc d.M.y 'klo' H.mm",
        "datetime_in_sentence": "cccc'na' d.M.y 'klo' H.mm",
        "datetime_short": "d.M.y 'klo' H.mm",
        "datetime_weekday": "ccc d.M.y 'klo' H.mm",
        "month": "LLLL y",
        "span": ("d.'–'", "d.M.'–'", "d.M.y'–'"),
    },
    "sv": {
        "date": "d.M.y",
        "date_weekday": "EEEE d.M.y",
        "date_in_sentence": "EEEE d MMMM y",
        "date_short": "EEE d.M",
        "time": "'kl.' H.mm",
        "hour": "H.mm",
        "datetime_long": "EEEE d.M.y 'kl.' H.mm",
        "datetime_in_sentence": "EEEE d MMMM y 'kl.' H.mm",
        "datetime_short": "d.M.y 'kl.' H.mm",
        "datetime_weekday": "EEE d.M.y 'kl.' H.mm",
        "month": "LLLL y",
        "span": ("d'–'", "d.M'–'", "d.M.y'–'"),
    },
    "en": {
        "date": "d MMM y",
        "date_weekday": "EEEE d MMMM y",
        "date_in_sentence": "EEEE d MMMM y",
        "date_short": "EEE d MMM",
        "time": "HH:mm",
        "hour": "HH:mm",
        "datetime_long": "EEEE d MMMM y 'at' HH:mm",
        "datetime_in_sentence": "EEEE d MMMM y 'at' HH:mm",
        "datetime_short": "d MMM y 'at' HH:mm",
        "datetime_weekday": "EEE d MMM y 'at' HH:mm",
        "month": "LLLL y",
        "span": ("d'–'", "d MMM '–' ", "d MMM y '–' "),
    },
}


def local(moment):
    """The same moment on Helsinki's clocks; a time without a zone is a mistake of ours."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(HELSINKI)


def today():
    return datetime.now(HELSINKI).date()


def date(value):
    return _written(value, "date")


def date_weekday(value):
    return _written(value, "date_weekday")


def date_in_sentence(value):
    """Answers the question when: maanantaina 23.11.2026."""
    return _written(value, "date_in_sentence")


def date_short(value):
    return _written(value, "date_short")


def time(value):
    return _written(value, "time")


def datetime_long(value):
    return _written(value, "datetime_long")


def datetime_in_sentence(value):
    return _written(value, "datetime_in_sentence")


def datetime_short(value):
    return _written(value, "datetime_short")


def datetime_weekday(value):
    """For subjects of mails: ma 23.11.2026 klo 18.00."""
    return _written(value, "datetime_weekday")


def month(value):
    return _written(value, "month")


def week(value):
    return _("week %(number)s", number=_day(value).isocalendar().week)


def date_iso(value):
    """For `<time datetime>` and files: 2026-11-23 or 2026-11-23T18:00+02:00."""
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)


def date_span(first, last):
    """23.–25.11.2026, 30.11.–2.12.2026; an open end is left open."""
    if first is None or last is None:
        return f"{date(first) if first else ''}–{date(last) if last else ''}"
    first, last = _day(first), _day(last)
    if first == last:
        return date(first)
    same_month, same_year, other_year = PATTERNS[language()]["span"]
    pattern = other_year
    if first.year == last.year:
        pattern = same_month if first.month == last.month else same_year
    return _print(first, pattern) + date(last)


def time_span(start, end):
    """klo 18.00–19.30; over midnight both days are named."""
    if local(start).date() != local(end).date():
        return f"{datetime_long(start)} – {datetime_long(end)}"
    return f"{time(start)}–{_written(end, 'hour')}"


def duration(value):
    """1 h 30 min, of a timedelta or of minutes."""
    minutes = round(value.total_seconds() / 60) if isinstance(value, timedelta) else round(value)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)


def _written(value, use):
    return _print(value, PATTERNS[language()][use])


def _print(value, pattern):
    if isinstance(value, datetime):
        value = local(value)
    else:
        value = datetime(value.year, value.month, value.day, tzinfo=HELSINKI)
    return _printed(value, pattern, language())


@lru_cache(maxsize=4096)
def _printed(moment, pattern, _language):
    """Lists name the same days again and again."""
    return format_datetime(moment, pattern, tzinfo=HELSINKI, locale=locale())


def _day(value) -> Day:
    return local(value).date() if isinstance(value, datetime) else value
