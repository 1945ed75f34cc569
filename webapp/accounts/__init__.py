"""People: accounts, members, sign-in, sessions, invitations, roles with terms."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
