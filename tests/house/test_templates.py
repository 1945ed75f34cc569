"""Every template parses, speaks through the catalogues and runs no code of its own."""

from pathlib import Path

import pytest
from jinja2 import Environment

from tests.house.reading import read

TEMPLATES = Path(__file__).parents[2] / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))

# What may stand in a page as it is: names, the same in every language.
NAMES = {
    "Yhteispöytä",
    "Ekenäs skärgård",
    "Karttula",
    "Kissakuusentie 14, Karttula",
    "Mikko Lahti",
    "Karttulan Sihteeri",
}

# Where a text is trusted to be markup, and why.
TRUSTED = {"ui/inline.html": "`ui.writing` shows what core.writing cleaned when it was saved"}

WITH_A_FAULT = [
    ("spoken", "<p>Tallenna</p>"),
    ("spoken", "<p>{{ name }} is here</p>"),
    ("spoken", "{% if a %}<p>{{ _('Save') }}</p>{% else %}<p>Save</p>{% endif %}"),
    ("spoken", "{% macro m() %}<button>Save</button>{% endmacro %}"),
    ("spoken", "{% block main %}Hei{% endblock %}"),
    ("spoken", '<img alt="Vaakuna">'),
    ("spoken", '<a title="Open {{ name }}" href="/">{{ name }}</a>'),
    ("spoken", '<input type="submit" value="Lähetä">'),
    ("spoken", '<td data-label="Phone number">{{ phone }}</td>'),
    ("spoken", '<button hx-confirm="remove?">{{ _("Remove") }}</button>'),
    ("spoken", "<p>{{ 'yes' if ok else 'no' }}</p>"),
    ("spoken", "<p>{{ name or 'nobody' }}</p>"),
    ("spoken", "{{ ui.submit('Save') }}"),
    ("spoken", "{% call ui.card('Our areas', 'areas') %}{% endcall %}"),
    ("spoken", "{% set title = 'Areas' %}"),
    ("spoken", "{{ _(label) }}"),
    ("inline", '<p style="color: red">1</p>'),
    ("inline", "<style>p { color: red }</style>"),
    ("inline", "<script>alert(1)</script>"),
    ("inline", '<button onclick="go()">1</button>'),
    ("inline", '<div hx-on:click="go()"></div>'),
    ("inline", '<div hx-vals="js:{a: 1}"></div>'),
    ("inline", '<a href=" JavaScript:go()">1</a>'),
    ("inline", '<div hx-trigger="click[ctrlKey]"></div>'),
    ("trusted", "{{ text | safe }}"),
    ("trusted", "{% autoescape false %}{{ text }}{% endautoescape %}"),
]

WITHOUT_A_FAULT = """
{% extends "layout/page.html" %}{% block main %}
<h1>{{ _("Areas") }}</h1>
<p class="lead wide" id="Top">{{ ngettext("%(num)s area", "%(num)s areas", n) }}</p>
<h{{ level }} data-size="{{ 'lg' if level == 1 else 'sm' }}">{{ title }}</h{{ level }}>
{% trans name=area.name %}Welcome to {{ name }}.{% endtrans %}
{{ ui.link_button(url_for("areas.new"), _("Add an area"), variant="primary") }} 1–2 · &nbsp; &rarr;
{% if kind == "Village" %}
<td data-label="{{ _('Name') }}" title="{{ area.name }}">{{ area.name }}</td>{% endif %}
<div hx-trigger="load, every 10s" data-state="open"></div><script src="/a.js" defer></script>
{% endblock %}
"""


@pytest.fixture(scope="module")
def readings():
    return {name: read((TEMPLATES / name).read_text("utf-8"), _is_mail(name)) for name in ALL}


@pytest.mark.parametrize("name", ALL)
def test_a_template_parses(name):
    Environment(extensions=["jinja2.ext.i18n"]).parse((TEMPLATES / name).read_text("utf-8"))


def test_no_template_speaks_past_the_catalogues(readings):
    said = {(name, text) for name, reading in readings.items() for text in reading.spoken}
    assert sorted(pair for pair in said if pair[1] not in NAMES) == []


def test_no_template_runs_code_of_its_own(readings):
    assert {name: reading.inline for name, reading in readings.items() if reading.inline} == {}


def test_a_text_is_trusted_only_where_that_is_explained(readings):
    trusting = {name for name, reading in readings.items() if reading.trusted}
    assert trusting == set(TRUSTED)


@pytest.mark.parametrize(("kind", "source"), WITH_A_FAULT)
def test_a_planted_fault_is_found(kind, source):
    assert getattr(read(source), kind)


def test_a_good_template_is_left_alone():
    reading = read(WITHOUT_A_FAULT)
    assert (reading.spoken, reading.inline, reading.trusted) == ([], [], [])


def _is_mail(name):
    """Mail readers have no stylesheet of ours, and our policy does not reach them."""
    return "/mail/" in name or name.startswith("layout/mail")
