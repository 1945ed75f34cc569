"""Numbers, money, shares and lists as each language writes them."""

from decimal import ROUND_HALF_UP, Decimal

from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from webapp.core.language import language, locale

MINUS = "−"
WHOLE_EUROS = {"fi": "#,##0\xa0¤", "sv": "#,##0\xa0¤", "en": "¤#,##0"}


def number(value, decimals=None):
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return _with_minus(format_decimal(value, format=pattern, locale=locale()))


def money(euros):
    """30 000 €, and cents only when there are some."""
    if euros == int(euros):
        pattern = WHOLE_EUROS[language()]
        written = format_currency(
            euros, "EUR", format=pattern, currency_digits=False, locale=locale()
        )
    else:
        written = format_currency(euros, "EUR", locale=locale())
    return _with_minus(written)


def percent(share, decimals=0):
    """Of a share: 0.21 is 21 %."""
    exact = Decimal(str(share)).quantize(Decimal(1).scaleb(-decimals - 2), ROUND_HALF_UP)
    return _with_minus(format_percent(exact, locale=locale(), decimal_quantization=False))


def listing(items, joined_by="and"):
    """a, b ja c; with joined_by="or": a, b tai c."""
    style = {"and": "standard", "or": "or"}[joined_by]
    return format_list([str(item) for item in items], style=style, locale=locale())


def _with_minus(written):
    return written if language() == "en" else written.replace("-", MINUS)
