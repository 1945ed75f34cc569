"""The addresses of the demonstration, by noun."""

from webapp.demonstration.routes import people, style  # noqa: F401
