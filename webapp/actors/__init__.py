"""Actors: organisations and unregistered communities, and who represents them."""

from flask import Blueprint

bp = Blueprint("actors", __name__, url_prefix="/actors")
