"""Programs that the tests take from the system: installed as root, else named in one clear line."""

import os
import shutil

from deploy.launcher.children import run
from deploy.launcher.places import AS_ROOT
from deploy.launcher.screen import Failure, step

# A server's program is not on everybody's path.
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])


def find(package, title, names=(), named=None):
    """The path of a program of `package`; `named` is the variable that may name another one."""
    if chosen := named and os.environ.get(named):
        if not os.access(chosen, os.X_OK):
            raise Failure(f"{named}={chosen} cannot be run: give the path of the program.")
        return chosen
    names = names or (package,)
    missing = f"The tests need {title}: install it (Debian: apt-get install {package})"
    missing += f", or set {named}." if named else "."
    if not _on_path(names) and AS_ROOT and shutil.which("apt-get"):
        _install(package, title, missing)
    if not (found := _on_path(names)):
        raise Failure(missing)
    return found


def chromium():
    """The browser of the tests: the system's own, never a download."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return find("chromium", "Chromium", names, "CHROMIUM")


def pgbouncer():
    """The pooler through which the walls are tested, too."""
    return find("pgbouncer", "PgBouncer")


def _install(package, title, missing):
    with step(f"Installing {title}"):
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        run("apt-update", ["apt-get", "update"], missing, env=env)
        argv = ["apt-get", "install", "-y", "--no-install-recommends", package]
        run("apt-install", argv, missing, env=env)


def _on_path(names):
    return next(filter(None, (shutil.which(name, path=PATH) for name in names)), None)
