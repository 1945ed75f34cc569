"""How many statements a page sends, and how many buffers PostgreSQL reads for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from tenants.context import current
from tenants.db import db
from tests.bench.asked import PAGES, by_members
from tests.house.plans import VERBS
from webapp import config, create_app


def application(environment: dict[str, str]) -> Flask:
    """The application in this process, as a worker has it."""
    return create_app(config.from_environment(environment))


@contextmanager
def overheard(app: Flask) -> Iterator[list]:
    """Every statement that is sent meanwhile, with its scope and its values."""
    sent = []

    def keep(_connection, _cursor, statement, values, _context, _many):
        if statement.lstrip().upper().startswith(VERBS):
            sent.append((current(), statement, values))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", keep)


def of_pages(app: Flask, towns: int) -> dict[str, tuple[list, int]]:
    """The statements of each page as its second reader causes them, and its size in bytes."""
    client, found = app.test_client(use_cookies=False), {}
    for page in PAGES:
        path, headers, body = by_members(page, towns)[0]
        method = "POST" if body else "GET"
        for number in range(2):
            text = body.format(n=number) or None
            with overheard(app) as sent:
                answer = client.open(path, method=method, headers=headers, data=text)
            assert answer.status_code == 200, (page, answer.status)
        found[page] = (sent, len(answer.data))
    return found


def buffers(url: URL, statements: list) -> int:
    """Pages of 8 KB that PostgreSQL touches for them, run as the role and tenant that sent them."""
    engine, total = create_engine(url, poolclass=NullPool), 0
    with engine.connect() as connection:
        for here, statement, values in statements:
            for _ in range(2):  # the first one fills PostgreSQL's own catalogue caches
                connection.exec_driver_sql(here.statement)
                explain = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"
                told = connection.exec_driver_sql(explain, values).scalar()
                connection.rollback()
            plan = (told if isinstance(told, list) else json.loads(told))[0]["Plan"]
            total += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return total
