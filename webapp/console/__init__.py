"""The operator's desk: tenants, suspensions, hosting agreements. No content of theirs."""

from flask import Blueprint

bp = Blueprint("console", __name__, url_prefix="/console")

from webapp.console import routes  # noqa: E402, F401
