"""What the catalogue says about every table; each rule is seen to find a planted fault."""

import pytest
from sqlalchemy import text

from tests.house import databases
from tests.house.catalogue import (
    DEFINERS,
    DIRECTORY,
    OPEN,
    RULES,
    TENANT_FREE,
    UNLIMITED,
    WITH,
)
from tests.house.faults import FAULTS

LISTS = {
    "tenant_free": list(TENANT_FREE),
    "directory": list(DIRECTORY),
    "definers": list(DEFINERS),
    "open": list(OPEN),
    "unlimited": list(UNLIMITED),
}


@pytest.fixture(scope="module")
def engine():
    with databases.migrated("catalogue") as engine:
        yield engine


@pytest.fixture
def connection(engine):
    """Rolled back at its end, whatever was planted."""
    with engine.connect() as connection:
        yield connection


def offenders(connection, rule):
    query = WITH + RULES[rule]
    lists = {name: list for name, list in LISTS.items() if f":{name})" in query}
    return [row[0] for row in connection.execute(text(query), lists)]


@pytest.mark.parametrize("rule", RULES)
def test_it_is_nowhere_true_that(connection, rule):
    assert offenders(connection, rule) == []


@pytest.mark.parametrize(
    ("rule", "fault", "offender"),
    [(rule, *planted) for rule, faults in FAULTS.items() for planted in faults],
)
def test_a_planted_fault_is_found(connection, rule, fault, offender):
    here = connection.engine.url.database
    for statement in fault:
        connection.exec_driver_sql(statement.replace("{database}", here))
    assert offender.replace("{database}", here) in offenders(connection, rule)


def test_every_rule_has_its_fault():
    assert set(FAULTS) == set(RULES)


@pytest.mark.parametrize("list", [TENANT_FREE, OPEN, DEFINERS, UNLIMITED])
def test_no_exception_outlives_its_cause(connection, list):
    known = {name for query in KNOWN for (name,) in connection.execute(text(query))}
    assert set(list) <= known


KNOWN = (
    "select tablename::text from pg_tables where schemaname = 'public'",
    "select tablename || '.' || policyname from pg_policies where schemaname = 'public'",
    "select proname::text from pg_proc where pronamespace = 'public'::regnamespace",
    "select table_name || '.' || column_name from information_schema.columns",
)
