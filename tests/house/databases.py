"""Databases of a test's own: migrated or empty, apart from the world."""

from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from tests import database
from webapp.cli import upgrade


@contextmanager
def empty(purpose: str):
    """A superuser's engine for a database without tables, dropped afterwards."""
    name = f"yp_{purpose}_{database.RUN}_{database.WORKER}"
    database.execute(database.OWNER.database, f"create database {name} template template0")
    engine = create_engine(database.owner_url(name), poolclass=NullPool)
    try:
        yield engine
    finally:
        engine.dispose()
        database.execute(database.OWNER.database, f"drop database {name} with (force)")


@contextmanager
def migrated(purpose: str):
    """The same as the migrations leave it."""
    with empty(purpose) as engine:
        upgrade(engine, database.PASSWORD)
        yield engine
