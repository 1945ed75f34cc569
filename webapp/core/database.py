"""The pool of connections, opened only to a database that keeps its walls up."""

from __future__ import annotations

import structlog
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tenants.db import db
from tenants.roles import UnsafeDatabase, inspect_login
from webapp.config import WrongSetting

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    with app.app_context():
        event.listen(db.engine, "first_connect", inspect)
        try:
            db.engine.connect().close()
        except UnsafeDatabase as error:
            raise WrongSetting(f"DATABASE_URL: {error}") from None
        except OperationalError:
            # It may come back; then the first connection is inspected.
            log.warning("database_unavailable_at_start")
        db.engine.dispose()  # processes that are forked from here open their own


def inspect(connection, _record) -> None:
    def ask(query):
        row = connection.execute(query).fetchone()
        return row and row[0]

    inspect_login(ask)
    connection.rollback()
