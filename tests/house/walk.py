"""Walks every route there is, with an id of a row that exists where the route asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

# Who knocks at every door: key of the cast, and on whose host.
CAST = {
    "visitor": (None, "kuopio"),
    "member": ("member", "kuopio"),
    "villager": ("villager", "kuopio"),
    "coordinator": ("coordinator", "kuopio"),
    "officer": ("officer", "kuopio"),
    "admin": ("admin", "kuopio"),
    "stranger": (None, "platform"),
    "operator": ("operator", "platform"),
}
# Together they are shown every page there is.
READERS = ("stranger", "visitor", "villager", "admin", "operator")
# Doors that only a group of this kind has.
KINDS = dict.fromkeys(("groups.joining", "groups.ask_in", "groups.join"), "network")
# Values for parts of addresses that are not ids.
WORDS = {"kind": "privacy", "key": "member", "token": "no-such-token", "digest": "0" * 8}


def routes(app) -> Iterator[tuple[str, str, object]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, rule


def address(app, rule, rows, id=None) -> str:
    """The route's address with the id of `rows(model)`, or with `id`."""
    values = {}
    for argument in rule.arguments:
        converter = type(rule._converters[argument]).__name__
        if converter == "UUIDConverter":
            model = getattr(app.view_functions[rule.endpoint], "on", None)
            kind = {"kind": KINDS[rule.endpoint]} if rule.endpoint in KINDS else {}
            values[argument] = id or (rows(model, **kind) if model else uuid4())
        else:
            values[argument] = WORDS.get(argument, "x")
    return app.url_map.bind("localhost").build(rule.endpoint, values, force_external=False)


class Knock:
    """`knock("villager", "GET", "/areas")`: the status that this person gets at that door."""

    def __init__(self, browser, visitor):
        self.browser, self.visitor, self.clients = browser, visitor, {}

    def __call__(self, who: str, method: str, path: str) -> int:
        if who not in self.clients:
            key, town = CAST[who]
            self.clients[who] = self.browser(key) if key else self.visitor(town)
        return self.clients[who].open(path, method=method).status_code

    def forget(self):
        """Come in anew: what the last visit changed has been put back, sessions too."""
        self.clients.clear()
