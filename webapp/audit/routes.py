from __future__ import annotations

from uuid import UUID

from flask import abort, request

from webapp.audit import bp, queries, rules
from webapp.core.access import allow
from webapp.core.language import lazy
from webapp.core.navigation import offer
from webapp.core.pages import show
from webapp.traits.words import word_of

offer(bp, lazy("Event log"), "audit.index", rules.read, at="any", place=90)


@bp.get("")
@allow(rules.read, at="any")
def index():
    before, thing = _id("before"), _id("thing")
    rows, following = queries.page(before, thing)
    return show(
        "audit/index.html",
        "audit/_events.html",
        rows=rows,
        following=following,
        thing=thing,
        is_first=before is None,
        word_of=word_of,
    )


def _id(name: str) -> UUID | None:
    value = request.args.get(name, "")
    try:
        return UUID(value) if value else None
    except ValueError:
        abort(404)
