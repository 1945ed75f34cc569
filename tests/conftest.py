"""Real PostgreSQL, Valkey and SMTP; every test commits for real and finds the same world."""

from __future__ import annotations

from email import message_from_bytes, policy

import hypothesis
import pytest
from redis import Redis

from deploy.mailbox.sink import Sink
from tests import database
from tests.client import Browser
from tests.queue import REDIS
from tests.world import PLATFORM, World, furnish
from webapp import create_app
from webapp.core import catalogues, jobs
from webapp.core.mail import relay

pytest_plugins = ["tests.screen"]


# How soon an example is made and judged depends on what else the machine does.
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("unhurried", deadline=None, suppress_health_check=SLOW)


def pytest_configure():
    hypothesis.settings.load_profile("unhurried")
    catalogues.compile_all()


def settings(database_url: str, smtp_url: str = "smtp://127.0.0.1:1") -> dict:
    return {
        "SQLALCHEMY_DATABASE_URI": database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 5, "max_overflow": 60, "pool_timeout": 10},
        "REDIS_URL": REDIS,
        "SMTP_URL": smtp_url,
        "PLATFORM_DOMAIN": PLATFORM,
        "SECRET_KEY": "a key for tests that is long enough to be taken",
        "DEMONSTRATION": True,
        "TESTING": True,
        "PROPAGATE_EXCEPTIONS": False,
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 500,
    }


def _fill(database_url: str) -> None:
    from tenants.db import db
    from webapp.demonstration.seed import seed

    app = create_app(settings(database_url))
    with app.app_context():
        seed()
        furnish()
        db.engine.dispose()


@pytest.fixture(scope="session")
def database_url():
    """This worker's own database, migrated and with the world in it."""
    name = f"yp_test_{database.RUN}_{database.WORKER}"
    database.make_template(_fill)
    database.copy_of_template(name)
    yield database.login_url(name)
    database.execute(database.OWNER.database, f"drop database if exists {name} with (force)")
    if database.WORKER == "alone":
        database.execute(database.OWNER.database, f"drop database if exists {database.TEMPLATE}")


@pytest.fixture(scope="session")
def snapshot(database_url):
    return database.Snapshot(f"yp_test_{database.RUN}_{database.WORKER}")


@pytest.fixture(scope="session")
def sink(tmp_path_factory):
    sink = Sink(tmp_path_factory.mktemp("post"))
    yield sink
    sink.stop()


@pytest.fixture(scope="session")
def the_app(database_url, sink):
    app = create_app(settings(database_url, sink.url))
    app.test_client_class = Browser
    return app


@pytest.fixture
def app(the_app, snapshot):
    """The application before anything happened."""
    yield the_app
    snapshot.restore()
    the_app.extensions["hosts"].clear()
    Redis.from_url(REDIS).flushdb()


@pytest.fixture
def world(app):
    return World()


@pytest.fixture
def visitor(app, world):
    """`visitor("kuopio")`: nobody signed in, on that town's host."""

    def open_on(town: str) -> Browser:
        browser = app.test_client()
        browser.site = world.site(town)
        return browser

    return open_on


@pytest.fixture
def browser(app, world, visitor):
    """`browser("villager")`: that person, signed in at home, or on `town`'s host."""
    from tenants.context import acting_in
    from tenants.db import db
    from webapp.accounts.loading import COOKIE, open_session
    from webapp.accounts.models import Member

    def sign_in(key: str, town: str | None = None) -> Browser:
        browser = visitor(town or world.home(key))
        with app.app_context(), acting_in(world.tenant(town or world.home(key))):
            member = db.session.get(Member, world.member(key, town))
            token = open_session(member, strong=True)
            db.session.commit()
            db.session.close()
        browser.set_cookie(COOKIE, token, domain=browser.site.removeprefix("https://"), secure=True)
        return browser

    return sign_in


@pytest.fixture
def post(sink):
    """The mails that have arrived, oldest first, as `email.message.EmailMessage`."""
    for file in sink.folder.glob("*.eml"):
        file.unlink()

    def arrived():
        files = sorted(sink.folder.glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return arrived


@pytest.fixture
def work(app):
    """`work()`: what the worker does when its bell rings."""

    def ring():
        with app.app_context():
            for queue in jobs.QUEUES:
                relay.deliver(queue)

    return ring
