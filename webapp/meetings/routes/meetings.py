"""A meeting: called, moved, cancelled; its page, and the lists of a group and of an area."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.limits import mails_of_person
from webapp.accounts.routes.members import after
from webapp.actions import queries as actions
from webapp.areas.models import Area
from webapp.core.access import allow, ask, belongs, everyone, find
from webapp.core.language import _, ngettext
from webapp.core.pages import changed, show
from webapp.groups import rules as groups
from webapp.groups import sight
from webapp.groups.models import Group, TableRules
from webapp.groups.queries import seat_of
from webapp.meetings import bp, mails, queries, rules
from webapp.meetings.forms.item import ItemForm
from webapp.meetings.forms.meeting import AnswerForm, CancelForm, MeetingForm
from webapp.meetings.models import Meeting, NotNow

DETAIL, EDIT = "meetings/detail.html", "meetings/edit.html"
CANCEL = "meetings/cancel.html"
OF_GROUP, OF_AREA = "meetings/of_group.html", "meetings/of_area.html"


@bp.get("/new")
@allow(belongs)
def new():
    group = _group()
    form = MeetingForm(minutes=TableRules.here().meeting_minutes, formdata=None)
    return show(EDIT, meeting=None, group=group, form=form, limits=TableRules.here())


@bp.post("/new")
@allow(belongs)
def add():
    group, form = _group(), MeetingForm()
    if not form.validate():
        limits = TableRules.here()
        return show(EDIT, status=422, meeting=None, group=group, form=form, limits=limits)
    meeting = Meeting.call(group, current_user, **form.facts())
    return changed(None, to=url_for(".detail", id=meeting.id), saved=_called(meeting))


@bp.get("/<uuid:id>")
@allow(rules.sees, on=Meeting)
def detail(meeting):
    return show(DETAIL, **about(meeting))


def about(meeting: Meeting, **forms) -> dict:
    """What the page of a meeting shows: to those outside, only when, where and what for."""
    group, seat = meeting.group, _seat(meeting.group)
    context = {"meeting": meeting, "group": group, "limits": TableRules.here(), "keeps": False}
    if not ask(rules.sees_inside, meeting):
        return context | {"inside": False}
    keeps = ask(rules.keeps, meeting)
    page = min(max(request.args.get("people", 1, int), 1), 1000)
    guests = queries.guests(meeting, seat, page) if keeps else None
    own = guests.own if guests else None
    if own is None and seat and (guests is None or page > 1):
        own = queries.own_answer(meeting, seat)
    forms = {"answer_form": AnswerForm(formdata=None, obj=own), **forms}
    context |= {"inside": True, "keeps": keeps, "guests": guests, "seat": seat, "own": own}
    context["told"] = guests.invited if guests else 0
    return context | agenda_of(meeting) | forms


def agenda_of(meeting: Meeting) -> dict:
    """What the agenda shows: also what the group has still to do, until the meeting is over."""
    actions = [] if meeting.is_over else queries.open_actions(meeting.group)
    return {"items": meeting.items, "actions": actions, "item_form": ItemForm(formdata=None)}


def _seat(group: Group):
    return seat_of(current_user, group) if current_user.is_authenticated else None


@bp.get("/<uuid:id>/edit")
@allow(rules.keeps, on=Meeting)
def edit(meeting):
    return _edit(meeting, _form(meeting, formdata=None))


@bp.post("/<uuid:id>/edit")
@allow(rules.keeps, on=Meeting)
@mails_of_person
def save(meeting):
    form = _form(meeting)
    meeting.hold()  # somebody may send its memo on, or cancel it, at this moment
    if meeting.is_cancelled:
        return to_cancelled(meeting)
    if not meeting.is_written:
        return _edit(meeting, form, 409)
    if not form.validate():
        return _edit(meeting, form, 422)
    if form.is_outrun(meeting):
        return _edit(meeting, form, 409, is_outrun=True)
    before, told = meeting.move(current_user, **form.facts()), 0
    if before and meeting.is_ahead:
        people = [person for person, _attendance in queries.invited(meeting)]
        mails.meeting_changed(meeting, people, before)
        told = len(people)
    return changed(None, to=url_for(".detail", id=meeting.id), saved=_saved(told))


@bp.get("/<uuid:id>/cancellation")
@allow(rules.keeps, on=Meeting)
def cancellation(meeting):
    if not meeting.may_be_cancelled:
        raise NotNow(meeting.memo_state, meeting.id)
    return _cancel(meeting, CancelForm(formdata=None))


@bp.post("/<uuid:id>/cancellation")
@allow(rules.keeps, on=Meeting)
def cancel(meeting):
    """However much was mailed today: each who was asked is told once, so nobody comes in vain."""
    form, told = CancelForm(), 0
    meeting.hold()  # of two who press at once one does, and its memo is not sent on meanwhile
    if meeting.is_cancelled:
        return to_cancelled(meeting)
    if not form.validate():
        return _cancel(meeting, form, 422)
    if meeting.cancel(current_user, form.reason.data) and not meeting.is_over:
        people = queries.expecting(meeting)
        mails.meeting_cancelled(meeting, people)
        told = len(people)
    here = url_for(".detail", id=meeting.id)
    return changed(None, to=here, saved=_cancelled(told))


@bp.get("/of/<uuid:id>")
@allow(groups.sees, on=Group)
def of_group(group):
    found = queries.of_group(group, after())
    return show(OF_GROUP, "meetings/_of_group.html", group=group, found=found)


@bp.get("/of-area/<uuid:id>")
@allow(everyone, on=Area)
def of_area(area):
    """Together with the action points, so that the area's page loads them at once."""
    seen = sight.of_reader()
    found = {"found": queries.of_area(area, seen), "actions": actions.of_area(area, seen)}
    return show(OF_AREA, "meetings/_in_area.html", area=area, **found)


