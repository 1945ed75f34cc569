"""The pages that there are to look at."""

from __future__ import annotations

import pytest

from tests.house.conftest import rows
from tests.house.walk import CAST, address, routes

__all__ = ["known", "readable", "rows"]


@pytest.fixture(scope="session")
def known():
    """The world is the same before every test, and so are its pages."""
    return {}


@pytest.fixture
def readable(app, browser, visitor, rows, known):
    """`readable("admin")`: the pages that open to that reader, as addresses by endpoint."""

    def opened_to(who):
        key, town = CAST[who]
        client = browser(key) if key else visitor(town)
        for endpoint, method, rule in routes(app):
            if method == "GET":
                answer = client.get(path := address(app, rule, rows))
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    yield endpoint, path

    def pages_of(who):
        if who not in known:
            known[who] = dict(opened_to(who))
        return known[who]

    return pages_of
