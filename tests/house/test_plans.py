"""What the pages send finds its rows by an index on the tenant, among a thousand towns."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from tenants.context import APP, HOST, OPERATOR, Scope
from tenants.db import db
from tests import database
from tests.house.filling import fill
from tests.house.plans import Recorder, condition, crowd, is_owned, plan, scans
from tests.house.walk import address, routes
from tests.world import World

TOWNS = 1000
MODEL = "kuopio"
# A person asks for their own rows in every town, by account.
BY_TENANT = (APP, HOST, OPERATOR)


@pytest.fixture(scope="module")
def crowded(database_url):
    """The world, and a thousand more towns like Kuopio."""
    name = f"yp_crowd_{database.RUN}_{database.WORKER}"
    database.copy_of_template(name)
    engine = create_engine(database.owner_url(name), poolclass=NullPool)
    with engine.begin() as connection:
        fill(connection, World().tenant(MODEL))
        crowd(connection, TOWNS, World().tenant(MODEL))
    yield engine
    database.execute(database.OWNER.database, f"drop database {name} with (force)")


@pytest.fixture
def sent(app, browser, visitor, rows):
    """One sample of every statement that any page sends to anybody of the cast."""
    with app.app_context():
        engine = db.engine
    with Recorder(engine) as sent:
        for method in ("GET", "POST"):
            for who in (None, "villager", "coordinator", "admin", "host_admin", "operator"):
                client = browser(who) if who else visitor("kuopio")
                for _endpoint, its_method, rule in routes(app):
                    if its_method == method:
                        client.open(address(app, rule, rows), method=method)
    return sent.samples.values()


def test_every_plan_asks_an_index_for_the_tenant(sent, crowded):
    astray, asked = [], 0
    with crowded.connect() as connection:
        for here, statement, parameters in sent:
            for node in scans(plan(connection, here, statement, parameters)):
                asked += 1
                found = condition(node)
                wanted = here.role in BY_TENANT and is_owned(node)
                if not found or (wanted and "tenant_id" not in found):
                    astray.append((here.role, node["Node Type"], node["Relation Name"], statement))
    assert astray == []
    assert asked > 50


def test_a_statement_that_reads_past_the_tenant_is_seen(crowded, world):
    here = Scope(APP, world.tenant(MODEL))
    with crowded.connect() as connection:
        connection.exec_driver_sql("alter policy yp_app_all on member using (true)")
        nodes = list(scans(plan(connection, here, "select * from member", {})))
    assert [condition(node) for node in nodes] == [""]
