"""Dates, times, numbers, lists and order, in the reader's language and Helsinki time."""

from webapp.core.formats.numbers import listing, money, number, percent
from webapp.core.formats.order import fold_for_search, sort_key, sort_text
from webapp.core.formats.times import (
    HELSINKI,
    date,
    date_in_sentence,
    date_iso,
    date_short,
    date_span,
    date_weekday,
    datetime_in_sentence,
    datetime_long,
    datetime_short,
    duration,
    local,
    month,
    time,
    time_span,
    today,
    week,
)
from webapp.core.formats.typed import date_typed, moment, parse_date, parse_number, parse_time
from webapp.core.identifiers import show_phone, show_register_number

FILTERS = (
    date,
    date_in_sentence,
    date_iso,
    date_short,
    date_span,
    date_weekday,
    datetime_in_sentence,
    datetime_long,
    datetime_short,
    duration,
    listing,
    money,
    month,
    number,
    percent,
    show_phone,
    show_register_number,
    time,
    time_span,
    week,
)

__all__ = [
    "HELSINKI",
    "date",
    "date_in_sentence",
    "date_iso",
    "date_short",
    "date_span",
    "date_typed",
    "date_weekday",
    "datetime_in_sentence",
    "datetime_long",
    "datetime_short",
    "duration",
    "fold_for_search",
    "init_app",
    "listing",
    "local",
    "moment",
    "money",
    "month",
    "number",
    "parse_date",
    "parse_number",
    "parse_time",
    "percent",
    "show_phone",
    "show_register_number",
    "sort_key",
    "sort_text",
    "time",
    "time_span",
    "today",
    "week",
]


def init_app(app):
    app.jinja_env.filters.update({each.__name__: each for each in FILTERS})
