"""The page that shows every macro with its call."""

from datetime import UTC, datetime
from types import SimpleNamespace

from flask import current_app, flash, redirect, render_template, url_for

from webapp.core.access import allow, everyone
from webapp.core.language import _, lazy
from webapp.core.theme import readable_on, worst_contrast
from webapp.demonstration import bp
from webapp.demonstration.forms import StyleForm

GROUPS = (
    ("words", lazy("Words in a line"), ("icon", "tag", "time", "texts", "writing", "notes")),
    ("ways", lazy("Ways around"), ("breadcrumb", "tabs", "steps", "pager")),
    ("panels", lazy("Panels"), ("head", "card", "part", "notice", "empty", "facts", "goal")),
    ("lists", lazy("Lists and tables"), ("list", "table")),
    ("buttons", lazy("Buttons"), ("link_button", "submit", "post_button", "dialog")),
    ("forms", lazy("Forms"), ("form",)),
)
COLOURS = ("#7a1f3d", "#ffd500", "#0b5ed7")


@bp.get("/style")
@allow(everyone, at="any")
def style():
    return _page(StyleForm(formdata=None))


@bp.post("/style")
@allow(everyone, at="any")
def try_style():
    form = StyleForm()
    if not form.validate():
        return _page(form), 422
    flash(_("The form was right. Nothing was saved: this page only shows how it looks."), "success")
    return redirect(url_for(".style"), 303)


def _page(form):
    return render_template(
        "demonstration/style.html",
        form=form,
        groups=[(id, title, [_specimen(name) for name in names]) for id, title, names in GROUPS],
        measured=[(hex, readable_on(hex), worst_contrast(hex)) for hex in COLOURS],
        now=datetime(2026, 12, 3, 16, 0, tzinfo=UTC),
        pages=_pages(),
    )


def _specimen(name):
    """A call as it is written and as it looks come from the same file."""
    template = f"demonstration/style/{name}.html"
    source, *_ignored = current_app.jinja_env.loader.get_source(current_app.jinja_env, template)
    return SimpleNamespace(name=name, template=template, source=source.strip())


def _pages():
    return SimpleNamespace(
        page=2,
        pages=9,
        has_prev=True,
        prev_num=1,
        has_next=True,
        next_num=3,
        iter_pages=lambda **_edges: [1, 2, 3, None, 9],
    )
