"""Alembic's door: as the owner of the tables, never waiting long for a lock."""

import os

from alembic import context
from alembic.operations.ops import CreateTableOp
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tenants import alembic_walls  # noqa: F401  (registers op.build_walls and its comparison)
from tenants.db import db
from tenants.roles import OWNER
from tenants.types import TenantId, Texts, UtcTime
from webapp import config
from webapp.models import load_models

load_models()


def plain(kind, item, _autogenerate):
    """A migration names the database's own types, so that ours may change after it."""
    if kind == "type" and isinstance(item, Texts):
        return "postgresql.JSONB()"
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, TenantId):
        return "sa.Uuid()"
    return False


def without_walls(_context, _revision, directives):
    """The walls have an operation of their own; a table's info need not repeat them."""
    for operation in directives[0].upgrade_ops.ops if directives else ():
        if isinstance(operation, CreateTableOp):
            operation.info.clear()


def run(connection):
    connection.execute(text(f"SET ROLE {OWNER}"))
    connection.execute(text("SELECT pg_advisory_xact_lock(7002)"))  # one migration at a time
    connection.execute(text("SET LOCAL lock_timeout = '1s'"))
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        transaction_per_migration=False,
        render_item=plain,
        process_revision_directives=without_walls,
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
