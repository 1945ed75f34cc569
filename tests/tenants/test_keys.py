"""The first wall, alone: a superuser, no policy, no guard, and still no row points abroad."""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tenants.owned import uuid7
from tests.tenants import toys

pytestmark = pytest.mark.usefixtures("without_rows_security")


@pytest.fixture
def run(superuser, towns):
    def run(sql, **values):
        with superuser.begin() as connection:
            return connection.execute(text(sql), values)

    return run


def test_a_child_cannot_be_born_to_another_tenants_parent(run, north, south):
    with pytest.raises(IntegrityError, match="foreign key"):
        run(
            "insert into item (tenant_id, id, meeting_id, body, created_at)"
            " values (:home, :id, :parent, '', now())",
            home=north.id,
            id=uuid7(),
            parent=south.meeting["id"],
        )


def test_a_child_cannot_be_moved_to_another_tenants_parent(run, north, south):
    with pytest.raises(IntegrityError, match="foreign key"):
        run(
            "update meeting set chair_id = :theirs where tenant_id = :home",
            theirs=south.chair["id"],
            home=north.id,
        )


def test_a_row_with_children_cannot_be_moved_to_another_tenant(run, north, south):
    with pytest.raises(IntegrityError, match="foreign key"):
        run("update meeting set tenant_id = :b where tenant_id = :a", a=north.id, b=south.id)


def test_a_row_cannot_point_at_itself_in_another_tenant(run, north, south):
    with pytest.raises(IntegrityError, match="foreign key"):
        run(
            "update item set parent_id = :theirs where tenant_id = :home",
            theirs=south.item["id"],
            home=north.id,
        )


def test_the_same_id_and_the_same_address_may_live_in_two_tenants(run, north, south):
    again = "insert into person (tenant_id, id, email, created_at) values (:t, :id, :email, now())"
    run(again, t=south.id, id=north.chair["id"], email="new@example.org")
    with pytest.raises(IntegrityError, match="ix_person"):
        run(again, t=south.id, id=uuid7(), email="new@example.org")


def test_the_end_of_a_parent_never_takes_the_tenant_from_its_children(run, north):
    run("delete from person where tenant_id = :home", home=north.id)
    rows = run("select tenant_id, chair_id from meeting where title = 'north'").all()
    assert rows == [(north.id, None)]


def test_a_parents_end_takes_only_its_own_children(run, north, south):
    run("delete from meeting where tenant_id = :home", home=north.id)
    assert {row.tenant_id for row in run("select tenant_id from item")} == {south.id}


def test_a_copy_of_a_table_does_not_get_its_keys_twice():
    copy = toys.Item.__table__.to_metadata(toys.MetaData())
    assert len(copy.foreign_key_constraints) == len(toys.Item.__table__.foreign_key_constraints)


def test_relationships_write_only_the_local_id():
    for model in (toys.Meeting, toys.Item):
        for relationship in inspect(model).relationships:
            written = [column.name for _, column in relationship.synchronize_pairs]
            assert written == [f"{relationship.key.replace('items', 'meeting')}_id"]
