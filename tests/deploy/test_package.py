"""What is installed from the package finds all that it reads, and nothing of the checkout."""

from __future__ import annotations

import tomllib
from pathlib import Path

from webapp import TEMPLATES
from webapp.areas.mergers import FILE as MERGERS
from webapp.cli import MIGRATIONS
from webapp.console.municipalities import FILE as MUNICIPALITIES
from webapp.core.assets import BUILT
from webapp.core.catalogues import TRANSLATED
from webapp.core.language import CATALOGUES
from webapp.core.paper import SHAPE
from webapp.demonstration import cast, pilot_tables

ROOT = Path(__file__).parents[2]
READ = [TEMPLATES, MIGRATIONS, MERGERS, MUNICIPALITIES, BUILT, Path(SHAPE)]
READ += [cast.FOLDER, pilot_tables.FOLDER]
READ += [CATALOGUES / tag / "LC_MESSAGES" / "messages.mo" for tag in TRANSLATED]


def packed() -> dict[str, str]:
    """Where in the checkout to where in the package."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    return {name: name for name in wheel["packages"]} | wheel["force-include"]


def test_all_that_is_read_is_in_the_package_at_the_same_place():
    taken = packed()
    assert all(source == target for source, target in taken.items())
    places = [ROOT / name for name in taken]
    assert [it for it in READ if not any(it.is_relative_to(place) for place in places)] == []


def test_what_git_does_not_keep_is_named_by_itself():
    """A package without it would be made in silence otherwise."""
    assert "webapp/static/built" in packed()
    assert {name for name in packed() if name.endswith(".mo")} == {
        f"translations/{tag}/LC_MESSAGES/messages.mo" for tag in TRANSLATED
    }
