"""The stylesheet, the script and the icons: built once, named by their content, kept for ever."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

BUILT = Path(__file__).parents[1] / "static" / "built"
PREFIX = "/static/built/"


class NotBuilt(SystemExit):
    """Stops the start: there is nothing to show the pages with."""


def init_app(app: Flask, built: Path = BUILT) -> None:
    manifest = _manifest(built)
    app.jinja_env.globals["asset"] = lambda name: PREFIX + manifest[name]
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=str(built),
        prefix=PREFIX,
        immutable_file_test=lambda path, url: True,
        add_headers_function=_guard,
    )


def _manifest(built: Path) -> dict[str, str]:
    try:
        return json.loads((built / "manifest.json").read_text())
    except FileNotFoundError:
        raise NotBuilt(
            "The stylesheet and the script are not built. Run: python -m webapp.assets"
        ) from None


def _guard(headers, _path, _url) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
