"""A real Chromium before a real server: what a person sees, presses and hears."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tenants.context import acting_in
from tenants.db import db
from tests.conftest import settings
from webapp import create_app
from webapp.accounts.loading import COOKIE, open_session
from webapp.accounts.models import Member
from webapp.core import jobs
from webapp.core.language import COOKIE as LANGUAGE
from webapp.core.language import gettext, use_language
from webapp.core.mail import relay

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
# Long enough for a machine that does ten other things: nothing timed decides a test.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


class Callers:
    """Whom the server answers at this moment; a browser that was closed may still have asked."""

    def __init__(self, server):
        self.server, self.count, self.changed = server, 0, threading.Condition()
        server.process_request = self._counted(server.process_request, 1)
        server.shutdown_request = self._counted(server.shutdown_request, -1)

    def are_gone(self) -> bool:
        """Waits until one who calls after all of them is answered, and then nobody is left."""
        with socket.create_connection(self.server.server_address, PATIENCE / 1000) as last:
            last.shutdown(socket.SHUT_WR)
            last.recv(1)
        with self.changed:
            return self.changed.wait_for(lambda: not self.count, PATIENCE / 1000)

    def _counted(self, act, step: int):
        def counted(*args):
            with self.changed:
                self.count += step
                self.changed.notify_all()
            return act(*args)

        return counted


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type, message, *args):
        pass


class Live:
    """The server of this worker, and the origins that belong to it."""

    def __init__(self, app, callers: Callers):
        self.app, self.domain, self.callers = app, app.config["PLATFORM_DOMAIN"], callers

    def site(self, town: str) -> str:
        """The address of a town's own host."""
        return f"http://{self.domain}" if town == "platform" else f"http://{town}.{self.domain}"

    def owns(self, url: str) -> bool:
        return url.startswith("data:") or url.split("/")[2].endswith(self.domain)

    def token(self, world, key: str, town: str) -> str:
        """The cookie of a fresh session of that person on `town`'s host."""
        with self.app.app_context(), acting_in(world.tenant(town)):
            member = world.member(key, None if town == world.home(key) else town)
            token = open_session(db.session.get(Member, member), strong=True)
            db.session.commit()
            db.session.close()
        return token

    def deliver(self) -> None:
        """What the worker does when its bell rings."""
        with self.app.app_context():
            for queue in jobs.QUEUES:
                relay.deliver(queue)


@pytest.fixture(scope="session")
def live_app(database_url, sink) -> Iterator[Live]:
    listener = socket.create_server(("127.0.0.1", 0))
    domain = f"localhost:{listener.getsockname()[1]}"
    app = create_app(settings(database_url, sink.url) | {"PLATFORM_DOMAIN": domain})
    server = make_server(
        "127.0.0.1", 0, app, threaded=True, request_handler=Quiet, fd=listener.detach()
    )
    callers = Callers(server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Live(app, callers)
    server.shutdown()


@pytest.fixture
def live(app, live_app) -> Iterator[Live]:
    """The server before anything happened; nothing of this test happens in the next one."""
    yield live_app
    assert live_app.callers.are_gone(), "the server still answers"
    live_app.app.extensions["hosts"].clear()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, live, world):
    """`window("villager")`: that person's own browser, signed in; `window(None)`: nobody's.

    `tag` is a language chosen in that browser; without it, it is the person's own.
    """
    contexts = []

    def open_window(key=None, town=None, tag: str | None = None, **wishes) -> Page:
        town = town or (world.home(key) if key else "kuopio")
        wishes = {"viewport": DESK, "reduced_motion": "reduce", "locale": tag or "fi"} | wishes
        context = chromium.new_context(base_url=live.site(town), **wishes)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if tag:
            sites = {live.site(town), live.site("platform")}
            context.add_cookies([{"name": LANGUAGE, "value": tag, "url": site} for site in sites])
        page = context.new_page()
        if key:
            give_cookie(context, page, live.site(town), COOKIE, live.token(world, key, town))
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def phone(window):
    """`phone("villager")`: the same on a phone."""

    def open_phone(key=None, town=None, **wishes) -> Page:
        return window(key, town, viewport=PHONE, has_touch=True, **wishes)

    return open_phone


def words(tag: str):
    """`words("sv")("Save")`: what the page says for it in that language."""

    def say(text: str, **values) -> str:
        with use_language(tag):
            return gettext(text, **values)

    return say


def give_cookie(context: BrowserContext, page: Page, site: str, name: str, value: str) -> None:
    """A cookie of this very host, as `__Host-` asks; Playwright's own would name a domain."""
    devtools = context.new_cdp_session(page)
    cookie = {"url": site.replace("http:", "https:"), "name": name, "value": value, "path": "/"}
    devtools.send("Network.setCookie", cookie | {"secure": True, "httpOnly": True})
    devtools.detach()
