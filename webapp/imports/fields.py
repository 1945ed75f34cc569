"""The shapes that fields of a file may have, and what to write in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email

from webapp.core import formats, identifiers
from webapp.core.forms import cleaning
from webapp.core.forms.read import WEBSITE
from webapp.core.language import LANGUAGES
from webapp.imports.lines import Path

YEARS = range(1900, 2101)


class Field(NamedTuple):
    """`read` makes the value of what the file says, or raises ValueError with what to do."""

    read: Callable
    default: object = None
    is_required: bool = False


class Blocks(NamedTuple):
    """[[participants]]: any number of blocks with these fields."""

    fields: Mapping[str, Field | Blocks]


Fields = Mapping[str, Field | Blocks]


class Reading:
    """Reads on over whatever is wrong: all the faults of a file are told at once."""

    def __init__(self):
        self.found: list[tuple[Path, str]] = []

    def fault(self, path: Path, what: str) -> None:
        self.found.append((path, what))

    def block(self, data: dict, fields: Fields, path: Path = ()) -> dict:
        for key in data.keys() - fields.keys():
            self.fault((*path, key), f"There is no such field. Here are: {', '.join(fields)}.")
        return {key: self._value(data, key, field, path) for key, field in fields.items()}

    def _value(self, data: dict, key: str, field: Field | Blocks, path: Path):
        here = (*path, key)
        if isinstance(field, Blocks):
            return self._blocks(data.get(key, []), field, here)
        if key not in data:
            if field.is_required:
                self.fault(here, "This is needed. Add it.")
            return field.default
        try:
            value = field.read(data[key])
        except ValueError as error:
            self.fault(here, str(error))
            return field.default
        if field.is_required and value in ("", {}):
            self.fault(here, "This is needed. Write it.")
        return value

    def _blocks(self, rows, field: Blocks, here: Path) -> list[dict]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fault(here, f"Begin each with a line [[{'.'.join(map(str, here))}]].")
            return []
        read = enumerate(rows)
        return [self.block(row, field.fields, (*here, number)) for number, row in read]


def line(most: int = 200, required: bool = False) -> Field:
    return Field(lambda value: _text(value, most, cleaning.line), "", required)


def texts(most: int, long: bool = False, required: bool = False) -> Field:
    """title.fi = "…", one for each language that there is."""
    clean = cleaning.paragraph if long else cleaning.line

    def read(value) -> dict:
        if not isinstance(value, dict) or value.keys() - LANGUAGES.keys():
            raise ValueError("Write it by language, with .fi, .sv or .en after the name.")
        texts = {tag: _text(text, most, clean) for tag, text in value.items()}
        return {tag: text for tag, text in texts.items() if text}

    return Field(read, {}, required)


def paragraph(most: int) -> Field:
    return Field(lambda value: _text(value, most, cleaning.paragraph), "")


def lines(most: int = 200) -> Field:
    def read(value) -> list[str]:
        if not isinstance(value, list):
            raise ValueError('Write a list: ["one", "another"].')
        return [_text(each, most, cleaning.line) for each in value]

    return Field(read, [])


def word(*words: str, default: str | None = None, required: bool = False) -> Field:
    def read(value) -> str:
        if value not in words:
            raise ValueError(f"Write one of: {', '.join(words)}.")
        return value

    return Field(read, default, required)


def whole(least: int, most: int, required: bool = False) -> Field:
    def read(value) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"Write a whole number from {least} to {most}, without quotes.")
        return value

    return Field(read, None, required)


def yes() -> Field:
    def read(value) -> bool:
        if not isinstance(value, bool):
            raise ValueError("Write true or false, without quotes.")
        return value

    return Field(read, False)


def day() -> Field:
    def read(value) -> date:
        if type(value) is not date or value.year not in YEARS:
            raise ValueError("Write the day like 2026-11-23, without quotes.")
        return value

    return Field(read)


def moment(required: bool = False) -> Field:
    """A time on the wall of Helsinki."""

    def read(value) -> datetime:
        if type(value) is not datetime or value.tzinfo or value.year not in YEARS:
            raise ValueError("Write the time like 2026-11-23 18:00:00, without quotes.")
        return formats.moment(value.date(), value.time())

    return Field(read, None, required)


def email() -> Field:
    def read(value) -> str:
        try:
            address = validate_email(str(value), check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError as error:
            raise ValueError("Write the address in the form name@example.org.") from error
        return address.normalized.lower()

    return Field(read, "")


def phone() -> Field:
    def read(value) -> str:
        if not (number := identifiers.phone(str(value))):
            raise ValueError('Write the number like "040 123 4567".')
        return number

    return Field(read, "")


def website() -> Field:
    def read(value) -> str:
        address = _text(value, 500, cleaning.line)
        if not WEBSITE.fullmatch(address):
            raise ValueError("Write the address like https://www.example.org.")
        return address

    return Field(read, "")


def _text(value, most: int, clean: Callable) -> str:
    if not isinstance(value, str):
        raise ValueError('Write a text in quotes: "…".')
    text, is_whole = clean(value)
    if not is_whole:
        raise ValueError("The text holds signs that cannot be shown. Remove them.")
    if len(text) > most:
        raise ValueError(f"Shorten the text to at most {most} characters. It now has {len(text)}.")
    if identifiers.holds_identity_code(text):
        raise ValueError("Remove the personal identity code. It must not be kept here.")
    return text
