"""The web application: core, traits, and one folder per feature."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from webapp import config
from webapp.core import (
    access,
    assets,
    database,
    errors,
    extensions,
    formats,
    hosts,
    jobs,
    language,
    logs,
    mail,
    navigation,
    pages,
    requests,
    security,
    theme,
    ui,
)
from webapp.features import features

TEMPLATES = Path(__file__).parents[1] / "templates"
# Bound here, in their order: a room of the same name (webapp.assets) shadows the imported part.
PARTS = (logs, extensions, hosts, requests, security, language, formats, access, assets, theme, ui)
PARTS += (pages, navigation, errors, jobs, mail, database)


def create_app(settings: dict | None = None) -> Flask:
    """The WSGI application; `settings` default to the environment."""
    app = Flask(__name__, template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(settings or config.from_environment())
    for part in PARTS:
        part.init_app(app)
    for feature in features(app):
        app.register_blueprint(feature.bp)
    return app
