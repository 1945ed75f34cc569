"""One template, two answers: the whole page, or the part that htmx asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import (
    Flask,
    flash,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
)
from markupsafe import Markup

from webapp.core import formats
from webapp.core.extensions import HTMX_HEADERS, htmx
from webapp.core.language import _

MESSAGES = "layout/_messages.html"


def show(page: str, part: str | None = None, /, status: int = 200, **context):
    """Answer with `page`, or with only its `part` when htmx wants to swap it."""
    if part and htmx.wants_part:
        body = Markup(render_template(part, **context))
        if get_flashed_messages():
            body += Markup(render_template(MESSAGES, swapped=True))
    else:
        body = render_template(page, **context)
    return make_response(body, status)


def changed(part: str | None, /, to: str, saved: str | None = None, **context):
    """After a write: the fresh part for htmx, a redirect for others; `saved` says what was."""
    if saved:
        told(saved)
    if part and htmx.wants_part:
        return show(part, part, **context)
    return redirect(to, 303)


def told(text: str) -> None:
    """A message on the next answer: what was done, and when."""
    now = formats.time(datetime.now(UTC))
    flash(_("%(what)s Saved at %(time)s.", what=text, time=now), "success")


def private(response):
    """Pages are made for one reader and one moment: no cache keeps them."""
    if response.mimetype == "text/html":
        response.vary.update(("Cookie", "Accept-Language", *HTMX_HEADERS))
        response.headers.setdefault("Cache-Control", "no-store, private")
    return response


def init_app(app: Flask) -> None:
    app.after_request(private)
    app.jinja_env.globals["here"] = lambda: request.path
