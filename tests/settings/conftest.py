import pytest


@pytest.fixture
def reader(browser, visitor):
    """One of the cast of Kuopio, or its "visitor"."""
    return lambda who: visitor("kuopio") if who == "visitor" else browser(who)
