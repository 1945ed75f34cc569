"""Meetings of groups: invitation, agenda, attendance, memo."""

from flask import Blueprint

bp = Blueprint("meetings", __name__, url_prefix="/meetings")

from webapp.meetings import jobs, routes, words  # noqa: E402, F401
