"""What holds for every route there is and every route to come."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from tests.house.walk import CAST, address, routes

TABLE = Path(__file__).parent / "who_may.csv"


def table() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["endpoint"], row["method"]): row for row in csv.DictReader(file)}


def test_every_route_names_its_rule(app):
    bare = {name for name, view in app.view_functions.items() if not hasattr(view, "rule")}
    assert bare == set()


def test_only_get_and_post(app):
    odd = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods - {"GET", "HEAD", "OPTIONS", "POST"}
    }
    assert odd == set()


def test_the_table_of_rights_covers_every_route(app):
    assert {(endpoint, method) for endpoint, method, _rule in routes(app)} == set(table())


def test_everybody_gets_what_the_table_says(app, rows, knock, snapshot):
    wrong, expected = [], table()
    for endpoint, method, rule in routes(app):
        said = expected.get((endpoint, method), {})
        for who in CAST:
            got = knock(who, method, address(app, rule, rows))
            if str(got) != said.get(who):
                wrong.append((endpoint, method, who, got, said.get(who)))
            if method == "POST":
                snapshot.restore()
                knock.forget()
    assert not wrong, "\n".join(map(str, wrong))


def test_addresses_are_nouns_in_lower_case(app):
    odd = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not re.fullmatch(
            r"(/([a-z0-9-]+(\.[a-z]+)?|<[a-z:_]+>|(<[a-z:_]+>-)?<[a-z:_]+>\.[a-z]+))*/?", rule.rule
        )
        and rule.endpoint not in ("theme.sheet",)
    ]
    assert odd == []
