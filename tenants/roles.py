"""The roles of the database: who owns, who signs in, and what a transaction may turn into.

What a login may become decides what stacked SQL could do: `; SET ROLE yp_relay` is open to yp_web
by design. Values are bound, and tenants.session refuses a semicolon in a statement without any,
so a second statement gets in only through code that is handed to the driver around the session.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, text

from tenants.context import APP, HOST, LOBBY, OPERATOR, PERSON, RELAY

OWNER, LOGIN = "yp_owner", "yp_web"
WORKING = (APP, HOST, LOBBY, PERSON, RELAY, OPERATOR)

# Before these, a plan made under one role could be reused under another, or leak by statistics.
OLDEST = {15: 150014, 16: 160010, 17: 170006}


# Kept with the role, so that they hold through every pool and pooler.
LIMITS = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}


class UnsafeDatabase(RuntimeError):
    """The database or the login would let the walls down."""


def prepare(connection: Connection, password: str | None = None) -> None:
    """Make the roles and give the schema to the owner. Needs a login that may create roles."""
    _alone(connection)
    known = set(
        connection.scalars(
            text("select rolname from pg_roles where rolname like 'yp!_%' escape '!'")
        )
    )
    for role in (OWNER, *WORKING):
        if role not in known:
            connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN NOINHERIT")
    if LOGIN not in known:
        connection.exec_driver_sql(f"CREATE ROLE {LOGIN} LOGIN NOINHERIT")
    for role in WORKING:
        connection.exec_driver_sql(f"GRANT {role} TO {LOGIN}")
    for limit, value in LIMITS.items():
        connection.exec_driver_sql(f"ALTER ROLE {LOGIN} SET {limit} = '{value}'")
    connection.exec_driver_sql(f"GRANT {OWNER} TO CURRENT_USER")
    if password is not None:
        literal = sql.Literal(password).as_string(None)
        connection.exec_driver_sql(f"ALTER ROLE {LOGIN} PASSWORD {literal}".replace("%", "%%"))
    _give_schema(connection)
    _take_tools(connection)


def _alone(connection: Connection) -> None:
    """Wait for whoever prepares the same cluster; only a superuser can lock beyond the database."""
    if _is_superuser(connection):
        connection.exec_driver_sql("LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE")
    else:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7001)")


def _is_superuser(connection: Connection) -> bool:
    return connection.scalar(text("select rolsuper from pg_roles where rolname = current_user"))


def _give_schema(connection: Connection) -> None:
    connection.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {OWNER}")
    connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    for role in WORKING:
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {role}")


def _take_tools(connection: Connection) -> None:
    """Take what only an intruder needs; set_config() can only be taken by a superuser."""
    name = connection.scalar(text("select quote_ident(current_database())"))
    # A temporary table would stand before the real one for whoever gets the connection next.
    connection.exec_driver_sql(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")
    if _is_superuser(connection):
        # An injected SELECT could move the scope with it; our own code uses SET LOCAL only.
        connection.exec_driver_sql(
            "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC"
        )


# Static texts: they are asked of a bare connection, before anything else is.
VERSION = "select current_setting('server_version_num')::int"
LOGIN_FAULTS = """
    with working as (select oid from pg_roles where rolname like 'yp!_%' escape '!'
        and rolname not in ('yp_owner', 'yp_web'))
    select case
        when r.rolsuper then 'is a superuser'
        when r.rolbypassrls then 'may bypass row-level security'
        when r.rolcreaterole or r.rolcreatedb or r.rolreplication then 'may do more than work'
        when exists (select from working where pg_has_role(r.oid, oid, 'USAGE'))
            then 'inherits the rights of its roles'
        when exists (select from pg_roles o where o.oid <> r.oid
            and o.oid not in (select oid from working) and pg_has_role(r.oid, o.oid, 'MEMBER'))
            then 'may become more than its roles'
        when exists (select from pg_class c where c.relowner = r.oid) then 'owns tables'
    end from pg_roles r where r.rolname = current_user
"""
WALL_FAULTS = """
    select rolname || ' may bypass row-level security' from pg_roles
    where rolname like 'yp!_%' escape '!' and (rolsuper or rolbypassrls)
    union all select c.relname || ' stands without its wall' from pg_class c
    where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
    and c.relnamespace = current_schema()::regnamespace and (
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
            and not a.attisdropped)
        or c.relowner = to_regrole('yp_owner') and c.relname <> 'alembic_version')
"""


def inspect_login(ask: Callable[[str], Any]) -> None:
    """Raises UnsafeDatabase when the login or the server would let the walls down.

    `ask` sends a query and returns the first value of its answer, if any."""
    number = ask(VERSION)
    if number < OLDEST.get(number // 10000, 150014):
        raise UnsafeDatabase(
            f"PostgreSQL {number} is too old: 15.14, 16.10, 17.6 or newer is needed"
        )
    if fault := ask(LOGIN_FAULTS):
        raise UnsafeDatabase(f"the login in DATABASE_URL {fault}: use the login {LOGIN}")
    if fault := ask(WALL_FAULTS):
        raise UnsafeDatabase(f"{fault}: run the migrations as the owner")
