"""The operator's desk: tenants, suspensions, hosting agreements. No content."""

from flask import Blueprint

bp = Blueprint("console", __name__)
