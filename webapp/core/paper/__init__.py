"""A document as PDF: tagged, with title and language (PDF/UA-1), and to be kept (PDF/A-2a)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import typst
from flask import make_response

from webapp.core import formats
from webapp.core.language import language
from webapp.core.shell import place_name

SHAPE = str(Path(__file__).parent / "paper.typ")
STANDARDS = ["ua-1", "a-2a"]
BOX = "□"
JOINERS = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f"
EMPTY = {"br"}
LONGEST_ADDRESS = 2000  # of a link; a longer one is only a text
DEEPEST = 40  # elements in one another; what lies deeper is only text
# A word that fills pages is broken: a PDF holds no string longer than 32 kB.
ENDLESS = re.compile(r"(\S{1000})(?=\S)")


def sheet(title: str, parts: list[dict], under: str = "", foot: str = "") -> bytes:
    """`parts` are made by the functions below; the place and the day stand on the first page."""
    document = {
        "title": title,
        "under": under,
        "foot": foot or title,
        "lang": language(),
        "place": place_name(),
        "date": formats.date(formats.today()),
        "parts": [part for part in parts if part],
    }
    return _printed(json.dumps(document, ensure_ascii=False))


def answer(name: str, pdf: bytes):
    """To be kept by the reader; no cache keeps it."""
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response


def goal(title: str, text: str) -> dict:
    return {"kind": "goal", "title": title, "text": text}


def heading(text: str, level: int = 1) -> dict:
    return {"kind": "heading", "text": text, "level": level}


def words(text: str) -> dict:
    return {"kind": "text", "text": text}


def entries(items: list[str]) -> dict:
    return {"kind": "list", "items": items}


def rows(head: list[str], rows: list[list[str]], widths: list[int]) -> dict:
    return {"kind": "table", "head": head, "rows": rows, "widths": widths}


def writing(html: str) -> dict | None:
    """What was cleaned by core.writing when it was saved."""
    reader = _Reader()
    reader.feed(html)
    return {"kind": "rich", "nodes": reader.top} if reader.top else None


class _Reader(HTMLParser):
    """Elements as [tag, address or number, parts], texts as they are."""

    def __init__(self):
        super().__init__()
        self.top: list = []
        self._open = [self.top]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs).get("value" if tag == "li" else "href") or ""
        node = [tag, given if len(given) <= LONGEST_ADDRESS else "", []]
        if len(self._open) > DEEPEST:
            node = [tag, "", self._open[-1]]
        else:
            self._open[-1].append(node)
        if tag not in EMPTY:
            self._open.append(node[2])

    def handle_endtag(self, tag):
        if tag not in EMPTY and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, text):
        if text.strip() or self._open[-1] is not self.top:
            self._open[-1].append(ENDLESS.sub(r"\1 ", text))


def _printed(document: str) -> bytes:
    """Signs that no font of ours has become boxes, so that the rest can be read."""
    for fits in (None, _is_common, _is_latin):
        text = _spared(document, fits) if fits else document
        try:
            return typst.compile(
                SHAPE,
                sys_inputs={"document": text},
                pdf_standards=STANDARDS,
                ignore_system_fonts=True,
            )
        except typst.TypstError:
            if fits is _is_latin:
                raise
    raise AssertionError


def _spared(text: str, fits: Callable[[str], bool]) -> str:
    kept = (sign for sign in text if sign not in JOINERS)
    return "".join(sign if fits(sign) else BOX for sign in kept)


def _is_common(sign: str) -> bool:
    """European letters, punctuation, signs of money, arrows."""
    return sign < "\u0590" or "\u1e00" <= sign < "\u2300" or sign == BOX


def _is_latin(sign: str) -> bool:
    return sign < "\u0180" or "\u2010" <= sign < "\u2027" or sign in ("€", BOX)
