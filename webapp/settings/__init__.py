"""The administrator's desk: names, languages, colour, mails of one tenant."""

from flask import Blueprint

bp = Blueprint("settings", __name__)
