"""A session belongs to one scope, a connection to nobody: misuse at each door."""

import threading

import pytest
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import sessionmaker

from tenants.context import NoScope, TenantLeak, acting_in, as_person, relaying, signing_in
from tenants.owned import uuid7
from tenants.session import TenantSession
from tests.tenants.toys import Item, Letter, Meeting, Person

pytestmark = pytest.mark.usefixtures("towns")
WHO = text("""
    select current_user, nullif(current_setting('app.tenant_id', true), ''),
        nullif(current_setting('app.email', true), '')
""")


@pytest.fixture
def busy(sessions, north):
    """A session that has read in the north, with one of its rows."""
    with sessions() as session:
        with acting_in(north.id):
            meeting = session.scalars(select(Meeting)).one()
        yield session, meeting


DOORS = {
    "text": lambda session, _: session.execute(text("select * from item")),
    "scalar": lambda session, _: session.scalar(text("select 1")),
    "core": lambda session, _: session.execute(Item.__table__.select()),
    "select": lambda session, _: session.scalars(select(Item)).all(),
    "query": lambda session, _: session.query(Item).all(),
    "connection": lambda session, _: session.connection(),
    "identity map": lambda session, row: session.get(Meeting, (row.tenant_id, row.id)),
    "get_one": lambda session, row: session.get_one(Meeting, (row.tenant_id, row.id)),
    "merge": lambda session, row: session.merge(Meeting(tenant_id=row.tenant_id, id=row.id)),
    "refresh": lambda session, row: session.refresh(row),
    "lazy list": lambda _, row: row.items,
    "lazy parent": lambda _, row: row.chair,
    "insert": lambda session, _: session.execute(insert(Person).values(email="x")),
    "bulk save": lambda session, _: session.bulk_save_objects([Person(email="x")]),
    "bulk insert": lambda session, _: session.bulk_insert_mappings(Person, [{"email": "x"}]),
    "bulk update": lambda session, _: session.bulk_update_mappings(Person, []),
    "flush": lambda session, _: (session.add(Person(email="x")), session.flush()),
    "commit": lambda session, row: (setattr(row, "title", "x"), session.commit()),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_session_of_one_tenant_is_closed_in_another(busy, south, door):
    with acting_in(south.id), pytest.raises(TenantLeak):
        DOORS[door](*busy)


@pytest.mark.parametrize("door", DOORS)
def test_a_session_is_closed_without_a_scope(busy, door):
    with pytest.raises(NoScope):
        DOORS[door](*busy)


def test_what_has_expired_is_not_read_again_elsewhere(busy, south):
    session, meeting = busy
    session.expire_all()
    with acting_in(south.id), pytest.raises(TenantLeak):
        meeting.title  # noqa: B018
    with pytest.raises(NoScope):
        meeting.title  # noqa: B018


def test_a_closed_session_starts_anew(busy, south):
    session, _ = busy
    session.close()
    with acting_in(south.id):
        assert session.scalars(select(Meeting.tenant_id)).all() == [south.id]


def test_commit_rollback_and_savepoints_keep_the_scope(sessions, north):
    with acting_in(north.id), sessions() as session:
        for end in (session.commit, session.rollback):
            assert session.execute(WHO).one() == ("yp_app", str(north.id), None)
            end()
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text("select 1/0"))
        assert session.execute(WHO).one() == ("yp_app", str(north.id), None)


def test_a_connection_comes_back_clean_from_every_end(sessions, engine, north):
    def left_behind():
        with engine.connect() as connection:
            return connection.execute(WHO).one()

    nobody = ("yp_web", None, None)
    with pytest.raises(DBAPIError), acting_in(north.id), sessions() as session:
        session.execute(text("select 1/0"))
    assert left_behind() == nobody
    with pytest.raises(ZeroDivisionError), acting_in(north.id), sessions.begin() as session:
        session.scalars(select(Item)).all()
        1 / 0  # noqa: B018
    assert left_behind() == nobody
    with acting_in(north.id), sessions() as session:
        session.scalars(select(Item)).all()
    assert left_behind() == nobody
    with acting_in(north.id), sessions.begin() as session:
        session.scalars(select(Item)).all()
    assert left_behind() == nobody


