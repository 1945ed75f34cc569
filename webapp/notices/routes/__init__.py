"""The addresses of the notices, by noun."""

from webapp.notices.routes import feedback, notices  # noqa: F401
