"""The macros: what is typed stays text, every field is named, described and tied to its error."""

import re
from types import SimpleNamespace

import pytest
from flask import g, render_template_string
from werkzeug.datastructures import MultiDict

from tests.conftest import settings
from webapp import create_app
from webapp.core.forms import Choice, Choices, Email, Form, Line, TextsField, Tick
from webapp.core.language import use_language
from webapp.core.ui import page_url

EVIL = '"><script>alert(1)</script>'
KINDS = [("village", "Village"), ("parish", "Parish")]


class Area(Form):
    name = Line("Name", required="Write the name", description="As on the map")
    email = Email("E-mail")
    kind = Choice("Kind", choices=KINDS, radio=True, required="Choose the kind")
    several = Choices("Several", choices=KINDS)
    agreed = Tick("Agreed")
    texts = TextsField("Story")


@pytest.fixture(scope="module")
def app():
    """Nothing here asks the database."""
    return create_app(settings("postgresql+psycopg://nobody@127.0.0.1:1/nothing"))


@pytest.fixture
def render(app):
    def page(source, data=None):
        asked = app.test_request_context("/areas", method="POST", data=data or {})
        with use_language("en"), asked:
            g.csrf_valid = True
            g.tenant = SimpleNamespace(languages=("fi", "sv"), kind="municipality")
            form = Area(MultiDict(data or {}))
            form.validate()
            return render_template_string(source, form=form, evil=EVIL)

    return page


@pytest.mark.parametrize(
    "call",
    [
        "ui.tag(evil, evil)",
        "ui.link_button(evil, evil, evil)",
        "ui.post_button(evil, evil, confirm=evil, values={evil: evil})",
        "ui.submit(evil, name=evil, value=evil)",
        "ui.notice(evil, evil)",
        "ui.empty(evil, evil, evil)",
        "ui.head(evil, evil, evil, evil)",
        "ui.facts([(evil, evil)])",
        "ui.breadcrumb([(evil, evil), (evil, none)])",
        "ui.tabs([(evil, evil, true)], evil)",
        "ui.steps([(evil, 'current')], evil)",
        "ui.opener(evil, evil)",
        "ui.texts({'sv': evil}, note=true)",
        "ui.icon(evil)",
    ],
)
def test_what_is_typed_stays_text(render, call):
    assert "<script" not in render(f"{{{{ {call} }}}}")


def test_what_is_typed_into_a_field_stays_text(render):
    assert "<script" not in render("{{ ui.field(form.name) }}", {"name": EVIL})


def test_a_field_is_described_by_its_hint_and_its_error(render):
    field = render("{{ ui.field(form.name) }}")
    assert 'aria-describedby="name-hint name-error"' in field
    assert 'aria-invalid="true"' in field
    assert '<label class="ds-label" for="name">Name</label>' in field


def test_a_right_field_has_no_error_to_point_at(render):
    field = render("{{ ui.field(form.name) }}", {"name": "Karttula"})
    assert 'aria-describedby="name-hint"' in field
    assert "aria-invalid" not in field


def test_only_what_may_be_left_out_is_marked(render):
    assert "(optional)" in render("{{ ui.field(form.email) }}")
    assert "(optional)" not in render("{{ ui.field(form.name) }}")


def test_a_choice_keeps_what_was_chosen(render):
    field = render("{{ ui.field(form.kind) }}", {"kind": "parish"})
    assert re.search(r'value="parish" checked', field)
    assert not re.search(r'value="village" checked', field)


def test_every_language_has_an_input_of_its_own(render):
    field = render("{{ ui.field(form.texts) }}")
    assert 'id="texts-fi"' in field and 'id="texts-sv"' in field
    assert 'lang="sv"' in field


def test_the_summary_leads_to_inputs_that_are_there(render):
    page = render("{% call ui.form('/areas', form) %}" + FIELDS + "{% endcall %}")
    summary = page[page.index("ds-error-summary") : page.index("</ul>")]
    leads = re.findall(r'href="#([^"]+)"', summary)
    assert leads == ["name", "kind"]
    assert all(f'id="{lead}"' in page for lead in leads)


def test_no_id_is_given_twice(render):
    page = render("{% call ui.form('/areas', form) %}" + FIELDS + "{% endcall %}")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_a_form_works_alone_and_swaps_its_part_with_htmx(render):
    page = render("{% call ui.form('/areas', form, submit='Save', part='area') %}{% endcall %}")
    assert 'method="post" action="/areas"' in page
    assert 'hx-post="/areas" hx-target="#area"' in page
    assert 'name="csrf_token"' in page


def test_a_question_is_asked_before_what_cannot_be_undone(render):
    page = render("{{ ui.post_button('/areas', 'Remove', confirm='Remove it?') }}")
    assert page.index("<details") < page.index("Remove it?") < page.index("<form")


def test_a_text_in_another_language_says_so(render):
    page = render("{{ ui.texts({'sv': 'Ekenäs'}, note=true) }}")
    assert '<span lang="sv">Ekenäs</span>' in page
    assert "only in Swedish so far" in page


def test_every_macro_is_shown_on_the_style_page(render, app):
    macros = set(app.jinja_env.globals["ui"]._all())
    folder = "demonstration/style/"
    names = app.jinja_env.list_templates(filter_func=lambda name: name.startswith(folder))
    shown = "".join(app.jinja_env.loader.get_source(app.jinja_env, n)[0] for n in names)
    inside_others, of_rooms_above = {"token", "errors"}, {"panel"}
    unseen = {name for name in macros if f"ui.{name}(" not in shown}
    assert unseen == inside_others | of_rooms_above


FIELDS = "{% for field in form if field.id != 'csrf_token' %}{{ ui.field(field) }}{% endfor %}"


@pytest.mark.parametrize(
    "odd", ["endpoint=x", "_method=PATCH", "_external=1&_scheme=ftp", "a=%22%26"]
)
def test_the_pages_of_a_list_keep_whatever_query_it_has(app, odd):
    with app.test_request_context(f"/style?{odd}&page=1"):
        assert page_url(2) == f"/style?{odd}&page=2"
