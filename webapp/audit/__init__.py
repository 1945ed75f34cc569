"""Who changed what, when, and for whom."""

from flask import Blueprint

bp = Blueprint("audit", __name__)
