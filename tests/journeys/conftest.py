from __future__ import annotations

import pytest

from tests.journeys.story import Story


@pytest.fixture
def story(window, phone, live, post, world):
    return Story(window, phone, live, post, world)
