"""Reads from an answer which lists it shows, which of them are empty, and what is said of those."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from tests.house.words import VOID

ENTRY = {"ul": "li", "ol": "li", "dl": "dd", "table": "td"}
WAYS = {"a", "button", "summary"}


class Block:
    """A list, or the words that stand where a list is empty."""

    def __init__(self, tag, at):
        self.tag, self.at, self.entries = tag, at, 0
        self.sentence, self.who, self.leads_on = "", "", False


class Lists(HTMLParser):
    """The lists of the main part of a page: `shown`, and what stands where one is `missing`."""

    def __init__(self, page):
        super().__init__()
        self.shown, self.missing, self._open = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        classes = (attrs.get("class") or "").split()
        outside = not (tag == "main" or (self._open and self._open[-1][1]))
        block = self._open[-1][2] if self._open else None
        if outside or "hidden" in attrs or tag == "nav":
            self._push(tag, False, None, None)
            return
        if tag in ENTRY:
            block = Block(tag, self.getpos())
            self.shown.append(block)
        elif "empty" in classes:
            block = Block("empty", self.getpos())
            self.missing.append(block)
        elif block and tag == ENTRY.get(block.tag):
            block.entries += 1
        elif block and tag in WAYS:
            block.leads_on = True
        self._push(tag, True, block, "who" if "who" in classes else tag)

    def _push(self, *element):
        if element[0] not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not self._open:
            return
        _tag, _inside, block, role = self._open[-1]
        if block and role == "who":
            block.who += text.strip()
        elif block and role == "p":
            block.sentence += text.strip()


def faults(page: str) -> Iterator[str]:
    lists = Lists(page)
    for block in lists.shown:
        if not block.entries:
            yield f"an empty <{block.tag}>, line {block.at[0]}"
    for block in lists.missing:
        if not block.sentence.endswith((".", "?")):
            yield f"no sentence on what appears there, line {block.at[0]}"
        if not (block.leads_on or block.who):
            yield f"neither a way on nor who can do it: {block.sentence}"
