"""Run in the environment: says in one line which named server does not answer, and why."""

import os
import smtplib
import sys
from urllib.parse import urlsplit

import psycopg
import redis

from webapp import config

# Settings that are not named get a value that passes, so that only the named ones are judged.
STAND_INS = {
    "DATABASE_URL": "postgresql://localhost/x",
    "REDIS_URL": "redis://localhost",
    "SMTP_URL": "smtp://localhost:25",
    "PLATFORM_DOMAIN": "localhost:8000",
    "SECRET_KEY": "x" * 32,
}
RIGHTS = "select rolsuper or (rolcreaterole and rolcreatedb) from pg_roles where rolname = user"


def main():
    config.from_environment({**STAND_INS, **os.environ})
    checks = {"DATABASE_URL": _database, "REDIS_URL": _redis, "SMTP_URL": _smtp}
    for name, check in checks.items():
        if value := os.environ.get(name):
            try:
                check(value)
            except (psycopg.Error, redis.RedisError, OSError, smtplib.SMTPException) as error:
                reason = str(error).strip().splitlines() or [type(error).__name__]
                sys.exit(f"{name}: no answer from the server named there ({reason[0].strip()})")


def _database(url):
    url = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(url, connect_timeout=5) as connection:
        if (version := connection.info.server_version) < 150000:
            sys.exit(f"DATABASE_URL: PostgreSQL 15 or newer is needed, this is {version // 10000}")
        if not connection.execute(RIGHTS).fetchone()[0]:
            sys.exit("DATABASE_URL: name a login that may create roles and databases (the owner)")


def _redis(url):
    redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5).ping()


def _smtp(url):
    parts = urlsplit(url)
    client = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    port = parts.port or (465 if parts.scheme == "smtps" else 25)
    with client(parts.hostname, port, timeout=5) as server:
        server.noop()


if __name__ == "__main__":
    main()
