"""Commands of the operator of the machine."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click
from email_validator import EmailNotValidError
from psycopg.errors import InsufficientPrivilege, LockNotAvailable
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from tenants import roles
from webapp import config, create_app
from webapp.core.forms.read import address_of

MIGRATIONS = Path(__file__).parents[1] / "migrations"
PATIENCE = 5  # tries for a lock that the running service holds


@click.group()
def commands():
    """Yhteispöytä."""


@commands.command()
def migrate():
    """Make the roles and bring the tables up to date, as the owner of the database."""
    name = "OWNER_DATABASE_URL" if os.environ.get("OWNER_DATABASE_URL") else "DATABASE_URL"
    engine = create_engine(config.database(os.environ, name), poolclass=NullPool)
    try:
        upgrade(engine, os.environ.get("APP_DATABASE_PASSWORD"))
    except OperationalError as error:
        sys.exit(f"{name}: the database does not answer: {str(error.orig).splitlines()[0]}")
    except ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        sys.exit(f"{name}: the login there may not make roles and tables: name the owner's")


def upgrade(engine, password: str | None = None, to: str = "head") -> None:
    """Roles first, then the migrations, which wait at most a second for a lock, five times."""
    from alembic import command  # worker and clock, which stay, need none of it
    from alembic.config import Config

    with engine.begin() as connection:
        roles.prepare(connection, password)
    for attempt in range(PATIENCE):
        try:
            with engine.begin() as connection:
                alembic = Config()
                alembic.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
                alembic.attributes["connection"] = connection
                command.upgrade(alembic, to)
            return
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable) or attempt == PATIENCE - 1:
                raise
            time.sleep(1)


@commands.command()
@click.argument("queues", nargs=-1, required=True)
def worker(queues):
    """Work through QUEUES, the first one first."""
    from webapp.core.jobs import work

    work(create_app(), queues)


@commands.command()
def clock():
    """Ring what is due: bells, leases, sweeps. One clock leads, the others wait."""
    from webapp.core.clock import run

    run(create_app())


@commands.command()
def demonstrate():
    """Fill an empty database with the demonstration and print who can sign in."""
    from webapp.demonstration.seed import demonstrate as fill

    fill(create_app())


@commands.group("import")
def bring():
    """Bring in what was written elsewhere, all of a file or nothing of it."""


@bring.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--town", required=True, help="The first part of the site's address: kuopio.")
def table(file, town):
    """A table or a network: its people, meetings, memos and actions. Nobody is mailed."""
    from webapp.imports.command import bring_in

    bring_in(create_app(), file, town)


def _address(_context, _parameter, typed: str) -> str:
    try:
        return address_of(typed)
    except EmailNotValidError:
        raise click.BadParameter("write it in the form name@example.org") from None


@commands.command()
@click.argument("email", callback=_address)
def operator(email):
    """Invite EMAIL to operate the platform."""
    from webapp.console.operators import invite

    invite(create_app(), email)


@commands.command()
@click.argument("email")
def dismiss(email):
    """End EMAIL's right to operate the platform. Another operator must be left."""
    from webapp.console.operators import dismiss as end

    end(create_app(), email)


@commands.command()
@click.argument("email")
@click.option("--town", required=True, help="The first part of the site's address: kuopio.")
def administrator(email, town):
    """Invite EMAIL to administer a site that nobody administers. Make sure first who asks."""
    from webapp.accounts.recovery import invite_administrator

    invite_administrator(create_app(), town, email)


@commands.command("take-app-away")
@click.argument("email", callback=_address)
def take_app_away(email):
    """Free EMAIL from an authenticator app that was lost. Make sure first who asks."""
    from webapp.accounts.recovery import take_app_away as take

    take(create_app(), email)
