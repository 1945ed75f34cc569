"""What the environment asks for: servers of one's own instead of the embedded ones."""

import os
import secrets
import subprocess
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from deploy.launcher.places import PYTHON, ROOT, STATE, write_whole
from deploy.launcher.screen import Failure

NAMES = ("DATABASE_URL", "REDIS_URL", "SMTP_URL", "PLATFORM_DOMAIN", "SECRET_KEY")
LOGIN = "yp_web"


def given():
    """The settings in the environment, by name; empty ones count as absent."""
    return {name: os.environ[name] for name in NAMES if os.environ.get(name, "").strip()}


def without_settings():
    """The environment for our children, to which each adds the settings it may know."""
    private = (*NAMES, "OWNER_DATABASE_URL", "APP_DATABASE_PASSWORD", "DEMONSTRATION")
    return {name: value for name, value in os.environ.items() if name not in private}


def check(settings):
    """Every server that is named must answer, and every value make sense: else one line."""
    if not settings:
        return
    argv = [PYTHON, "-m", "deploy.launcher.reach"]
    env = {**without_settings(), **settings}
    ended = subprocess.run(argv, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    if ended.returncode:
        raise Failure(ended.stderr.strip().splitlines()[-1])


def kept_secret(name):
    """A random text, made once and kept in the state folder."""
    path = STATE / name
    if not path.exists():
        write_whole(path, secrets.token_urlsafe(32))
    return path.read_text()


def as_application(owner_url, password):
    """The owner's URL with the application's login in its place."""
    parts = urlsplit(owner_url)
    host = parts.netloc.rpartition("@")[2]
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in ("user", "password")]
    login = f"{LOGIN}:{quote(password, safe='')}@{host}"
    return urlunsplit(parts._replace(netloc=login, query=urlencode(query, safe="/:,")))
