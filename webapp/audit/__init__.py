"""Who changed what, when, and for whom. Read only: nobody can change the log."""

from flask import Blueprint

bp = Blueprint("audit", __name__, url_prefix="/audit")

from webapp.audit import routes  # noqa: E402, F401
