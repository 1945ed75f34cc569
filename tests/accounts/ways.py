"""Walking through sign-in as a browser does, from host to host."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pyotp
from sqlalchemy import select, update

from tenants.context import acting_in, as_person
from tenants.db import db
from webapp.accounts import credentials, links
from webapp.accounts.models import Credentials, Session
from webapp.core.mail import Letter
from webapp.core.scopes import beside

PLATFORM = "https://yhteispoyta.test"
PASSWORD = "talvi tuli ja meni taas"


def go(browser, url, **kwargs):
    """GET an absolute address, without following it further."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}" if parts.netloc else browser.site
    return browser.get(parts.path, query_string=parts.query, base_url=site, **kwargs)


def follow(browser, answer):
    """To the end of the redirects, as a browser goes; `browser.site` is where it arrived."""
    for _step in range(10):
        if answer.status_code != 303:
            return answer
        url = answer.headers["Location"]
        if parts := urlsplit(url).netloc:
            browser.site = f"https://{parts}"
        answer = go(browser, url)
    raise AssertionError("the redirects have no end")


def press(browser, path, **form):
    """Send a form of the platform."""
    return browser.post(path, base_url=PLATFORM, data=form)


def letters(app, tenant, template="accounts/mail/sign_in_link"):
    with app.app_context(), beside(acting_in(tenant)):
        found = db.session.scalars(
            select(Letter).where(Letter.template == template).order_by(Letter.id)
        )
        return [(letter.email, letter.params) for letter in found]


def link_in_mail(app, tenant) -> str:
    """The path of the newest link that was mailed in the name of `tenant`."""
    _email, params = letters(app, tenant)[-1]
    with app.app_context():
        return links.sign_in_address(params["link"], params["onward"]).removeprefix(PLATFORM)


def ask_for_link(browser, email, to="kuopio", **form):
    return press(browser, "/sign-in", email=email, to=to, **form)


def sign_in_by_link(app, browser, email, tenant, *, to="kuopio", next=""):
    """From the form to the page it led to."""
    ask_for_link(browser, email, to=to, next=next)
    path = link_in_mail(app, tenant)
    return follow(browser, press(browser, path.partition("?")[0], next=next))


def give_password(app, account, password=PASSWORD):
    with app.app_context():
        credentials.set_password(account, password)


def give_app(app, account) -> str:
    """A confirmed authenticator app, and no exemption; its secret."""
    secret = pyotp.random_base32()
    values = {"totp_secret": secret, "totp_confirmed_at": datetime.now(UTC), "is_exempt": False}
    with app.app_context(), beside(as_person(account)):
        db.session.execute(update(Credentials).values(values))
    return secret


def end_exemption(app, account):
    with app.app_context(), beside(as_person(account)):
        db.session.execute(update(Credentials).values(is_exempt=False))


def sessions_of(app, account) -> int:
    with app.app_context(), beside(as_person(account)):
        return len(db.session.scalars(select(Session.id)).all())


def cookie(browser, name, host):
    found = browser.get_cookie(name, domain=host)
    return found.value if found else None
