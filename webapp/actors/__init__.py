"""Actors: organisations and unregistered communities, and who represents them."""

from flask import Blueprint

from webapp.core.access import everyone
from webapp.core.language import lazy
from webapp.core.navigation import offer

bp = Blueprint("actors", __name__)
offer(bp, lazy("Actors"), "actors.index", everyone, place=30)

from webapp.actors import routes  # noqa: E402, F401
