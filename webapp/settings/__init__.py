"""The administrator's desk: names, languages, colour, mails of one tenant."""

from flask import Blueprint

from webapp.accounts.rules import administers
from webapp.core import navigation
from webapp.core.language import lazy

bp = Blueprint("settings", __name__)
navigation.offer(bp, lazy("Settings"), "settings.index", administers, place=80)

from webapp.settings import routes  # noqa: E402, F401
