"""Installs the packages of the lock file and builds one stylesheet, one script, one icon sprite."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import brotli

from webapp.core.assets import BUILT
from webapp.core.theme import DEFAULT, theme_css

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
ICONS = MODULES / "@navikt" / "aksel-icons" / "dist" / "svg"
BROWSERS = "chrome105,edge105,firefox115,safari15.4"
# The design system's own shades of meaning, placed by our luminances: readable in every state.
MEANINGS = {
    "accent": DEFAULT,
    "neutral": "#24272b",
    "info": "#0a71c0",
    "success": "#068718",
    "warning": "#ea9b1b",
    "danger": "#c01b1b",
}


def build(built=BUILT):
    """Write every asset under its hashed name, compressed beside it, and the manifest last."""
    made = {
        "app.css": bundle("css/app.css") + meanings(),
        "app.js": bundle("js/app.js"),
        "icons.svg": sprite(),
        "favicon.svg": (HERE / "favicon.svg").read_bytes(),
    }
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir(parents=True)
    manifest = {name: store(built, name, content) for name, content in made.items()}
    (built / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    return {name: len(gzip.compress(content, 9)) for name, content in made.items()}


def install():
    """`npm ci` when the lock file is newer than what is installed; npm must be in the PATH."""
    lock, installed = HERE / "package-lock.json", MODULES / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=HERE, check=True)
    os.utime(installed)


def bundle(source):
    esbuild = next((MODULES / "@esbuild").glob("*/bin/esbuild"))
    command = [esbuild, source, "--bundle", "--minify", f"--target={BROWSERS}"]
    done = subprocess.run(
        [*command, "--legal-comments=none", "--log-level=warning"],
        cwd=HERE,
        check=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def meanings():
    sheets = "".join(theme_css(colour, name) for name, colour in MEANINGS.items())
    return f"@layer meanings{{{sheets}}}\n".encode()


def sprite():
    lines = (HERE / "icons.txt").read_text().split("\n")
    symbols = "".join(symbol(*line.split()) for line in lines if line)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'.encode()


def symbol(name, file):
    drawing = (ICONS / f"{file}.svg").read_text()
    inner = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S)[1].strip()
    inner = re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0"), inner)
    return f'<symbol id="{name}" viewBox="0 0 24 24" fill="none">{inner}</symbol>'


def store(built, name, content):
    stem, suffix = name.rsplit(".", 1)
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
    (built / hashed).write_bytes(content)
    (built / f"{hashed}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (built / f"{hashed}.br").write_bytes(brotli.compress(content))
    return hashed