def to_cancelled(meeting: Meeting):
    """Somebody was first: the page says so, and why."""
    return changed(None, to=url_for(".detail", id=meeting.id))


def _group() -> Group:
    """For which a meeting is called: of this town, kept by who asks, and its work goes on."""
    group = find(Group, after("group"))
    if not ask(groups.keeps, group):
        abort(403)
    if not group.is_open:
        abort(redirect(url_for("groups.detail", id=group.id), 303))
    return group


def _form(meeting: Meeting, **given) -> MeetingForm:
    """Who may not see a link that was given may not write over it, either."""
    with_link = not meeting.remote_link or ask(rules.sees_link, meeting)
    return MeetingForm(meeting, with_link=with_link, **given)


def _edit(meeting: Meeting, form: MeetingForm, status: int = 200, *, is_outrun: bool = False):
    told = len(queries.invited(meeting)) if meeting.is_ahead else 0
    context = {"meeting": meeting, "group": meeting.group, "limits": TableRules.here()}
    return show(EDIT, status=status, form=form, told=told, is_outrun=is_outrun, **context)


def _cancel(meeting: Meeting, form: CancelForm, status: int = 200):
    told = 0 if meeting.is_over else len(queries.expecting(meeting))
    return show(CANCEL, status=status, form=form, meeting=meeting, group=meeting.group, told=told)


def _called(meeting: Meeting) -> str:
    if meeting.has_begun:
        return _("The meeting was added. Its time has passed, so nobody is invited to it.")
    return _("The meeting was called. Nobody has been told yet.")


def _saved(told: int) -> str:
    if not told:
        return _("The meeting is up to date.")
    return ngettext(
        "The meeting is up to date, and %(num)s person is told by mail.",
        "The meeting is up to date, and %(num)s people are told by mail.",
        told,
    )


def _cancelled(told: int) -> str:
    if not told:
        return _("The meeting was cancelled.")
    return ngettext(
        "The meeting was cancelled, and %(num)s person is told by mail.",
        "The meeting was cancelled, and %(num)s people are told by mail.",
        told,
    )
