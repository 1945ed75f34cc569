"""The reader's language: one context variable serves pages, jobs and commands.

A page is shown in the language chosen in this browser, else the signed-in person's own, else the
browser's, else the municipality's first. `?language=sv` on any address is the choice: it leaves
for the same page and query without the parameter and a cookie behind, so a GET changes nothing
on the server. Who saves another language in their own settings gets the same cookie (`remember`).
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from babel import Locale, negotiate_locale
from babel.support import LazyProxy, NullTranslations, Translations
from flask import current_app, g, has_request_context, redirect, request
from flask_login import current_user
from jinja2 import pass_eval_context
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from tenants.context import APP, current
from tenants.db import db
from tenants.models import Tenant

LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
TERRITORIES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
FIRST = "fi"
CATALOGUES = Path(__file__).parents[2] / "translations"
COOKIE = PARAMETER = "language"
A_YEAR = 365 * 24 * 3600

_language: ContextVar[str | None] = ContextVar("language", default=None)


def language():
    return _language.get() or (choose() if has_request_context() else FIRST)


def locale():
    return locale_of(language())


@contextmanager
def use_language(tag):
    token = _language.set(known(tag) or FIRST)
    try:
        yield
    finally:
        _language.reset(token)


def set_language(tag):
    _language.set(known(tag) or FIRST)


def gettext(text, **values):
    return catalogue(language()).ugettext(text) % values


def ngettext(one, many, num, **values):
    return catalogue(language()).ungettext(one, many, num) % ({"num": num} | values)


def lazy(text, **values):
    return LazyProxy(gettext, text, enable_cache=False, **values)


_ = gettext


class Shown(NamedTuple):
    """A text as this reader sees it; `is_original` when it is not in the reader's language."""

    text: str
    lang: str
    is_original: bool


def shown(texts, languages=None):
    wanted = language()
    if texts and (text := texts.get(wanted)):
        return Shown(text, wanted, False)
    texts = {tag: text for tag, text in (texts or {}).items() if text}
    order = [wanted, *(languages or languages_of_tenant()), *texts]
    tag = next((tag for tag in order if tag in texts), wanted)
    return Shown(texts.get(tag, ""), tag, tag != wanted)


def negotiate(accept_header):
    """The best of our languages for an Accept-Language header, or None."""
    accepted = parse_accept_header(accept_header, LanguageAccept)
    wanted = [tag for tag, quality in accepted if quality > 0]
    return negotiate_locale(wanted, list(LANGUAGES), sep="-")


def choose():
    return (
        known(request.cookies.get(COOKIE))
        or known(_own_language())
        or negotiate(request.headers.get("Accept-Language", ""))
        or next((tag for tag in languages_of_tenant() if known(tag)), FIRST)
    )


def known(tag):
    return tag if tag in LANGUAGES else None


def languages_of_tenant():
    """Of the tenant whose page this is, or in which a job or a command acts."""
    tenant = g.get("tenant") if has_request_context() else _acted_in()
    return tuple(tenant.languages) if tenant else (FIRST,)


def remember(response, tag):
    response.set_cookie(
        COOKIE, tag, max_age=A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def language_links():
    """Tag, own name, address and whether it is current: the same page in each language."""
    wanted = language()
    return [(tag, name, _here(tag), tag == wanted) for tag, name in LANGUAGES.items()]


@cache
def locale_of(tag):
    return Locale.parse(TERRITORIES[tag])


@cache
def catalogue(tag):
    return NullTranslations() if tag == "en" else Translations.load(CATALOGUES, [tag])


def init_app(app):
    """After the tenant and the member are known: `core.requests` comes first."""
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_template_gettext, _template_ngettext, newstyle=True)
    env.globals.update(
        _=_said,
        language=language,
        languages=LANGUAGES,
        language_links=language_links,
        shown=shown,
    )
    app.before_request(_begin)
    app.after_request(_tell)
    app.teardown_request(_end)


def _begin():
    g.language_before = _language.set(choose())
    tag = known(request.args.get(PARAMETER))
    if tag and request.method in ("GET", "HEAD"):
        return remember(redirect(_here(), 303), tag)
    return None


def _tell(response):
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", language())
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _end(_error):
    before = g.pop("language_before", None)
    if before:
        _language.reset(before)


def _acted_in():
    here = current()
    if here is None or here.role != APP:
        return None
    with db.session.no_autoflush:
        return db.session.get(Tenant, here.tenant)


def _own_language():
    """Before the tenant is known nobody can be signed in, and asking would fail."""
    return getattr(current_user, "language", None) if g.get("tenant") else None


def _here(tag=None):
    """This page and query on this very host, whatever slashes the address begins with."""
    query = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER]
    if tag:
        query.append((PARAMETER, tag))
    page = request.path if _can_be_read() else "/"
    path = quote(request.root_path + "/" + page.lstrip("/"))
    return f"{path}?{urlencode(query)}" if query else path


def _can_be_read():
    if request.method in ("GET", "HEAD"):
        return True
    adapter = current_app.create_url_adapter(request)
    return adapter.test(request.path, method="GET")


def _template_gettext(text):
    return catalogue(language()).ugettext(text)


@pass_eval_context
def _said(template, text, **values):
    """`_()` of templates: as jinja's own, which asks the context for it at every call."""
    words = catalogue(language()).ugettext(text)
    if not template.autoescape:
        return words % values
    return Markup(words) % values if values else Markup(words % values)


def _template_ngettext(one, many, num):
    return catalogue(language()).ungettext(one, many, num)
