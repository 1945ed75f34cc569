"""Rooms look down only, the style of the code is one, and files and functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [
    file
    for top in ("tenants", "webapp", "migrations", "deploy", "tests")
    for file in sorted((ROOT / top).rglob("*.py"))
    if "node_modules" not in file.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
BANNED = {"utils", "helpers", "services", "managers", "common"}


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_rooms_import_only_from_below():
    linted = run("importlinter.cli", "lint-imports", "--no-cache")
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("command", [("ruff", "check"), ("ruff", "format", "--check")])
def test_the_code_has_one_style(command):
    checked = run(*command, ".")
    assert checked.returncode == 0, checked.stdout


def test_python_files_stay_short():
    assert [(f, n) for f in PYTHON if (n := len(f.read_text().splitlines())) > 300] == []


def test_templates_stay_short():
    assert [(f, n) for f in TEMPLATES if (n := len(f.read_text().splitlines())) > 150] == []


def test_functions_stay_short():
    long = [
        (str(file), node.name, node.end_lineno - node.lineno + 1)
        for file in PYTHON
        if "versions" not in file.parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


def test_no_file_is_named_after_nothing():
    assert [file for file in PYTHON if file.stem in BANNED or BANNED & set(file.parts)] == []


def test_every_package_says_what_it_is():
    bare = [
        file
        for file in PYTHON
        if file.name == "__init__.py"
        and file.relative_to(ROOT).parts[0] in ("tenants", "webapp")
        and not ast.get_docstring(ast.parse(file.read_text()))
    ]
    assert bare == []
