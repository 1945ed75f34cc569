"""The roles of the database: who owns, who signs in, and what a transaction may turn into."""

from __future__ import annotations

from psycopg import sql
from sqlalchemy import Connection, text

from tenants.context import APP, HOST, LOBBY, OPERATOR, PERSON, RELAY

OWNER, LOGIN = "yp_owner", "yp_web"
WORKING = (APP, HOST, LOBBY, PERSON, RELAY, OPERATOR)

# Before these, a plan made under one role could be reused under another, or leak by statistics.
OLDEST = {15: 150014, 16: 160010, 17: 170006}


class UnsafeDatabase(RuntimeError):
    """The database or the login would let the walls down."""


def prepare(connection: Connection, password: str | None = None) -> None:
    """Make the roles and give the schema to the owner. Needs a login that may create roles."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7001)")
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
    connection.exec_driver_sql(f"GRANT {OWNER} TO CURRENT_USER")
    if password is not None:
        literal = sql.Literal(password).as_string(None)
        connection.exec_driver_sql(f"ALTER ROLE {LOGIN} PASSWORD {literal}".replace("%", "%%"))
    _give_schema(connection)


def _give_schema(connection: Connection) -> None:
    connection.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {OWNER}")
    connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    for role in WORKING:
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {role}")
    is_superuser = connection.scalar(
        text("select rolsuper from pg_roles where rolname = current_user")
    )
    if is_superuser:
        # An injected SELECT could move the scope with it; our own code uses SET LOCAL only.
        connection.exec_driver_sql(
            "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC"
        )


LOGIN_FAULTS = text("""
    select case
        when r.rolsuper then 'is a superuser'
        when r.rolbypassrls then 'may bypass row-level security'
        when r.rolinherit then 'inherits the rights of its roles'
        when exists (select from pg_class c where c.relowner = r.oid) then 'owns tables'
    end from pg_roles r where r.rolname = current_user
""")


def inspect_login(connection: Connection) -> None:
    """Raises UnsafeDatabase when the login or the server would let the walls down."""
    version = connection.dialect.server_version_info
    number = connection.scalar(text("select current_setting('server_version_num')::int"))
    if version[0] < 15 or number < OLDEST.get(version[0], 0):
        raise UnsafeDatabase(
            f"PostgreSQL {number} is too old: 15.14, 16.10, 17.6 or newer is needed"
        )
    if fault := connection.scalar(LOGIN_FAULTS):
        raise UnsafeDatabase(f"the login in DATABASE_URL {fault}: use the login {LOGIN}")
