"""The addresses of groups, by noun."""

from webapp.groups.routes import groups, work

__all__ = ["groups", "work"]
