"""The groups of an area: a part of its page, and a feed of what becomes public."""

from __future__ import annotations

from flask import g, make_response, request

from webapp.areas.models import Area
from webapp.core.access import allow, everyone
from webapp.core.language import known, use_language
from webapp.core.pages import show
from webapp.groups import bp, feed, queries, sight

PAGE, PART = "groups/of_area.html", "groups/_of_area.html"


@bp.get("/of-area/<uuid:id>")
@allow(everyone, on=Area)
def of_area(area):
    seen = sight.of_reader()
    found = queries.groups(seen, area=area.id)
    return show(PAGE, PART, area=area, found=found, outcomes=queries.outcomes_in(area.id, seen))


@allow(everyone, on=Area)
def area_feed(area):
    """The same for everybody: who reads feeds has no cookie, so the address says the language."""
    with use_language(known(request.args.get("in")) or g.tenant.languages[0]):
        answer = make_response(feed.of_area(area, feed.told_in(area.id)))
    answer.mimetype = "application/atom+xml"
    answer.headers["Cache-Control"] = "public, max-age=600"
    answer.add_etag()
    return answer.make_conditional(request)


@bp.record
def at_the_areas_address(state):
    """Below the area's own address, though the room of areas does not know of groups."""
    state.app.add_url_rule("/areas/<uuid:id>/feed.atom", "groups.area_feed", area_feed)
