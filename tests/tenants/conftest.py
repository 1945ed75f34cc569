"""A database of the kernel's own, with toy tables: nothing here depends on a feature."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

from tenants import roles
from tenants.session import TenantSession
from tests import database
from tests.tenants import toys


@pytest.fixture(scope="session")
def address():
    """The superuser's URL of the kernel's database, made anew for this run."""
    name = f"yp_kernel_{database.RUN}_{database.WORKER}"
    database.execute(database.OWNER.database, f"create database {name} template template0")
    ours = database.owner_url(name)
    with create_engine(ours, poolclass=NullPool).begin() as connection:
        roles.prepare(connection, database.PASSWORD)
        connection.exec_driver_sql(f"SET ROLE {roles.OWNER}")
        toys.create(connection)
    yield ours
    database.execute(database.OWNER.database, f"drop database {name} with (force)")


@pytest.fixture(scope="session")
def login(address):
    """The URL of the application's login."""
    return address.set(username=roles.LOGIN, password=database.PASSWORD)


@pytest.fixture(scope="session")
def superuser(address):
    engine = create_engine(address)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(login):
    """A pool of one: what a transaction leaves behind on the connection, the next one finds."""
    engine = create_engine(login, pool_size=1, max_overflow=0, pool_timeout=5)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine):
    return sessionmaker(engine, class_=TenantSession)


@pytest.fixture
def towns(superuser):
    north, south = toys.Town("north"), toys.Town("south")
    tables = ", ".join(toys.Base.metadata.tables)
    with superuser.begin() as connection:
        connection.exec_driver_sql(f"truncate {tables}")
        north.build(connection)
        south.build(connection)
    return north, south


@pytest.fixture
def north(towns):
    return towns[0]


@pytest.fixture
def south(towns):
    return towns[1]


@pytest.fixture
def raw(engine):
    """Runs SQL in a scope, with no session and so no guard."""

    def run(scope, sql, **values):
        with engine.begin() as connection:
            connection.exec_driver_sql(scope.statement)
            result = connection.execute(text(sql), values)
            return result.all() if result.returns_rows else result.rowcount

    return run


@pytest.fixture
def without_rows_security(superuser):
    """Takes the second wall down."""
    yield from _altered(superuser, "disable row level security", "enable row level security")


@pytest.fixture
def without_keys(superuser):
    """Takes the first wall down: no foreign key, and ids that are unique by themselves."""
    with superuser.begin() as connection:
        keys = connection.execute(
            text("""
            select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
            from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace""")
        ).all()
        for table, key, _ in keys:
            connection.exec_driver_sql(f"alter table {table} drop constraint {key}")
    yield
    with superuser.begin() as connection:
        connection.exec_driver_sql(f"truncate {', '.join(toys.Base.metadata.tables)}")
        for table, key, definition in keys:
            connection.exec_driver_sql(f"alter table {table} add constraint {key} {definition}")


@pytest.fixture
def without_roles(superuser):
    """Takes the third wall down: the login may do everything even without a scope's role."""
    tables = ", ".join(toys.Base.metadata.tables)
    with superuser.begin() as connection:
        connection.exec_driver_sql(f"grant all on {tables} to public")
    yield
    with superuser.begin() as connection:
        connection.exec_driver_sql(f"revoke all on {tables} from public")


def _altered(superuser, down, up):
    for change in (down, up):
        with superuser.begin() as connection:
            for table in toys.Base.metadata.tables:
                connection.exec_driver_sql(f"alter table {table} {change}")
        if change == down:
            yield
