"""What is written down: a line of JSON with the tenant and the request's number, no person."""

from __future__ import annotations

import secrets
import sys

import structlog
from flask import Flask, g, has_request_context

from tenants.context import current

PARTS = (
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
)


def init_app(app: Flask) -> None:
    structlog.configure(
        processors=[*PARTS, place, structlog.processors.format_exc_info, _written()],
        logger_factory=lambda *_name: structlog.PrintLogger(sys.stderr),
    )
    app.jinja_env.globals["request_number"] = request_number


def request_number() -> str:
    """By which an error page and its line in the log find each other."""
    if "request_number" not in g:
        g.request_number = secrets.token_hex(4)
    return g.request_number


def place(_logger, _method: str, event: dict) -> dict:
    """For whom the work was done, and in which request."""
    if (scope := current()) and scope.tenant:
        event["tenant"] = str(scope.tenant)
    if has_request_context():
        event["request"] = request_number()
    return event


def _written():
    """JSON for what gathers the lines; colours for somebody who sits at the screen."""
    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer()
