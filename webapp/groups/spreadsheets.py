"""A sent list becomes lines: CSV as offices write it, or the first sheet of an Excel workbook."""

from __future__ import annotations

import codecs
import csv
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from itertools import islice
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from webapp.core.language import _

MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024  # a workbook is packed
MOST_LINES, MOST_COLUMNS = 20_000, 50
HEAD = 20  # so many lines may stand above the headings, the headings with them
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = (";", "\t", ",")
# What a damaged workbook raises, wherever in its parts the damage is.
DAMAGE = (
    BadZipFile,
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


class Unreadable(ValueError):
    """Says to the one who sent it what to send instead."""


class Line(NamedTuple):
    number: int
    cells: list[str]


def lines_of(content: bytes, weight: Callable[[list[str]], int]) -> list[Line]:
    """Those that hold something. `weight` tells headings: by them the separator is found."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is too large. Choose one of at most 1 MB."))
    if content.startswith(OLD_WORKBOOK):
        raise Unreadable(_("This is an old Excel file. Save it as .xlsx or CSV first."))
    if content.startswith(WORKBOOK):
        return _holding(_sheet(content))
    text = _decoded(content)
    ways = (_holding(_table(text, delimiter)) for delimiter in DELIMITERS)
    return max(ways, key=lambda lines: max((weight(it.cells) for it in lines[:HEAD]), default=0))


def _holding(lines: Iterator[Line]) -> list[Line]:
    return [line for line in lines if any(line.cells)]


def _decoded(content: bytes) -> str:
    """Excel writes UTF-8 with a mark, UTF-16 or the old code page of Windows."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("The file is neither CSV nor Excel. Save the list as CSV or .xlsx."))


def _table(text: str, delimiter: str) -> Iterator[Line]:
    """A cell in quotes may hold several lines; its row is known by the first of them."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    try:
        for cells in islice(reader, MOST_LINES):
            yield Line(number, [" ".join(cell.split()) for cell in cells[:MOST_COLUMNS]])
            number = reader.line_num + 1
    except csv.Error as error:
        words = _("Line %(number)s cannot be read. Save the list anew as CSV.", number=number)
        raise Unreadable(words) from error


def _sheet(content: bytes) -> list[Line]:
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("The workbook holds too much. Save only the list as CSV."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(
            min_row=1, max_row=MOST_LINES, min_col=1, max_col=MOST_COLUMNS, values_only=True
        )
        return [Line(number, [_written(it) for it in row]) for number, row in enumerate(rows, 1)]
    except Unreadable:
        raise
    except DAMAGE as error:
        words = _("The workbook is damaged or locked. Save the list anew as .xlsx or CSV.")
        raise Unreadable(words) from error


def _written(value) -> str:
    """A phone number that Excel took for a number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())
