"""The fourth wall, alone: no keys, no policies, a login that may do everything."""

import pytest
from sqlalchemy import delete, exists, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased, joinedload, selectinload

from tenants.context import TenantLeak, acting_in
from tenants.owned import uuid7
from tests.tenants.toys import Entry, Item, Letter, Meeting, Person

pytestmark = pytest.mark.usefixtures("towns", "without_keys", "without_rows_security", "others")


@pytest.fixture
def others(without_roles, superuser, north):
    """The database alone would show everything now."""
    with superuser.connect() as connection:
        assert connection.scalar(text("select count(distinct tenant_id) from item")) == 2


@pytest.fixture
def session(sessions, north):
    with acting_in(north.id), sessions() as session:
        yield session


Parent = aliased(Meeting)


@pytest.mark.parametrize(
    "forgotten",
    [
        select(Item.tenant_id),
        select(Item.tenant_id).join(Item.meeting),
        select(Parent.tenant_id).join(Item, Item.meeting_id == Parent.id),
        select(select(Item.tenant_id).subquery()),
        select(Meeting.tenant_id).where(exists().where(Item.meeting_id == Meeting.id)),
        select(Item.tenant_id).union_all(select(Meeting.tenant_id)),
        select(Item.tenant_id).distinct(),
        select(Item.tenant_id).order_by(Item.body).limit(9),
    ],
    ids=["rows", "join", "alias", "subquery", "exists", "union", "distinct", "limit"],
)
def test_a_forgotten_filter_is_written(session, north, forgotten):
    assert set(session.scalars(forgotten)) == {north.id}


def test_counts_and_scalars_are_limited_too(session):
    assert session.scalar(select(func.count(Item.id))) == 2
    assert session.scalar(select(func.count()).select_from(Item)) == 2
    inner = select(func.count(Item.id)).scalar_subquery()
    assert session.scalar(select(inner)) == 2
    assert session.query(Item).count() == 2


def test_loads_of_relatives_stay_at_home(session, superuser, north, south):
    with superuser.begin() as connection:
        connection.execute(text("update item set meeting_id = :id"), {"id": north.meeting["id"]})
    eager = [selectinload(Meeting.items), joinedload(Meeting.items)]
    for option in [None, *eager]:
        session.expire_all()
        statement = select(Meeting).options(option) if option else select(Meeting)
        meeting = session.scalars(statement).unique().one()
        assert {item.tenant_id for item in meeting.items} == {north.id}


def test_a_lazy_parent_abroad_is_not_found(session, superuser, south):
    with superuser.begin() as connection:
        connection.execute(text("update meeting set chair_id = :id"), {"id": south.chair["id"]})
    assert session.scalars(select(Meeting)).one().chair is None


def test_an_id_of_another_tenant_is_not_got(session, south):
    assert session.get(Item, south.item["id"]) is None
    with pytest.raises(TenantLeak):
        session.get(Item, (south.id, south.item["id"]))


def test_bulk_updates_and_deletes_stay_at_home(session, superuser, south):
    assert session.execute(update(Item).values(body="x")).rowcount == 2
    assert session.execute(delete(Item).where(Item.id == south.item["id"])).rowcount == 0
    assert session.execute(delete(Item)).rowcount == 2
    session.commit()
    with superuser.connect() as connection:
        assert connection.scalars(text("select distinct tenant_id from item")).all() == [south.id]


def test_a_bulk_update_by_key_cannot_name_another_tenant(session, south):
    row = {"tenant_id": south.id, "id": south.item["id"], "body": "x"}
    with pytest.raises(TenantLeak):
        session.execute(update(Item), [row])


NEW = {"email": "new@example.org"}


@pytest.mark.parametrize(
    "statement",
    [
        insert(Person).values(NEW),
        insert(Person).values([NEW]),
        insert(Person.__table__).values(NEW),
        upsert(Person).values(NEW).on_conflict_do_nothing(),
        upsert(Person.__table__).values(NEW).on_conflict_do_nothing(),
    ],
    ids=["orm", "many", "core", "upsert", "core upsert"],
)
def test_inserts_of_every_kind_land_at_home(session, north, statement):
    session.execute(statement)
    assert (
        session.scalar(text("select tenant_id from person where email = :email"), NEW) == north.id
    )


@pytest.mark.parametrize("entity", [Person, Person.__table__], ids=["orm", "core"])
def test_no_insert_of_any_kind_names_another_tenant(session, south, entity):
    abroad = {"tenant_id": south.id, **NEW}
    for statement, rows in (
        (insert(entity).values(abroad), None),
        (insert(entity).values([abroad]), None),
        (insert(entity), [abroad, {**abroad, "id": uuid7()}]),
        (upsert(entity).values(abroad).on_conflict_do_nothing(), None),
    ):
        with pytest.raises(TenantLeak):
            session.execute(statement, rows)


