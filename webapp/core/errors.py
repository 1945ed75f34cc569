"""Every error is a page in the reader's language that says what to do."""

from __future__ import annotations

import structlog
from flask import Flask, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateNotFound
from sqlalchemy.exc import DataError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from webapp.core.requests import UnknownHost

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.register_error_handler(UnknownHost, unknown_host)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(DataError, bad_data)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(TimeoutError, unavailable)
    app.register_error_handler(500, broken)


def unknown_host(_error):
    return make_response(render_template("errors/unknown_host.html"), 400)


def expired_form(_error):
    return make_response(render_template("errors/expired.html"), 400)


def refused(error: HTTPException):
    if error.response is not None:
        return error.response
    if error.code is None or error.code < 400:
        return error
    page = "suspended" if error.description == "suspended" else str(error.code)
    answer = _page(page, error.code)
    for name, value in error.get_headers():
        if name in ("Retry-After", "Allow"):
            answer.headers[name] = value
    return answer


def bad_data(_error):
    """What no form caught (a number out of range, a character that PostgreSQL refuses)."""
    return _page("400", 400)


def unavailable(error):
    log.error("database_unavailable", kind=type(error).__name__)
    answer = _page("503", 503)
    answer.headers["Retry-After"] = "5"
    return answer


def broken(error):
    log.error("broken", kind=type(getattr(error, "original_exception", error)).__name__)
    return _page("500", 500)


def _page(name: str, status: int):
    if "tenant" not in g:
        return make_response(render_template("errors/unknown_host.html", status=status), status)
    try:
        return make_response(render_template(f"errors/{name}.html"), status)
    except TemplateNotFound:
        return make_response(render_template("errors/error.html", status=status), status)
