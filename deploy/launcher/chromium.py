"""The browser of the tests: the system's own, never a download."""

import os
import shutil

from deploy.launcher.children import run
from deploy.launcher.places import AS_ROOT
from deploy.launcher.screen import Failure, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "The tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM."


def find():
    if named := os.environ.get("CHROMIUM"):
        if not os.access(named, os.X_OK):
            raise Failure(f"CHROMIUM={named} cannot be run: give the path of the program.")
        return named
    if not _on_path() and AS_ROOT and shutil.which("apt-get"):
        with step("Installing Chromium"):
            env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
            run("apt-update", ["apt-get", "update"], MISSING, env=env)
            apt_install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
            run("apt-install", apt_install, MISSING, env=env)
    if not (found := _on_path()):
        raise Failure(MISSING)
    return found


def _on_path():
    return next(filter(None, map(shutil.which, NAMES)), None)
