"""Every page there is, for those who may read it: axe, widths, weights, policy, language."""

from __future__ import annotations

import pytest

from tests.browser import soundness
from tests.house.walk import CAST
from webapp.core.language import LANGUAGES

# A page is walked by the first of these who may read it,
READERS = ("admin", "operator", "stranger", "visitor", "villager")
# but what looks quite different to those with fewer rights is walked by each.
LOOKS_DIFFERENT = ("dashboard.home", "areas.detail", "actors.detail", "actors.acting")
LOOKS_DIFFERENT += ("groups.detail",)


@pytest.fixture
def walked(readable):
    """`walked("admin")`: the pages that this reader is the first to reach, and those above."""

    def pages_of(who):
        taken = {it for other in READERS[: READERS.index(who)] for it in readable(other)}
        taken -= {*LOOKS_DIFFERENT}
        return {it: path for it, path in readable(who).items() if it not in taken}

    return pages_of


@pytest.fixture
def watched(window, live):
    """`watched("admin", "sv")`: a window that writes down what goes wrong in it."""

    def open_window(who, tag):
        key, town = CAST[who]
        page = window(key, town, locale=tag)
        soundness.watch(page, f"/accessibility?language={tag}")
        wrong = []
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda it: live.owns(it.url) or wrong.append(f"asks for {it.url}"))
        return page, wrong

    return open_window


def faults(page, tag, wrong):
    yield from soundness.faults(page, tag)
    yield from wrong
    if tag == "fi":  # a colour is as dark in every language
        yield from soundness.poor_contrasts(page)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("who", READERS)
def test_every_page_is_sound(walked, watched, who, tag):
    pages, found = walked(who), []
    page, wrong = watched(who, tag)
    for endpoint, path in pages.items():
        wrong.clear()
        page.goto(path)
        found += [f"{endpoint}: {fault}" for fault in faults(page, tag, wrong)]
    assert found == []
    assert pages
