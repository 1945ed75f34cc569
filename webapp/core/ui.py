"""What templates build pages with: `ui` holds every macro of templates/ui, made known once."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Flask, current_app, request
from jinja2 import Environment
from jinja2.runtime import Macro

from webapp.core import shell
from webapp.core.forms import Choice, Choices, TextsField
from webapp.core.language import _

SHAPES = {"HiddenInput": "hidden", "CheckboxInput": "tick", "TextArea": "text", "Select": "select"}


class Macros:
    """The macros of templates/ui as attributes, found when first asked for.

    A macro sees the globals of the moment it is read, so nothing is read before the first page.
    """

    def __init__(self, env: Environment):
        self._env = env

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        macro = self._all().get(name)
        if macro is None:
            raise AttributeError(f"templates/ui has no macro {name}")
        return macro

    def _all(self):
        names = self._env.list_templates(filter_func=lambda name: name.startswith("ui/"))
        modules = [vars(self._env.get_template(name).module) for name in names]
        macros = {k: v for module in modules for k, v in module.items() if isinstance(v, Macro)}
        if not self._env.auto_reload:
            self.__dict__.update(macros)
        return macros


def init_app(app: Flask) -> None:
    shell.init_app(app)
    questions = (shape_of, described_by, formatted, original_note, page_url)
    app.jinja_env.globals.update({question.__name__: question for question in questions})
    app.jinja_env.globals["ui"] = Macros(app.jinja_env)


def shape_of(field) -> str:
    """How a field is laid out: texts, choices, select, tick, hidden, text or line."""
    if isinstance(field, TextsField):
        return "texts" if len(list(field)) > 1 else "single"
    if isinstance(field, Choices) or (isinstance(field, Choice) and field.radio):
        return "choices"
    return SHAPES.get(type(field.widget).__name__, "line")


def described_by(field, hint) -> str | bool:
    """The ids of the hint and the message of a field, False when it has neither."""
    ids = [f"{field.id}-hint"] if hint else []
    ids += [f"{field.id}-error"] if field.errors else []
    return " ".join(ids) or False


def formatted(value, style: str) -> str:
    """A date or time in one of the styles of core.formats."""
    return current_app.jinja_env.filters[style](value)


def original_note(tag: str) -> str:
    return {
        "fi": _("only in Finnish so far"),
        "sv": _("only in Swedish so far"),
        "en": _("only in English so far"),
    }[tag]


def page_url(number: int) -> str:
    """This very page and its query at another page of its list."""
    # Not by url_for(): names like `endpoint` or `_method` in a query would be its own arguments.
    query = [pair for pair in request.args.items(multi=True) if pair[0] != "page"]
    return f"{quote(request.path)}?{urlencode([*query, ('page', number)])}"
