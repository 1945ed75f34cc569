"""Settings from the environment. A missing or wrong one stops the start with one clear line."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

POOL = {"pool_size": 8, "max_overflow": 4, "pool_timeout": 5}
DOMAIN = re.compile(r"^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?$")


class WrongSetting(SystemExit):
    """Stops the start: the message names the variable and says what it should be."""


def from_environment(env: Mapping[str, str] = os.environ) -> dict:
    """The application's configuration. Raises WrongSetting."""
    return {
        "SQLALCHEMY_DATABASE_URI": database(env, "DATABASE_URL"),
        "SQLALCHEMY_ENGINE_OPTIONS": POOL | _pooler(env),
        "REDIS_URL": _url(env, "REDIS_URL", ("redis", "rediss", "unix")),
        "SMTP_URL": _smtp(env),
        "PLATFORM_DOMAIN": _domain(env),
        "SECRET_KEY": _secret(env),
        "DEMONSTRATION": env.get("DEMONSTRATION") == "1",
        "TRUSTED_PROXIES": _proxies(env),
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 500,
    }


def database(env: Mapping[str, str], name: str) -> str:
    """A PostgreSQL URL for psycopg 3."""
    value = _needed(env, name, "postgresql://user:password@host:5432/database")
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise WrongSetting(f"{name} is not a database URL: {_masked(value)}") from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise WrongSetting(f"{name} must begin with postgresql://")
    url = url.set(drivername="postgresql+psycopg").difference_update_query(["prepare_threshold"])
    return url.render_as_string(hide_password=False)


def _pooler(env):
    """With ?prepare_threshold=none: for a pooler that gives each transaction another connection."""
    asked = make_url(env["DATABASE_URL"].strip()).query.get("prepare_threshold", "")
    if asked not in ("", "none"):
        raise WrongSetting("DATABASE_URL: prepare_threshold can only be none")
    return {"connect_args": {"prepare_threshold": None}} if asked else {}


def _url(env, name, schemes):
    value = _needed(env, name, f"{schemes[0]}://host:port")
    try:
        parts = urlsplit(value)
        _port = parts.port  # read when it is asked for
    except ValueError:
        raise WrongSetting(f"{name} is not a server's address: {_masked(value)}") from None
    if parts.scheme not in schemes:
        raise WrongSetting(f"{name} must begin with {schemes[0]}://, not {_masked(value)}")
    return value


def _smtp(env):
    value = _url(env, "SMTP_URL", ("smtp", "smtps"))
    parts = urlsplit(value)
    if not parts.hostname:
        raise WrongSetting("SMTP_URL names no server: set it, for example to smtp://host:port")
    if parts.query not in ("", "starttls=1"):  # a slip here would send the password in the clear
        raise WrongSetting("SMTP_URL: after ? there can only be starttls=1")
    return value


def _domain(env):
    value = _needed(env, "PLATFORM_DOMAIN", "yhteispoyta.example.org").lower()
    if not DOMAIN.match(value):
        raise WrongSetting("PLATFORM_DOMAIN must be a host name without https:// and path")
    return value


def _secret(env):
    value = _needed(env, "SECRET_KEY", "a random text of at least 32 characters")
    if len(value) < 32:
        raise WrongSetting("SECRET_KEY must have at least 32 characters")
    return value


def _proxies(env):
    value = env.get("TRUSTED_PROXIES", "").strip() or "0"
    if value not in ("0", "1", "2", "3"):
        raise WrongSetting("TRUSTED_PROXIES is how many proxies stand before us, from 0 to 3")
    return int(value)


def _needed(env, name, example):
    if not (value := env.get(name, "").strip()):
        raise WrongSetting(f"{name} is missing: set it, for example to {example}")
    return value


def _masked(value):
    return re.sub(r"//.*@", "//…@", value)[:80]
