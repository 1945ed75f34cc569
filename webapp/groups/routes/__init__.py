"""The addresses of groups, by noun."""

from webapp.groups.routes import (
    answers,
    areas,
    groups,
    imports,
    invitations,
    networks,
    participants,
    register,
    work,
)

__all__ = [
    "answers",
    "areas",
    "groups",
    "imports",
    "invitations",
    "networks",
    "participants",
    "register",
    "work",
]
