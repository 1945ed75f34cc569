"""What each event is called. Rooms name their own events, so that the log can be read by people."""

from __future__ import annotations

from babel.support import LazyProxy

_words: dict[str, LazyProxy] = {}


def name_events(words: dict[str, LazyProxy]) -> None:
    _words.update(words)


def word_of(what: str) -> str:
    """The event's name in the reader's language."""
    return str(_words[what])


def named() -> set[str]:
    return set(_words)
