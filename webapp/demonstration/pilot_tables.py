"""Brings in the tables and networks that the sources tell of, a folder for each town."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from webapp.core.scopes import beside
from webapp.demonstration.cast import id_of
from webapp.groups.models import Group
from webapp.imports.loading import bring_in

FOLDER = Path(__file__).parent / "tables"


def files() -> dict[str, list[Path]]:
    """By the key of the town."""
    towns = sorted(path for path in FOLDER.iterdir() if path.is_dir())
    return {town.name: sorted(town.glob("*.toml")) for town in towns}


def load() -> None:
    """Each town all at once: who was killed on the way goes on where it stopped."""
    for town, papers in files().items():
        with beside(acting_in(id_of("tenant", town))):
            if not _is_here(papers[0]):
                for paper in papers:
                    bring_in(paper.read_text(encoding="utf-8"))


def _is_here(paper: Path) -> bool:
    titles = tomllib.loads(paper.read_text(encoding="utf-8"))["title"]
    return titles in db.session.scalars(select(Group.titles)).all()
