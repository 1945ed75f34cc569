"""The Flask extensions, and what they need to know about htmx 4 and about us."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from flask import Flask, request
from flask_compress import Compress
from flask_htmx import HTMX
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from tenants.db import db

HTMX_HEADERS = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request")


class Htmx(HTMX):
    """flask-htmx reads htmx 1 and 2; this reads what htmx 4 sends."""

    @property
    def wants_part(self) -> bool:
        """A swap of a part is awaited, not a whole page (boosted link, history)."""
        return (
            bool(self)
            and not self.boosted
            and not self.history_restore_request
            and request.headers.get("HX-Request-Type", "partial") == "partial"
        )


def network() -> str:
    """Whose network a request comes from: /24 of IPv4, /64 of IPv6. Never logged."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or IPv6Address(int(address))  # no zone
    return str(ip_network((address, 24 if address.version == 4 else 64), strict=False))


compress = Compress()
csrf = CSRFProtect()
htmx = Htmx()
limiter = Limiter(network, in_memory_fallback_enabled=True, headers_enabled=False)
login = LoginManager()


def init_app(app: Flask) -> None:
    app.config.setdefault("RATELIMIT_STORAGE_URI", _storage(app.config["REDIS_URL"]))
    app.config.setdefault(
        "RATELIMIT_STORAGE_OPTIONS", {"socket_connect_timeout": 1, "socket_timeout": 1}
    )
    # The token is bound to the form session and dies with it; a long form must not expire.
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    app.config.setdefault("WTF_CSRF_SSL_STRICT", False)  # core/security.py checks the origin
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", True)
    app.config.setdefault("COMPRESS_MIMETYPES", ["text/html", "text/css"])
    app.config.setdefault("COMPRESS_BR_LEVEL", 4)
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    login.session_protection = None
    for extension in (compress, db, htmx, limiter, login):
        extension.init_app(app)


def _storage(redis_url: str) -> str:
    return "redis+" + redis_url if urlsplit(redis_url).scheme == "unix" else redis_url
