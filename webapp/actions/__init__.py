"""What groups agreed to do, and what became of it."""

from flask import Blueprint

bp = Blueprint("actions", __name__, url_prefix="/actions")

from webapp.actions import jobs, routes, words  # noqa: E402, F401
