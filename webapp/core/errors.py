"""Every error is a page in the reader's language that says what to do."""

from __future__ import annotations

import structlog
from flask import Flask, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateNotFound
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from tenants.db import db
from webapp.core.requests import UnknownHost

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.register_error_handler(UnknownHost, unknown_host)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(HTTPException, refused)
    for kind, answer in OF_DATABASE.items():
        app.register_error_handler(kind, answer)
    app.register_error_handler(500, broken)
    app.log_exception = write_down


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


def at_once(_error):
    """Two wrote the same thing in the same moment; the other one's stands."""
    return _page("409", 409)


def unavailable(error):
    log.error("database_unavailable", kind=type(error).__name__)
    answer = _page("503", 503)
    answer.headers["Retry-After"] = "5"
    return answer


OF_DATABASE = {
    DataError: bad_data,
    IntegrityError: at_once,
    OperationalError: unavailable,
    TimeoutError: unavailable,
}


def broken(error):
    """Whatever nobody expected; what the database refuses at the commit comes here, too."""
    cause = getattr(error, "original_exception", error)
    for kind, answer in OF_DATABASE.items():
        if isinstance(cause, kind):
            return answer(cause)
    log.error("broken", kind=type(cause).__name__)
    return _page("500", 500)


def write_down(exc_info) -> None:
    """By its rule, not by its path: a path may hold the token of a link."""
    rule = str(request.url_rule or "no route")
    log.error("exception", route=rule, method=request.method, exc_info=exc_info)


def _page(name: str, status: int):
    if "tenant" not in g:
        return make_response(render_template("errors/unknown_host.html", status=status), status)
    if not db.session.is_active:
        db.session.rollback()  # what could not be written is given up, else no page can be read
    try:
        return make_response(render_template(f"errors/{name}.html"), status)
    except TemplateNotFound:
        return make_response(render_template("errors/error.html", status=status), status)
