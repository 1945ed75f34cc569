"""The third wall, alone: no policy, no guard, and each role does only its own work."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from tenants.context import APP, HOST, LOBBY, OPERATOR, PERSON, RELAY, Scope
from tenants.owned import uuid7
from tests.tenants import toys

TABLES = sorted(toys.Base.metadata.tables)
REFUSED = "permission denied|must be (owner|superuser)|must have|required|not allowed"
pytestmark = pytest.mark.usefixtures("towns", "without_rows_security")


@pytest.mark.parametrize("table", TABLES)
def test_the_login_may_do_nothing(engine, table):
    for sql in (
        f"select * from {table}",  # noqa: S608
        f"update {table} set id = id",  # noqa: S608
        f"delete from {table}",  # noqa: S608
        f"insert into {table} (id) values (null)",  # noqa: S608
        f"copy {table} to stdout",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), engine.begin() as c:
            c.execute(text(sql))


@pytest.mark.parametrize("role", [LOBBY, PERSON, OPERATOR])
@pytest.mark.parametrize("table", TABLES)
def test_a_role_without_a_wall_on_a_table_may_not_touch_it(raw, role, table):
    with pytest.raises(ProgrammingError, match="permission denied"):
        raw(Scope(role), f"select * from {table}")  # noqa: S608


@pytest.mark.parametrize(
    "sql",
    [
        "select * from item",
        "select * from letter",
        "update meeting set title = 'x'",
        "delete from meeting",
        "insert into meeting (tenant_id) values (null)",
        "select * from meeting for update",
    ],
)
def test_a_host_only_reads_and_only_what_is_shared(raw, north, sql):
    with pytest.raises(ProgrammingError, match="permission denied"):
        raw(Scope(HOST, uuid7(), (north.id,)), sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from item",
        "update letter set body = 'x'",
        "update letter set tenant_id = tenant_id",
        "delete from letter",
    ],
)
def test_the_relay_only_settles_letters(raw, sql):
    with pytest.raises(ProgrammingError, match="permission denied"):
        raw(Scope(RELAY), sql)


@pytest.mark.parametrize(
    "sql",
    [
        "truncate item",
        "truncate entry",
        "alter table item disable row level security",
        "alter table item no force row level security",
        "alter table item owner to yp_app",
        "drop policy yp_app_all on item",
        "create policy open on item using (true)",
        "drop table item",
        "create table leak as select * from item",
        "create temporary table item (id int)",
        "create function leak() returns int language sql security definer as 'select 1'",
        "create trigger spy before update on item execute function spy()",
        "create rule spy as on update to item do also delete from item",
        "comment on table item is 'x'",
        "set session authorization postgres",
        "set role yp_owner",
        "set role postgres",
        "reset session authorization; set role postgres",
        "alter role yp_web bypassrls",
        "create role intruder superuser",
        "grant yp_owner to yp_web",
        "copy item to program 'cat'",
        "copy item from program 'true'",
        "copy item to '/tmp/leak'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "set session_replication_role = replica",
        "load 'auto_explain'",
        "create extension dblink",
        "select * from pg_authid",
    ],
)
def test_nothing_leads_out_of_a_tenants_transaction(raw, north, sql):
    with pytest.raises(DBAPIError, match=REFUSED):
        raw(Scope(APP, north.id), sql)


def test_the_settings_cannot_be_moved_from_inside_a_select(raw, north, south):
    for sql in (
        "select set_config('app.tenant_id', :theirs, true)",
        "select query_to_xml('select set_config(''role'', ''yp_relay'', true)', true, true, '')",
        "update pg_settings set setting = :theirs where name = 'app.tenant_id'",
    ):
        values = {"theirs": str(south.id)} if ":theirs" in sql else {}
        with pytest.raises(DBAPIError, match="permission denied"):
            raw(Scope(APP, north.id), sql, **values)


def test_the_log_can_be_written_but_not_rewritten(raw, north):
    line = "insert into entry (tenant_id, id, what, created_at) values (:t, :id, 'x', now())"
    assert raw(Scope(APP, north.id), line, t=north.id, id=uuid7()) == 1
    with pytest.raises(ProgrammingError, match="permission denied"):
        raw(Scope(APP, north.id), "update entry set what = 'y'")
