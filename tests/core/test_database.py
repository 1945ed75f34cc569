import threading

import pytest
from sqlalchemy import make_url, text

from tenants.context import acting_in
from tenants.db import db
from tests import database, pooler
from tests.conftest import settings
from webapp import config, create_app

ENVIRONMENT = {
    "REDIS_URL": "redis://localhost",
    "SMTP_URL": "smtp://localhost",
    "PLATFORM_DOMAIN": "example.org",
    "SECRET_KEY": "k" * 32,
}
URL = "postgresql://yp_web:secret@db:6432/yp"


def test_a_login_that_could_let_the_walls_down_stops_the_start(database_url):
    name = make_url(database_url).database
    owner = database.owner_url(name).render_as_string(hide_password=False)
    with pytest.raises(SystemExit, match="the login in DATABASE_URL is a superuser"):
        create_app(settings(owner))


def test_a_database_that_is_away_does_not_stop_the_start(world):
    app = create_app(settings("postgresql+psycopg://yp_web@127.0.0.1:1/yp"))
    answer = app.test_client().get("/", base_url=world.site("kuopio"))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_when_every_connection_is_taken_people_are_asked_to_wait(database_url, world):
    crowded = settings(database_url)
    crowded["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.2}
    app = create_app(crowded)
    with app.app_context():
        taken = db.engine.connect()
    answer = app.test_client().get("/", base_url=world.site("kuopio"))
    taken.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_a_statement_does_not_run_for_ever(app, world):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        assert db.session.scalar(text("select current_setting('statement_timeout')")) == "15s"
        assert db.session.scalar(text("select current_setting('lock_timeout')")) == "5s"


def test_a_pooler_gets_no_prepared_statements():
    direct = config.from_environment({**ENVIRONMENT, "DATABASE_URL": URL})
    assert "connect_args" not in direct["SQLALCHEMY_ENGINE_OPTIONS"]
    pooled = {**ENVIRONMENT, "DATABASE_URL": f"{URL}?prepare_threshold=none&sslmode=require"}
    found = config.from_environment(pooled)
    assert found["SQLALCHEMY_ENGINE_OPTIONS"]["connect_args"] == {"prepare_threshold": None}
    assert found["SQLALCHEMY_DATABASE_URI"].endswith("/yp?sslmode=require")


def test_any_other_threshold_stops_the_start():
    with pytest.raises(SystemExit, match="prepare_threshold"):
        config.from_environment({**ENVIRONMENT, "DATABASE_URL": f"{URL}?prepare_threshold=5"})


def test_pages_of_two_towns_come_through_two_connections(database_url, world):
    """Twice as often as psycopg waits before it prepares a statement."""
    with pooler.running(connections=2) as port:
        url = make_url(database_url).set(host="127.0.0.1", port=port, query={})
        there = settings(url.render_as_string(hide_password=False))
        there["SQLALCHEMY_ENGINE_OPTIONS"] |= {"connect_args": {"prepare_threshold": None}}
        app, wrong = create_app(there), []

        def visit(town, name):
            for _ in range(10):
                answer = app.test_client().get("/", base_url=world.site(town))
                if answer.status_code != 200 or name not in answer.text:
                    wrong.append((town, answer.status_code))

        towns = [("kuopio", "Kuopio"), ("varkaus", "Varkau")] * 2
        threads = [threading.Thread(target=visit, args=town) for town in towns]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
