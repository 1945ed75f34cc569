"""Areas: merged municipalities, parishes, villages, districts and islands, and their pages."""

from flask import Blueprint

from webapp.core import navigation
from webapp.core.access import everyone
from webapp.core.language import lazy

bp = Blueprint("areas", __name__, url_prefix="/areas")
navigation.offer(bp, lazy("Areas"), "areas.index", everyone, place=20)

from webapp.areas import routes  # noqa: E402, F401
