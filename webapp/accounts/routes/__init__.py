"""The addresses of people, by noun."""

from webapp.accounts.routes import (
    account,
    answers,
    handover,
    invitations,
    members,
    password,
    roles,
    second_factor,
    sessions,
    sign_in,
)

__all__ = [
    "account",
    "answers",
    "handover",
    "invitations",
    "members",
    "password",
    "roles",
    "second_factor",
    "sessions",
    "sign_in",
]
