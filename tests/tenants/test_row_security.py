"""The second wall, alone: raw SQL in the right role, without guard and without foreign keys."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from tenants.context import APP, HOST, PERSON, RELAY, Scope
from tenants.owned import uuid7
from tests.tenants import toys

TABLES = sorted(toys.Base.metadata.tables)
pytestmark = pytest.mark.usefixtures("towns", "without_keys")


@pytest.fixture
def home(north):
    return Scope(APP, north.id)


@pytest.mark.parametrize("table", TABLES)
def test_a_forgotten_filter_shows_home_only(raw, home, north, table):
    rows = raw(home, f"select tenant_id from {table}")  # noqa: S608
    assert {row.tenant_id for row in rows} == {north.id}


@pytest.mark.parametrize("table", TABLES)
def test_a_role_without_a_tenant_sees_and_changes_nothing(raw, table):
    nowhere = Scope(APP)
    assert raw(nowhere, f"select * from {table}") == []  # noqa: S608
    if table != "entry":
        assert raw(nowhere, f"update {table} set id = id") == 0  # noqa: S608
        assert raw(nowhere, f"delete from {table}") == 0  # noqa: S608


def test_naming_another_tenant_finds_nothing(raw, home, south):
    there = {"theirs": south.id}
    assert raw(home, "select * from item where tenant_id = :theirs", **there) == []
    assert raw(home, "update item set body = 'x' where tenant_id = :theirs", **there) == 0
    assert raw(home, "delete from item where tenant_id = :theirs", **there) == 0


def test_an_update_and_a_delete_without_a_filter_stay_at_home(raw, home, superuser, south):
    raw(home, "update item set body = 'x'")
    raw(home, "delete from item")
    with superuser.begin() as connection:
        left = connection.execute(text("select tenant_id, body from item order by body")).all()
    assert left == [(south.id, "first"), (south.id, "second")]


def test_a_row_of_another_tenant_cannot_be_inserted(raw, home, south):
    with pytest.raises(ProgrammingError, match="row-level security"):
        raw(
            home,
            "insert into person (tenant_id, id, email, created_at) values (:t, :id, 'x', now())",
            t=south.id,
            id=uuid7(),
        )


def test_a_row_cannot_be_moved_to_another_tenant(raw, home, south):
    with pytest.raises(ProgrammingError, match="row-level security"):
        raw(home, "update person set tenant_id = :t", t=south.id)


def test_an_upsert_meets_no_row_of_another_tenant(raw, home, north, south):
    upsert = """
        insert into person (tenant_id, id, email, created_at) values (:t, :id, :email, now())
        on conflict (tenant_id, email) do update set email = 'taken' returning tenant_id, id"""
    mine = raw(home, upsert, t=north.id, id=uuid7(), email=south.chair["email"])
    assert mine == [(north.id, north.chair["id"])]
    with pytest.raises(ProgrammingError, match="row-level security"):
        raw(home, upsert, t=south.id, id=uuid7(), email=south.chair["email"])


def test_a_key_that_points_abroad_leads_to_nothing(raw, home, superuser, south):
    with superuser.begin() as connection:
        connection.execute(
            text("update item set meeting_id = :theirs"), {"theirs": south.meeting["id"]}
        )
    joined = "select * from item join meeting on meeting.id = item.meeting_id"
    assert raw(home, joined) == []


def test_the_owner_is_not_above_the_walls(superuser):
    with superuser.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE yp_owner")
        assert connection.scalar(text("select count(*) from item")) == 0


def test_the_walls_cannot_be_switched_off_from_inside(raw, home):
    with pytest.raises(DBAPIError, match="row-level security"):
        raw(home, "set local row_security = off; select * from item")


def test_a_host_reads_shared_tables_of_its_reach_only(raw, north, south):
    both = Scope(HOST, uuid7(), (north.id, south.id))
    assert len(raw(both, "select * from meeting")) == 2
    one = Scope(HOST, uuid7(), (south.id,))
    assert [row.title for row in raw(one, "select title from meeting")] == ["south"]
    assert raw(Scope(HOST, uuid7()), "select * from meeting") == []


def test_the_relay_meets_the_letters_of_all(raw):
    relay = Scope(RELAY)
    assert raw(relay, "update letter set state = 'sent'") == 2


def test_what_is_written_once_is_changed_by_nobody(raw, home):
    for sql in ("update entry set what = 'x'", "delete from entry"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            raw(home, sql)


def test_an_address_with_every_sign_in_it_arrives_whole(raw):
    odd = "o'neill%s+100%@example.org"
    rows = raw(Scope(PERSON, email=odd), "select current_setting('app.email')")
    assert rows == [(odd,)]
