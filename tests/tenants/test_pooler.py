"""PgBouncer in transaction mode: few server connections, shared by many, one transaction each."""

import threading

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import sessionmaker

from tenants.context import acting_in, relaying
from tenants.session import TenantSession
from tests import pooler
from tests.tenants.toys import Item


@pytest.fixture(scope="module")
def pooled(login):
    """The login's URL through a PgBouncer with two server connections."""
    with pooler.running(connections=2) as port:
        yield login.set(host="127.0.0.1", port=port, query={})


@pytest.fixture
def sessions(pooled):
    engine = create_engine(pooled, pool_size=6, connect_args={"prepare_threshold": None})
    yield sessionmaker(engine, class_=TenantSession)
    engine.dispose()


def test_six_clients_on_two_connections_never_meet(sessions, towns):
    seen, errors = [], []

    def visit(town):
        for number in range(100):
            try:
                with acting_in(town.id), sessions() as session:
                    rows = set(session.scalars(text("select tenant_id from item")))
                    seen.append(rows == {town.id} == set(session.scalars(select(Item.tenant_id))))
                    end_somehow(session, number)
            except DBAPIError as error:
                errors.append(str(error.orig))

    threads = [threading.Thread(target=visit, args=(town,)) for town in towns * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 600
    assert {error.splitlines()[0] for error in errors} == {"division by zero"}


def end_somehow(session, number):
    """Commit, leave it open, or break it: the connection goes on to somebody else."""
    if number % 7 == 0:
        session.execute(text("select 1/0"))
    if number % 2:
        session.commit()


def test_roles_do_not_stay_on_the_server_connection(sessions, towns):
    for _ in range(4):
        with relaying(), sessions() as session:
            assert session.scalar(text("select current_user")) == "yp_relay"
            session.commit()
        with sessions().bind.connect() as connection:
            assert connection.scalar(text("select current_user")) == "yp_web"
