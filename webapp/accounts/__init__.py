"""People: accounts, members, sign-in, sessions, invitations, roles with terms."""

from flask import Blueprint

from webapp.accounts.loading import load_member, read_entry
from webapp.core.extensions import login

bp = Blueprint("accounts", __name__)
bp.record_once(lambda _state: login.request_loader(load_member))
bp.record_once(lambda state: state.app.extensions.update(entry=read_entry))

from webapp.accounts import jobs, routes  # noqa: E402, F401
