"""Feeds for calendar programs: by a secret address of the own meetings, of an area's for all."""

from __future__ import annotations

from collections.abc import Container
from uuid import UUID

from flask import abort, g, make_response, request, url_for
from flask_login import current_user

from webapp.accounts.routes.members import after
from webapp.areas.models import Area
from webapp.core import hosts
from webapp.core.access import allow, belongs, everyone, find
from webapp.core.calendars import Entry, feed
from webapp.core.language import _, known, language, shown, use_language
from webapp.core.mail.rendering import no_reply
from webapp.core.pages import changed, show
from webapp.groups import sight
from webapp.groups.queries import seats_of
from webapp.meetings import bp, queries
from webapp.meetings.mails import uid_of
from webapp.meetings.models import CalendarLink, Meeting

FRESH = 900  # seconds


@bp.get("/calendar")
@allow(belongs)
def calendar():
    """One's own address; asked about an area, the address of its meetings, too."""
    link, area = CalendarLink.of(current_user), _area()
    url = link and _url_of("feed_of_member", token=link.token)
    of_area = link and area and _url_of("feed_of_area_for_member", token=link.token, id=area.id)
    return show("meetings/calendar.html", url=url, area=area, url_of_area=of_area)


@bp.post("/calendar")
@allow(belongs)
def renew_calendar():
    CalendarLink.renew(current_user)
    saved = _("The address was made. An earlier one does not work any more.")
    return changed(None, to=url_for(".calendar", area=after("area")), saved=saved)


@bp.post("/calendar/ending")
@allow(belongs)
def end_calendar():
    CalendarLink.end(current_user)
    saved = _("The address does not work any more.")
    return changed(None, to=url_for(".calendar"), saved=saved)


@bp.get("/calendars/<token>.ics")
@allow(everyone)
def feed_of_member(token):
    """Whoever has the address reads it: the calendar program has no cookie."""
    link = CalendarLink.of_token(token) or abort(404)
    meetings = queries.feed_of_member(link.member)
    with use_language(_asked()):
        return _answer(_entries(meetings, seats_of(link.member)), "private")


@bp.get("/calendars/<token>/<uuid:id>.ics")
@allow(everyone, on=Area)
def feed_of_area_for_member(area, token):
    """The public meetings, and those that the owner of the address sees."""
    link = CalendarLink.of_token(token) or abort(404)
    meetings = queries.feed_of_area(area, sight.of(link.member))
    with use_language(_asked()):
        entries = _entries(meetings, seats_of(link.member))
        return _answer(entries, "private", shown(area.names).text)


@bp.get("/of-area/<uuid:id>.ics")
@allow(everyone, on=Area)
def feed_of_area(area):
    meetings = queries.feed_of_area(area, sight.PUBLIC)
    with use_language(_asked()):
        return _answer(_entries(meetings, ()), "public", shown(area.names).text)


def _area() -> Area | None:
    return find(Area, id) if (id := after("area")) else None


def _asked() -> str:
    """A feed has no cookie, so its address says the language."""
    return known(request.args.get("in")) or g.tenant.languages[0]


def _url_of(feed: str, **values) -> str:
    return f"{hosts.address(g.tenant)}{hosts.path_of(f'meetings.{feed}', **values)}?in={language()}"


def _answer(entries: list[Entry], audience: str, name: str = ""):
    title = " – ".join(filter(None, (name, shown(g.tenant.names).text)))
    organizer = (shown(g.tenant.names).text, no_reply())
    answer = make_response(feed(entries, organizer, title))
    answer.content_type = "text/calendar; charset=utf-8"
    answer.headers["Cache-Control"] = f"{audience}, max-age={FRESH}"
    answer.add_etag()
    return answer.make_conditional(request)


def _entries(meetings: list[Meeting], own: Container[UUID]) -> list[Entry]:
    """`own`: the groups in which the reader sits."""
    site = hosts.address(g.tenant)
    return [_entry(meeting, site, meeting.group_id in own) for meeting in meetings]


def _entry(meeting: Meeting, site: str, is_inside: bool) -> Entry:
    """Only those at the table get the remote link."""
    group = meeting.group
    lines = [_("Goal: %(goal)s", goal=shown(group.goals).text)] if group.goals else []
    if is_inside and meeting.remote_link:
        lines.append(_("Join remotely: %(link)s", link=meeting.remote_link))
    changed_at = (meeting.created_at, meeting.moved_at, meeting.cancelled_at, meeting.invited_at)
    return Entry(
        uid=uid_of(meeting.id),
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        title=_("Meeting: %(table)s", table=group.name),
        place=meeting.place,
        description="\n".join(lines),
        url=site + hosts.path_of("meetings.detail", id=meeting.id),
        changed_at=max(filter(None, changed_at)),
        is_cancelled=meeting.is_cancelled,
    )
