"""Areas: merged municipalities, parishes, villages, districts and islands, and their pages."""

from flask import Blueprint

bp = Blueprint("areas", __name__, url_prefix="/areas")
