"""The addresses of actors, of their representatives, and of the choice for whom one acts."""

from webapp.actors.routes import acting, actors, representatives

__all__ = ["acting", "actors", "representatives"]
