"""Partnership tables and development networks: their goal, their people, their ground rules."""

from flask import Blueprint

from webapp.core.access import everyone
from webapp.core.language import lazy
from webapp.core.navigation import offer

bp = Blueprint("groups", __name__, url_prefix="/groups")
offer(bp, lazy("Tables and networks"), "groups.index", everyone, place=15)

from webapp.groups import jobs, members, routes, words  # noqa: E402, F401
