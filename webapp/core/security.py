"""Headers on every answer, and no change asked for from another origin."""

from __future__ import annotations

from flask import Flask, abort, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.core.extensions import csrf
from webapp.core.hosts import platform_site

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
}


def init_app(app: Flask) -> None:
    app.config.update(
        # Holds the form token and messages only; who is signed in is a row (accounts).
        SESSION_COOKIE_NAME="__Host-form",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = SecureCookieSessionInterface()
    if proxies := app.config.get("TRUSTED_PROXIES"):
        # Whose network it is and by https or not; the host is checked as it comes.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=1)
    app.before_request(refuse_other_origins)
    csrf.init_app(app)
    app.after_request(protect)


def refuse_other_origins() -> None:
    """Sibling hosts are the same site, so the cookie alone would let them post to each other."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        abort(403)
    if site is None and origin and origin != request.host_url.rstrip("/"):
        abort(403)


def policy(*addresses: str) -> str:
    """Forms end here, on the platform (who must sign in first), or on the hosts of `addresses`."""
    targets = " ".join(("'self'", platform_site(), *addresses))
    return "; ".join((*POLICY, f"form-action {targets}"))


def protect(response):
    given = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - not a dict
    for name, value in (("Content-Security-Policy", policy()), *HEADERS.items()):
        if name.lower() not in given:
            response.headers.add(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
