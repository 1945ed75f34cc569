"""Demonstration only: invented people, one-press sign-in, every macro on one page."""

from flask import Blueprint

bp = Blueprint("demonstration", __name__)

from webapp.demonstration import routes  # noqa: E402, F401
