"""What the law asks of every service: accessibility, privacy, cookies, feedback."""

from flask import Blueprint

bp = Blueprint("notices", __name__)

from webapp.notices import routes  # noqa: E402, F401
