"""Feeds for calendar programs: of one's own meetings by a secret address, of an area's for all."""

from __future__ import annotations

from flask import abort, g, make_response, request, url_for
from flask_login import current_user

from webapp.areas.models import Area
from webapp.core import hosts
from webapp.core.access import allow, belongs, everyone
from webapp.core.calendars import Entry, feed
from webapp.core.language import _, known, language, shown, use_language
from webapp.core.mail.rendering import no_reply
from webapp.core.pages import changed, show
from webapp.meetings import bp, queries
from webapp.meetings.mails import uid_of
from webapp.meetings.models import CalendarLink, Meeting

FRESH = 900  # seconds


@bp.get("/calendar")
@allow(belongs)
def calendar():
    link = CalendarLink.of(current_user)
    return show("meetings/calendar.html", url=_url_of(link) if link else None)


@bp.post("/calendar")
@allow(belongs)
def renew_calendar():
    CalendarLink.renew(current_user)
    saved = _("The address was made. An earlier one does not work any more.")
    return changed(None, to=url_for(".calendar"), saved=saved)


@bp.get("/calendars/<token>.ics")
@allow(everyone)
def feed_of_member(token):
    """Whoever has the address reads it: the calendar program has no cookie."""
    link = CalendarLink.of_token(token) or abort(404)
    meetings = queries.feed_of_member(link.member)
    with use_language(_asked()):
        return _answer(_entries(meetings, is_inside=True), "private")


@bp.get("/of-area/<uuid:id>.ics")
@allow(everyone, on=Area)
def feed_of_area(area):
    meetings = queries.feed_of_area(area)
    with use_language(_asked()):
        name = shown(area.names).text
        return _answer(_entries(meetings, is_inside=False), "public", name)


def _asked() -> str:
    """A feed has no cookie, so its address says the language."""
    return known(request.args.get("in")) or g.tenant.languages[0]


def _url_of(link: CalendarLink) -> str:
    path = hosts.path_of("meetings.feed_of_member", token=link.token)
    return f"{hosts.address(g.tenant)}{path}?in={language()}"


def _answer(entries: list[Entry], audience: str, name: str = ""):
    title = " – ".join(filter(None, (name, shown(g.tenant.names).text)))
    organizer = (shown(g.tenant.names).text, no_reply())
    answer = make_response(feed(entries, organizer, title))
    answer.content_type = "text/calendar; charset=utf-8"
    answer.headers["Cache-Control"] = f"{audience}, max-age={FRESH}"
    answer.add_etag()
    return answer.make_conditional(request)


def _entries(meetings: list[Meeting], is_inside: bool) -> list[Entry]:
    site = hosts.address(g.tenant)
    return [_entry(meeting, site, is_inside) for meeting in meetings]


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
