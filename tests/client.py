"""A browser without a screen: Flask's client on one town's host, with a form token that fits."""

from __future__ import annotations

import hashlib
import os

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

HX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Browser(FlaskClient):
    site = "https://localhost"

    def open(self, *args, token: bool = True, **kwargs):
        kwargs.setdefault("base_url", self.site)
        if token and kwargs.get("method", "GET") not in ("GET", "HEAD", "OPTIONS"):
            kwargs["headers"] = {
                **dict(kwargs.get("headers") or {}),
                **self._token(kwargs["base_url"]),
            }
        return super().open(*args, **kwargs)

    def part(self, *args, **kwargs):
        """GET as htmx does when it wants a part."""
        return self.get(*args, headers=HX, **kwargs)

    def _token(self, site: str) -> dict[str, str]:
        with self.session_transaction(base_url=site) as session:
            raw = session.setdefault("csrf_token", hashlib.sha1(os.urandom(64)).hexdigest())
        signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        return {"X-CSRFToken": signer.dumps(raw)}