def test_an_upsert_updates_the_row_at_home(session, north, superuser):
    statement = (
        upsert(Person)
        .values(email="chair@example.org")
        .on_conflict_do_update(index_elements=["tenant_id", "email"], set_={"email": "x@x.fi"})
    )
    session.execute(statement)
    session.commit()
    with superuser.connect() as connection:
        changed = connection.scalars(text("select tenant_id from person where email = 'x@x.fi'"))
        assert changed.all() == [north.id]


def test_core_statements_cannot_name_another_tenant(session, south):
    table = Item.__table__
    for statement in (
        select(table).where(table.c.tenant_id == south.id),
        update(table).where(table.c.tenant_id == south.id).values(body="x"),
        update(table).values(tenant_id=south.id),
        delete(table).where(table.c.tenant_id.in_([south.id])),
    ):
        with pytest.raises(TenantLeak):
            session.execute(statement)


def test_a_new_row_takes_the_tenant_of_the_scope(session, north):
    session.add(person := Person(email="new@example.org"))
    session.flush()
    assert person.tenant_id == north.id


def test_a_row_of_another_tenant_is_not_flushed(session, south):
    session.add(Person(tenant_id=south.id, email="new@example.org"))
    with pytest.raises(TenantLeak):
        session.flush()


def test_a_row_is_not_moved_to_another_tenant(session, south):
    session.scalars(select(Person)).one().tenant_id = south.id
    with pytest.raises(TenantLeak):
        session.flush()


def test_a_row_brought_along_from_another_tenant_is_refused(sessions, north, south):
    with acting_in(south.id), sessions() as session:
        theirs = session.scalars(select(Meeting)).one()
        session.expunge_all()
    with acting_in(north.id), sessions() as session:
        session.add(theirs)
        theirs.title = "stolen"
        with pytest.raises(TenantLeak):
            session.flush()
        session.rollback()
        session.expunge_all()
        with pytest.raises(TenantLeak):
            session.merge(theirs)
        session.add(theirs)
        session.delete(theirs)
        with pytest.raises(TenantLeak):
            session.flush()


def test_the_limit_follows_the_scope_and_not_the_cache(sessions, north, south):
    for town in (north, south, north, south):
        with acting_in(town.id), sessions() as session:
            assert set(session.scalars(select(Item.tenant_id))) == {town.id}
    for reach in ([north.id], [north.id, south.id], [south.id]):
        with acting_in(uuid7(), reach=reach), sessions() as session:
            assert set(session.scalars(select(Meeting.tenant_id))) == set(reach)


def test_a_statement_built_once_serves_every_scope(sessions, north, south):
    read, write = select(Meeting.tenant_id), update(Meeting).values(title="x")
    for town in (north, south, north):
        with acting_in(town.id), sessions() as session:
            assert set(session.scalars(read)) == {town.id}
            assert session.execute(write).rowcount == 1
    with acting_in(north.id, reach=[south.id]), sessions() as session:
        assert set(session.scalars(read)) == {north.id, south.id}


def test_no_value_of_a_caller_moves_the_limit(session, south):
    abroad = {"here_tenant": south.id}
    read = select(Item.tenant_id)
    for statement in (read, update(Item).values(body="x")):
        with pytest.raises(TenantLeak):
            session.execute(statement, abroad)
    with pytest.raises(TenantLeak):
        session.execute(read.params(abroad))


def test_a_host_sees_its_reach_and_writes_nowhere_else(sessions, north, south):
    with acting_in(uuid7(), reach=[north.id]), sessions() as session:
        assert session.execute(update(Meeting).values(title="x")).rowcount == 0
        session.scalars(select(Meeting)).one().title = "x"
        with pytest.raises(TenantLeak):
            session.flush()


def test_a_semicolon_needs_bound_values(session):
    with pytest.raises(TenantLeak):
        session.execute(text("select 1; set local role yp_relay"))
    with pytest.raises(TenantLeak):
        session.connection().exec_driver_sql("select 1; set local role yp_relay")
    assert session.scalar(text("select :value"), {"value": "1; 2"}) == "1; 2"


def test_a_log_line_and_a_letter_are_written_at_home(session, north):
    session.add_all([Entry(what="x"), Letter(body="x")])
    session.flush()
    assert set(session.scalars(select(Entry.tenant_id))) == {north.id}
