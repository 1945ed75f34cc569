"""The first page: what waits for me; a host's overview of its municipalities."""

from flask import Blueprint

bp = Blueprint("dashboard", __name__)
