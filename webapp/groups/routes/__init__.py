"""The addresses of groups, by noun."""

from webapp.groups.routes import (
    answers,
    areas,
    groups,
    invitations,
    networks,
    participants,
    work,
)

__all__ = ["answers", "areas", "groups", "invitations", "networks", "participants", "work"]
