"""The virtual environment, from the lock file: only the part that a command needs."""

import importlib.util
import json
import os
import re
import shutil
import ssl
import subprocess
import sys

from deploy.launcher.children import run
from deploy.launcher.places import PYTHON, ROOT, STATE, VENV, digest, write_whole
from deploy.launcher.screen import Failure, step

LOCK_FILE = ROOT / "requirements.lock"
INSTALLED = VENV / "installed.json"
BOOT = STATE / "boot"
ADVICE = "Is the package index within reach? (UV_DEFAULT_INDEX or PIP_INDEX_URL names another.)"


def install(*extras, what="packages"):
    """Afterwards the environment holds the packages of these extras, locked and checked."""
    wanted = digest([LOCK_FILE, ROOT / "pyproject.toml"])
    found = _installed()
    if found.get("lock") == wanted and set(extras) <= set(found["extras"]):
        return
    extras = sorted({*extras, *found.get("extras", [])})
    with step(f"Installing {what}"):
        uv = _uv()
        if not found and not _works(PYTHON):
            run("venv", [uv, "venv", "--clear", "--python", sys.executable, VENV], env=tools())
        names = [part for extra in extras for part in ("--extra", extra)]
        files = ["-c", LOCK_FILE, "-r", ROOT / "pyproject.toml"]
        install_packages = [uv, "pip", "install", "--python", PYTHON, *files, *names]
        run("packages", install_packages, ADVICE, env=tools())
        write_whole(INSTALLED, json.dumps({"lock": wanted, "extras": extras}))


def tools():
    """The environment for uv, pip and npm: their caches work also where there is no home."""
    env = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    env["UV_PYTHON_DOWNLOADS"] = "never"
    if ssl.create_default_context().cert_store_stats()["x509_ca"]:
        # Behind a proxy that inspects TLS only the system's certificates are the right ones.
        env.setdefault("UV_SYSTEM_CERTS", "1")
        env.setdefault("NODE_USE_SYSTEM_CA", "1")
    if "PIP_INDEX_URL" in env:
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    if not os.access(os.path.expanduser("~"), os.W_OK):
        env.setdefault("UV_CACHE_DIR", str(STATE / "cache/uv"))
        env.setdefault("npm_config_cache", str(STATE / "cache/npm"))
    return env


def _installed():
    if not INSTALLED.exists() or not _works(PYTHON):
        return {}
    return json.loads(INSTALLED.read_text())


def _works(python):
    test = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.call([python, "-c", test], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _uv():
    """uv needs neither ensurepip nor a working pip in the environment, and is ten times faster."""
    fetched = BOOT / "bin/uv"
    if fetched.exists():
        return fetched
    if found := shutil.which("uv"):
        return found
    if not importlib.util.find_spec("pip"):
        raise Failure("This Python has no pip: install it (Debian: python3-pip) or uv.")
    pin = STATE / "uv.txt"
    pin.write_text(re.search(r"^uv==(.*\\\n)*.*\n", LOCK_FILE.read_text(), re.M).group())
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
    run("uv", [*pip, "--require-hashes", "--target", BOOT, "-r", pin], ADVICE, env=tools())
    return fetched
