"""The log tells people who changed what and for whom, and forgets nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import ProgrammingError

from tenants.context import acting_in
from tenants.db import db
from webapp.core.scopes import beside
from webapp.traits.audited import Event
from webapp.traits.words import named


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("officer", 403), ("villager", 403)])
def test_who_may_read(browser, who, status):
    assert browser(who).get("/audit").status_code == status


@pytest.mark.parametrize(
    "statement",
    [update(Event).values(what="x"), delete(Event), text("update event set what = 'x'")],
)
def test_the_application_cannot_change_the_log(app, world, statement):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with app.app_context(), refused, beside(acting_in(world.tenant("kuopio"))):
        db.session.execute(statement)


def test_a_change_says_for_whom_it_was_made(browser, world):
    secretary = browser("twofold")
    secretary.post("/acting-for", data={"actor": str(world.actor("karttula_parish"))})
    page = f"/areas/{world.area('karttula')}/edit"
    as_read = re.search(r'name="saved_at"[^>]* value="([^"]*)"', secretary.get(page).text)[1]
    secretary.post(page, data={"lead-fi": "Uusi johdanto", "saved_at": as_read})
    log = browser("admin").get("/audit").text
    assert "Karttulan Diakoni" in log
    assert "Karttulan seurakunta" in log


def test_every_recorded_event_has_a_name(app):
    sources = (Path(__file__).parents[2] / "webapp").rglob("*.py")
    said = {
        what
        for source in sources
        for what in re.findall(r'(?:record|note|both_logs)\(\s*"([a-z_]+)"', source.read_text())
    }
    assert said - named() == set()
