"""Each question that is asked of every page finds the fault that it is there for."""

from __future__ import annotations

import pytest

from tests.browser import soundness

MAIN = "document.querySelector('main')"
PLANTED = {
    "color-contrast": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=pale>Words</p>'); "
    "pale.style.color = '#bbb'; pale.style.background = '#fff'",
    "image-alt": f"{MAIN}.insertAdjacentHTML('beforeend', '<img src=\"/static/none.png\">')",
    "scrolls sideways": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=wide>Wide</p>'); "
    "wide.style.width = '900px'",
    "px high": f"{MAIN}.insertAdjacentHTML('beforeend', '<button id=small>Press</button>'); "
    "small.style.height = '20px'; small.style.minHeight = 0",
    "target-size": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=near>"
    "<button>A</button><button>B</button></p>'); near.style.fontSize = '8px'; "
    "near.querySelectorAll('button').forEach("
    "each => Object.assign(each.style, {padding: 0, border: 0, width: '9px', height: '9px'}))",
    "at 400 % the page": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=wide>Wide</p>'); "
    "wide.style.width = '330px'",
    "of the page is covered": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=over>Over</p>'); "
    "Object.assign(over.style, {position: 'sticky', top: 0, height: '90px'})",
    "cannot be reached": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=over></p>'); "
    "Object.assign(over.style, {position: 'absolute', inset: 0, height: '9000px'})",
    "positive tabindex": f"{MAIN}.tabIndex = 2",
    "id twice": f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=main>Again</p>')",
    "footer lacks": "document.querySelector('footer a').remove()",
    "does not ask first": f"{MAIN}.insertAdjacentHTML('beforeend', "
    "'<button data-color=danger class=ds-button>Remove</button>')",
    "what appears there": f"{MAIN}.insertAdjacentHTML('beforeend', "
    "'<div class=empty><p></p></div>')",
    "says lang": "document.documentElement.lang = 'de'",
    "nodes is": f"for (let i = 0; i < 700; i++) {MAIN}.append(document.createElement('i'))",
    "policy refused": f"{MAIN}.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Red</p>')",
}


@pytest.fixture
def page(window):
    page = window(None, tag="en")
    soundness.watch(page)
    page.goto("/areas")
    return page


def test_a_sound_page_has_no_fault(page):
    assert list(soundness.faults(page, "en")) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(page, fault):
    page.evaluate(PLANTED[fault])
    assert any(fault in said for said in soundness.faults(page, "en"))


def test_a_pale_colour_is_found_in_the_dark(page):
    page.evaluate(
        f"{MAIN}.insertAdjacentHTML('beforeend', '<p id=dim>Words</p>'); dim.style.color = '#444'"
    )
    assert {said.split(":")[0] for said in soundness.poor_contrasts(page)} == {
        f"{colour}, dark" for colour in soundness.COLOURS
    }
