"""What a careless view, function or statistic would show, and what the kernel's own way shows."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tenants.context import APP, Scope

pytestmark = pytest.mark.usefixtures("towns")


@pytest.fixture
def made(superuser):
    """Makes views and functions as the superuser and removes them afterwards."""
    with superuser.connect() as connection:
        connection.begin()

        def make(*statements):
            for statement in statements:
                connection.exec_driver_sql(statement)
            return connection

        yield make


def towns_seen(connection, scope, query):
    connection.exec_driver_sql(scope.statement)
    return connection.scalar(text(f"select count(distinct tenant_id) from {query}"))  # noqa: S608


def test_a_view_that_asks_as_its_reader_shows_home_only(made, north):
    connection = made(
        "create view mine with (security_invoker = true) as select * from item",
        "grant select on mine to yp_app",
    )
    assert towns_seen(connection, Scope(APP, north.id), "mine") == 1


@pytest.mark.parametrize("kind", ["view", "materialized view"])
def test_any_other_view_leaks_and_is_why_the_catalogue_has_a_rule(made, north, kind):
    connection = made(
        f"create {kind} everyones as table item",
        "grant select on everyones to yp_app",
    )
    assert towns_seen(connection, Scope(APP, north.id), "everyones") == 2


def test_statistics_of_other_tenants_are_hidden(made, north):
    connection = made("analyze person")
    connection.exec_driver_sql(Scope(APP, north.id).statement)
    seen = text("select count(*) from pg_stats where tablename = 'person'")
    assert connection.scalar(seen) == 0


def test_a_function_of_ours_sees_with_the_eyes_of_its_caller(made, north):
    connection = made(
        "create function towns() returns setof item language sql as 'select * from item'"
    )
    assert towns_seen(connection, Scope(APP, north.id), "towns()") == 1


def test_new_objects_of_the_owner_are_nobody_elses(made, north):
    connection = made(
        "set local role yp_owner", "create table fresh (tenant_id uuid)", "reset role"
    )
    connection.exec_driver_sql(Scope(APP, north.id).statement)
    with pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text("select * from fresh"))
