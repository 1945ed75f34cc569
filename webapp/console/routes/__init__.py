"""The addresses of the console, by noun."""

from webapp.console.routes import hostings, tenants  # noqa: F401
