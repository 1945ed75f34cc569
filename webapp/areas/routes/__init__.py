"""The addresses of areas, by noun."""

from webapp.areas.routes import mergers, page, tree

__all__ = ["mergers", "page", "tree"]
