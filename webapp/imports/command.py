"""What `import table` does on the command line."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from flask import Flask
from sqlalchemy import select

from tenants.context import acting_in, in_lobby
from tenants.db import db
from tenants.models import Tenant
from webapp.core.scopes import beside
from webapp.imports.lines import Refused
from webapp.imports.loading import bring_in as bring_in_text


def bring_in(app: Flask, file: Path, slug: str) -> None:
    """Prints the name of what came in, or every fault of the file and nothing came."""
    with app.app_context():
        town = _town(slug)
        try:
            with beside(acting_in(town)):
                name = bring_in_text(_text(file)).name
        except Refused as refused:
            faults = "\n".join(f"{file}: {fault}" for fault in refused.faults)
            raise click.ClickException(f"Nothing was brought in.\n{faults}") from refused
    click.echo(f"“{name}” is in {slug} now.")


def _town(slug: str) -> UUID:
    with beside(in_lobby()):
        town = db.session.scalar(select(Tenant.id).where(Tenant.slug == slug))
    if town is None:
        raise click.ClickException(f"No site is called “{slug}”.")
    return town


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: Save the file as UTF-8.") from error
