"""Alembic's door: as the owner of the tables, never waiting long for a lock."""

import os

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

import tenants.alembic_walls
import tenants.models
from tenants.db import db
from tenants.roles import OWNER
from webapp import config
from webapp.models import load_models

load_models()


def run(connection):
    connection.execute(text(f"SET ROLE {OWNER}"))
    connection.execute(text("SET LOCAL lock_timeout = '1s'"))
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        transaction_per_migration=False,
        autogenerate_plugins=["alembic.autogenerate.*", "walls"],
        include_object=context.config.attributes.get("include_object"),
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text("RESET ROLE"))


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    name = "OWNER_DATABASE_URL" if os.environ.get("OWNER_DATABASE_URL") else "DATABASE_URL"
    engine = create_engine(config.database(os.environ, name), poolclass=NullPool)
    with engine.begin() as connection:
        run(connection)
