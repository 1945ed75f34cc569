"""Memo or minutes: every sentence says it as the municipality does, in each language."""

from __future__ import annotations

import re

import pytest

from tenants.context import acting_in
from tenants.db import db
from webapp.groups.models import TableRules

FOREIGN = {
    "minutes": {"fi": r"muistio", "sv": r"promemori", "en": r"\bmemos?\b"},
    "memo": {"fi": r"pöytäkirja", "sv": r"protokoll", "en": r"\bthe minutes\b"},
}


@pytest.fixture(params=FOREIGN)
def foreign(request, app, world):
    """What this town never says."""
    with app.app_context(), acting_in(world.tenant("kuopio")):
        with app.test_request_context():
            TableRules.here().change(None, memo_word=request.param)
            db.session.commit()
        db.session.close()
    return FOREIGN[request.param]


def said(page: str) -> str:
    """What a reader sees or hears: neither addresses nor names of fields."""
    text = re.sub(r"(?s)<(script|style|svg).*?</\1>", "", page)
    spoken = re.findall(r'(?:aria-label|title|alt|data-\w+)="([^"]*)"', text)
    return " ".join([re.sub(r"(?s)<[^>]*>", " ", text), *spoken])


@pytest.mark.parametrize("tag", ["fi", "sv", "en"])
def test_no_page_of_a_memo_says_the_other_word(memo, browser, visitor, here, world, foreign, tag):
    faults = []

    def read(*pages, who="villager"):
        reader = browser(who)
        reader.set_cookie("language", tag, domain="kuopio.yhteispoyta.test")
        for page in pages:
            answer = reader.get(page, follow_redirects=True)
            assert answer.status_code == 200, page
            assert f'<html lang="{tag}"' in answer.text
            faults.extend((page, it) for it in re.findall(foreign[tag], said(answer.text), re.I))

    group = f"/groups/{world.group('karttula')}"
    pages = (here, f"{here}/memo", f"{here}/writing", "/", group)
    read(*pages, f"{group}/edit", "/groups/new?kind=table")
    memo.write()
    memo.send("chair")
    read(*pages, f"{here}/draft", f"{here}/edit", who="twofold")
    memo.client.post(f"{here}/checks/{memo.seat('chair')}")
    read(*pages)
    memo.publish()
    browser("twofold").post(f"{here}/corrections", data={"text": "Toinen näin."})
    read(*pages)
    memo.client.post(f"{here}/versions")
    read(*pages)
    read("/audit", "/settings/letters", who="admin")
    assert faults == []
