"""A sent list becomes lines: CSV as offices write it, or a sheet of an Excel workbook."""

from __future__ import annotations

import codecs
import csv
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from webapp.core.formats import date_typed
from webapp.core.language import _

MOST_BYTES = 1024 * 1024
# A workbook is packed: so much may come out of it, with so many tags to read.
MOST_UNPACKED, MOST_TAGS, MOST_SHEETS = 8 * 1024 * 1024, 300_000, 50
MOST_LINES, MOST_COLUMNS = 20_000, 50
LONGEST = 2000  # of a cell; no field takes as much
HEAD = 20  # so many lines may stand above the headings, the headings with them
PACKED = (ZIP_STORED, ZIP_DEFLATED)
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = (";", "\t", ",")
# What a damaged workbook raises, wherever in its parts the damage is.
DAMAGE = (
    BadZipFile,
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
    """Those that hold something. `weight` tells headings: by them separator and sheet are found."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is too large. Choose one of at most 1 MB."))
    if content.startswith(OLD_WORKBOOK):
        raise Unreadable(_("This is an old Excel file. Save it as .xlsx or CSV first."))
    if content.startswith(WORKBOOK):
        ways = [_holding(lines) for lines in _sheets(content)]
    else:
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
            yield Line(number, [_short(cell) for cell in cells[:MOST_COLUMNS]])
            number = reader.line_num + 1
    except csv.Error as error:
        words = _("Line %(number)s cannot be read. Save the list anew as CSV.", number=number)
        raise Unreadable(words) from error


def _sheets(content: bytes) -> list[list[Line]]:
    from openpyxl import load_workbook  # 175 modules, which most processes never need

    try:
        if _is_too_much(content):
            raise Unreadable(_("The workbook holds too much. Save only the list as CSV."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return [_sheet(it) for it in book.worksheets] or [[]]
    except Unreadable:
        raise
    except DAMAGE as error:
        words = _("The workbook is damaged or locked. Save the list anew as .xlsx or CSV.")
        raise Unreadable(words) from error


def _is_too_much(content: bytes) -> bool:
    """The reader takes its time for each tag, whatever the size, and for each sheet anew."""
    with ZipFile(BytesIO(content)) as parts:
        if any(part.compress_type not in PACKED for part in parts.infolist()):
            raise BadZipFile("packed as no office program packs")
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            return True
        read = [parts.read(name).replace(b"\0", b"") for name in parts.namelist()]
    tags, sheets = [part.count(b"<") for part in read], sum(part.count(b"sheetId") for part in read)
    # Many sheets may be one and the same part.
    return sheets > MOST_SHEETS or max(sum(tags), max(tags, default=0) * sheets) > MOST_TAGS


def _sheet(sheet) -> list[Line]:
    limits = {"max_row": MOST_LINES, "max_col": MOST_COLUMNS}
    rows = enumerate(sheet.iter_rows(min_row=1, min_col=1, **limits, values_only=True), 1)
    held = ((number, row) for number, row in rows if row.count(None) < len(row))
    return [Line(number, [_written(it) for it in row]) for number, row in held]


def _written(value) -> str:
    """A phone number that Excel took for a number has no decimals; a day has no time of day."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = date_typed(value)
    return "" if value is None else _short(str(value))


def _short(cell: str) -> str:
    return " ".join(cell[:LONGEST].split())