def test_the_next_scope_on_a_dirty_connection_is_its_own(sessions, engine, north, south):
    with engine.begin() as connection:
        for setting in ("app.tenant_id", "app.reach", "app.account_id"):
            connection.exec_driver_sql(f"SET {setting} = '{south.id}'")
        connection.exec_driver_sql("SET app.email = 'someone@example.org'")
        connection.exec_driver_sql("SET ROLE yp_relay")
    with acting_in(north.id), sessions() as session:
        assert set(session.scalars(text("select tenant_id from item"))) == {north.id}
    with acting_in(uuid7(), reach=[north.id]), sessions() as session:
        assert set(session.scalars(text("select tenant_id from meeting"))) == {north.id}
    with as_person(uuid7()), sessions() as session:
        assert session.execute(WHO).one()[::2] == ("yp_person", None)
    with signing_in("me@example.org"), sessions() as session:
        account = text("select nullif(current_setting('app.account_id'), '')")
        assert session.scalar(account) is None


@pytest.mark.parametrize("level", ["AUTOCOMMIT", "READ COMMITTED"])
def test_a_session_opens_its_own_transaction(engine, north, level):
    alone = engine.execution_options(isolation_level=level)
    with acting_in(north.id), TenantSession(alone) as session:
        assert set(session.scalars(text("select tenant_id from item"))) == {north.id}
        session.execute(text("update item set body = 'x'"))
        session.rollback()
        assert not session.scalar(text("select count(*) from item where body = 'x'"))


def test_a_scope_that_is_refused_says_why_and_leaves_a_clean_connection(
    sessions, monkeypatch, north
):
    monkeypatch.setattr("tenants.context.APP", "yp_nobody")
    with acting_in(north.id), sessions() as session, pytest.raises(DBAPIError, match="yp_nobody"):
        session.execute(WHO)
    monkeypatch.undo()
    with acting_in(north.id), sessions() as session:
        assert session.execute(WHO).one().current_user == "yp_app"


def test_a_dead_connection_is_told_once_and_replaced(sessions, superuser, north):
    with acting_in(north.id), sessions() as session:
        number = session.scalar(text("select pg_backend_pid()"))
    with superuser.begin() as connection:
        connection.execute(text("select pg_terminate_backend(:number)"), {"number": number})
    with acting_in(north.id), sessions() as session, pytest.raises(DBAPIError) as told:
        session.execute(WHO)
    assert told.value.connection_invalidated
    with acting_in(north.id), sessions() as session:
        assert session.execute(WHO).one().current_user == "yp_app"


def test_an_address_with_a_percent_sign_is_taken_as_it_is(sessions):
    with signing_in("a%%b%c@example.org"), sessions() as session:
        assert session.execute(WHO).one()[2] == "a%%b%c@example.org"


def test_even_a_superusers_session_is_confined(superuser, north):
    with acting_in(north.id), TenantSession(superuser) as session:
        assert set(session.scalars(text("select tenant_id from item"))) == {north.id}


def test_code_without_a_session_and_a_scope_is_refused_loudly(engine):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with engine.connect() as connection, refused:
        connection.execute(select(Item.__table__))


def test_threads_of_two_towns_never_meet(login, north, south):
    engine = create_engine(login, pool_size=3, max_overflow=0)
    sessions, seen = sessionmaker(engine, class_=TenantSession), []

    def visit(town):
        for number in range(60):
            with acting_in(town.id), sessions() as session:
                rows = set(session.scalars(text("select tenant_id from item")))
                seen.append(rows == {town.id} == set(session.scalars(select(Item.tenant_id))))
                if number % 3:
                    session.commit()

    threads = [threading.Thread(target=visit, args=(town,)) for town in (north, south) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    assert seen == [True] * 360


def test_a_thread_started_inside_a_scope_has_none(sessions, north):
    caught = []

    def work():
        with sessions() as session:
            try:
                session.scalars(select(Item)).all()
            except NoScope as error:
                caught.append(error)

    with acting_in(north.id):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert len(caught) == 1


def test_the_relay_settles_letters_by_the_orm_too(sessions):
    with relaying(), sessions() as session:
        for letter in session.scalars(select(Letter)):
            letter.state = "sent"
        session.commit()
        assert set(session.scalars(select(Letter.state))) == {"sent"}
        session.add(Letter(tenant_id=uuid7(), body="x"))
        with pytest.raises(TenantLeak):
            session.flush()
