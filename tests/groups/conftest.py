"""The page that takes a list, and its two presses."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.groups.lists import sealed


@pytest.fixture
def here(world):
    return f"/groups/{world.group('karttula')}/import"


@pytest.fixture
def look(browser, here):
    def look(content, who="villager", name="lista.csv", **fields):
        content = content.encode() if isinstance(content, str) else content
        return browser(who).post(here, data={"file": (BytesIO(content), name)} | fields)

    return look


@pytest.fixture
def take(browser, here):
    """Press the second time."""

    def take(page, who="villager"):
        return browser(who).post(f"{here}/people", data={"rows": sealed(page)})

    return take
