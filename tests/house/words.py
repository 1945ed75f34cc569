"""What an answer says to those who read it."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.house.reading import SPOKEN_ATTRIBUTES, UNSPOKEN

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Words(HTMLParser):
    """What a page says in its own language: not what is marked as another's."""

    def __init__(self, page):
        super().__init__()
        self.said, self.lang, self._open = [], None, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.lang = attrs.get("lang")
            return
        foreign = tag in UNSPOKEN or "lang" in attrs or any(foreign for _tag, foreign in self._open)
        if not foreign:
            self.said += [attrs[name] or "" for name in SPOKEN_ATTRIBUTES & attrs.keys()]
        if tag not in VOID:
            self._open.append((tag, foreign))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not any(foreign for _tag, foreign in self._open):
            self.said.append(" ".join(text.split()))
