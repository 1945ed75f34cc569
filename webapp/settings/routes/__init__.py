"""The addresses of the settings, by noun."""

from webapp.settings.routes import arms, contact, hosting, letters, look, names, overview, tables

__all__ = ["arms", "contact", "hosting", "letters", "look", "names", "overview", "tables"]
