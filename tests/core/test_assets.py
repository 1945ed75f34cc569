"""What browsers are sent: small, ours alone, compressed, kept for ever."""

import gzip
import json
import re

import pytest
from flask import Flask

from webapp.assets import build
from webapp.core import assets

BUDGETS = {"app.css": 25_000, "app.js": 20_000, "icons.svg": 12_000, "favicon.svg": 1_000}
ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)[\w.-]+")
# htmx names its own home page in messages for developers; nothing is fetched from there.
NAMED = {"https://htmx.org", "https://four.htmx.org"}


@pytest.fixture(scope="module")
def built():
    manifest = json.loads((assets.BUILT / "manifest.json").read_text())
    return {name: assets.BUILT / hashed for name, hashed in manifest.items()}


@pytest.mark.parametrize("name", BUDGETS)
def test_an_asset_is_within_its_budget(built, name):
    assert len(gzip.compress(built[name].read_bytes(), 9)) <= BUDGETS[name]


@pytest.mark.parametrize("name", BUDGETS)
def test_an_asset_names_no_other_origin(built, name):
    assert set(ADDRESS.findall(built[name].read_text())) <= NAMED


@pytest.mark.parametrize("name", BUDGETS)
@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_an_asset_lies_compressed_beside_itself(built, name, suffix):
    path = built[name]
    assert path.with_name(path.name + suffix).stat().st_size < path.stat().st_size


def test_the_script_evaluates_nothing_of_ours():
    source = (build.HERE / "js" / "app.js").read_text()
    assert not re.search(r"\beval\b|new Function|innerHTML", source)
    assert len(source.splitlines()) < 80


def test_the_lock_file_names_no_registry():
    assert "://" not in (build.HERE / "package-lock.json").read_text()


def test_every_icon_that_templates_name_is_in_the_sprite(built):
    ours = re.findall(r'id="([a-z-]+)"', built["icons.svg"].read_text())
    templates = (build.HERE.parents[1] / "templates").rglob("*.html")
    named = {
        name for path in templates for name in re.findall(r'icon\("([a-z-]+)"', path.read_text())
    }
    assert named <= set(ours)


def test_an_asset_is_served_compressed_and_for_ever(visitor, built):
    answer = visitor("kuopio").get(
        assets.PREFIX + built["app.css"].name, headers={"Accept-Encoding": "br"}
    )
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_without_assets_the_start_says_what_to_run(tmp_path):
    with pytest.raises(assets.NotBuilt, match=r"python -m webapp\.assets"):
        assets.init_app(Flask(__name__), tmp_path)
