"""Every real table stands behind its walls: what the toys of the kernel prove holds for ours."""

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from tenants.context import APP, NoScope, Scope, TenantLeak, acting_in
from tenants.db import db
from tenants.owned import TenantOwned
from tenants.session import TenantSession
from tenants.walls import walls_of
from tests import database
from tests.house.filling import fill
from tests.house.plans import crowd
from tests.world import World
from webapp.models import load_models

REFUSED = r"row-level security|permission denied"
load_models()
MODELS = sorted(
    (row.class_ for row in db.Model.registry.mappers if issubclass(row.class_, TenantOwned)),
    key=lambda model: model.__name__,  # every worker must see them in the same order
)


@pytest.fixture(scope="module")
def full(database_url):
    """Three towns with a row in every table."""
    name = f"yp_full_{database.RUN}_{database.WORKER}"
    database.copy_of_template(name)
    engine = create_engine(database.owner_url(name), poolclass=NullPool)
    with engine.begin() as connection:
        fill(connection, World().tenant("kuopio"))
        crowd(connection, 2, World().tenant("kuopio"))
    yield engine
    database.execute(database.OWNER.database, f"drop database {name} with (force)")


@pytest.fixture(scope="module")
def login(full):
    return create_engine(database.login_url(full.url.database), poolclass=NullPool)


@pytest.fixture(scope="module")
def town(full):
    with full.connect() as connection:
        return connection.scalar(text("select id from tenant where slug = 'crowd-0'"))


def may(model, command):
    return any(w.role == APP and w.command in ("ALL", command) for w in walls_of(model.__table__))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
class TestEveryTable:
    def test_raw_sql_sees_home_only(self, login, town, model):
        with login.begin() as connection:
            connection.exec_driver_sql(Scope(APP, town).statement)
            query = text(f"select distinct tenant_id from {model.__tablename__}")  # noqa: S608
            if may(model, "SELECT"):
                assert connection.scalars(query).all() == [town]
            else:
                with pytest.raises(ProgrammingError, match="permission denied"):
                    connection.scalars(query)

    def test_nothing_is_seen_without_a_scope(self, login, model):
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with login.begin() as connection, refused:
            connection.execute(select(model.__table__.c.tenant_id))
        with TenantSession(login) as session, pytest.raises(NoScope):
            session.scalars(select(model)).all()

    def test_the_guard_alone_sees_home_only(self, full, town, model):
        with full.connect() as connection:
            table = model.__tablename__
            connection.exec_driver_sql(f"alter table {table} disable row level security")
            connection.exec_driver_sql(f"grant all on {table} to yp_app")
            with acting_in(town), TenantSession(connection) as session:
                everybody = text(f"select count(distinct tenant_id) from {table}")  # noqa: S608
                assert session.scalar(everybody) > 1
                assert set(session.scalars(select(model.tenant_id))) == {town}

    def test_no_row_is_written_abroad(self, login, town, model):
        with login.begin() as connection:
            connection.exec_driver_sql(Scope(APP, town).statement)
            with pytest.raises(ProgrammingError, match=REFUSED):
                connection.execute(
                    text(f"insert into {model.__tablename__} (tenant_id) values (:other)"),  # noqa: S608
                    {"other": World().tenant("kuopio")},
                )
        with acting_in(town), TenantSession(login) as session, pytest.raises(TenantLeak):
            session.execute(model.__table__.insert().values(tenant_id=World().tenant("kuopio")))

    def test_no_row_is_moved_abroad(self, login, town, model):
        if not may(model, "UPDATE"):
            return
        with login.begin() as connection:
            connection.exec_driver_sql(Scope(APP, town).statement)
            with pytest.raises(ProgrammingError, match=REFUSED):
                connection.execute(
                    text(f"update {model.__tablename__} set tenant_id = :other"),  # noqa: S608
                    {"other": World().tenant("kuopio")},
                )
