import threading
from uuid import UUID

import pytest

from tenants.context import (
    NoScope,
    Scope,
    acting_in,
    as_person,
    current,
    in_lobby,
    operating,
    relaying,
    scope,
    signing_in,
)
from tenants.owned import uuid7

A, B = uuid7(), uuid7()


def test_without_a_scope_there_is_no_answer():
    with pytest.raises(NoScope):
        scope()


def test_a_scope_ends_with_its_block_even_by_an_error():
    with pytest.raises(ZeroDivisionError), acting_in(A):
        1 / 0  # noqa: B018
    assert current() is None


def test_an_inner_scope_gives_the_outer_one_back():
    with acting_in(A):
        with acting_in(B):
            assert scope().tenant == B
        assert scope().tenant == A


def test_a_thread_starts_without_the_scope_of_its_parent():
    seen = []
    with acting_in(A):
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [None]


@pytest.mark.parametrize("enter", [acting_in, as_person, operating])
@pytest.mark.parametrize("bad", ["'; SET ROLE yp_owner; --", 7, "0" * 32])
def test_only_a_uuid_gets_into_the_settings(enter, bad):
    with pytest.raises(TypeError), enter(bad):
        pass


class Liar(UUID):
    """A UUID that would print itself as SQL."""

    def __str__(self):
        return "'; SET ROLE yp_owner; --"


def test_not_even_a_subclass_of_uuid_gets_in():
    with pytest.raises(TypeError), acting_in(Liar(int=1)):
        pass


@pytest.mark.parametrize("bad", ["a\0@example.org", "a\\'@example.org"])
def test_an_address_that_could_end_its_quotes_is_refused(bad):
    with pytest.raises(ValueError), signing_in(bad):
        pass


@pytest.mark.parametrize(
    ("enter", "role"),
    [
        (lambda: acting_in(A), "yp_app"),
        (lambda: acting_in(A, reach=[B]), "yp_host"),
        (in_lobby, "yp_lobby"),
        (lambda: as_person(A), "yp_person"),
        (lambda: signing_in("a@example.org"), "yp_person"),
        (relaying, "yp_relay"),
        (lambda: operating(A), "yp_operator"),
    ],
)
def test_each_door_takes_its_own_role(enter, role):
    with enter() as here:
        assert here.role == role
        assert here.statement.startswith(f"SET LOCAL ROLE {role}")


def test_settings_that_a_role_compares_with_are_always_written():
    assert "app.reach = ''" in Scope("yp_host", A).statement
    assert "app.email = ''" in Scope("yp_person", account=A).statement
