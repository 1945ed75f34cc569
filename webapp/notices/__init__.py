"""What the law asks of every service: accessibility statement, privacy notice, cookies, feedback."""

from flask import Blueprint

bp = Blueprint("notices", __name__)
