"""The first page: what waits for me; a host's overview of its municipalities."""

from flask import Blueprint

bp = Blueprint("dashboard", __name__)

from webapp.dashboard import routes  # noqa: E402, F401
