"""The start is refused when the login or the server would let the walls down."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tenants import roles
from tenants.roles import UnsafeDatabase, inspect_login
from tests.database import PASSWORD


@pytest.fixture
def planted(superuser):
    """The login itself, in a transaction in which a superuser has planted a fault."""
    with superuser.connect() as connection:
        connection.begin()

        def plant(*faults):
            for fault in faults:
                connection.exec_driver_sql(fault)
            connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {roles.LOGIN}")
            return connection

        yield plant


def asking(connection):
    return lambda query: connection.execute(text(query)).scalar()


def test_the_prepared_login_is_welcome(login):
    with create_engine(login, poolclass=NullPool).connect() as connection:
        inspect_login(asking(connection))


def test_the_owner_is_not(superuser):
    with superuser.connect() as connection, pytest.raises(UnsafeDatabase, match="superuser"):
        inspect_login(asking(connection))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("alter role yp_web bypassrls", "bypass"),
        ("alter role yp_web createrole", "more than work"),
        ("grant yp_owner to yp_web", "become more"),
        ("grant pg_read_all_data to yp_web", "become more"),
        ("create table kept (id int); alter table kept owner to yp_web", "owns tables"),
        ("alter role yp_relay bypassrls", "yp_relay may bypass"),
        ("alter table item no force row level security", "item stands without its wall"),
        ("alter table item disable row level security", "item stands without its wall"),
        ("create table bare (tenant_id uuid)", "bare stands without its wall"),
        ("create table free (id int); alter table free owner to yp_owner", "free stands without"),
    ],
)
def test_a_fault_stops_the_start(planted, fault, said):
    with pytest.raises(UnsafeDatabase, match=said):
        inspect_login(asking(planted(fault)))


def test_a_login_that_inherits_stops_the_start(planted):
    anew = "revoke yp_app from yp_web; alter role yp_web inherit; grant yp_app to yp_web"
    with pytest.raises(UnsafeDatabase, match="inherits"):
        inspect_login(asking(planted(anew)))


@pytest.mark.parametrize("number", ["150013", "160009", "170005", "140020"])
def test_a_server_with_known_holes_stops_the_start(number):
    with pytest.raises(UnsafeDatabase, match="too old"):
        inspect_login(lambda _query: int(number))


def test_preparing_twice_changes_nothing(superuser):
    members = text("select roleid, member, grantor from pg_auth_members order by 1, 2, 3")
    with superuser.begin() as connection:
        before = connection.execute(members).all()
        roles.prepare(connection, PASSWORD)
        assert connection.execute(members).all() == before
