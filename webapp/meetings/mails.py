"""Which mail about a meeting goes to whom. Letters keep a key, not the link, of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from webapp.core import hosts
from webapp.core.calendars import Entry
from webapp.core.language import _, shown
from webapp.core.mail import write
from webapp.core.mail.rendering import own_domain, with_calendar
from webapp.groups.models.participant import token_of
from webapp.meetings import bp, mails_of_memo
from webapp.meetings.queries import contact_of

if TYPE_CHECKING:
    from webapp.actions.models import Action
    from webapp.groups.models import Participant
    from webapp.meetings.models import Item, Meeting

INVITATION, CHANGED = "meetings/mail/meeting_invitation", "meetings/mail/meeting_changed"
CANCELLED, AGENDA = "meetings/mail/meeting_cancelled", "meetings/mail/agenda_published"
REMINDER = "meetings/mail/meeting_reminder"
ITEMS = [
    {"title": "Kyydit kaupalle", "kind": "question", "minutes": 30},
    {"title": "Uusi linja-auto", "kind": "information", "minutes": None},
]
EXAMPLE = {
    "meeting": "0195d000-0000-7000-8000-000000000000",
    "reader": "0195d000-0000-7000-8000-000000000001",
    "kind": "table",
    "table": {"fi": "Kangaslammin liikennepöytä", "sv": "Trafikbordet i Kangaslampi"},
    "goal": {"fi": "Kukaan ei jää kyydittä.", "sv": "Ingen blir utan skjuts."},
    "starts_at": datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
    "minutes": 90,
    "place": "Kylätalo, Rantatie 4",
    "link": "https://etä.example.org/kokous",
    "sequence": 0,
    "contact": "Kangaslammin Sihteeri",
    "items": ITEMS,
}
BEFORE = {
    "starts_at": datetime(2026, 11, 20, 16, 0, tzinfo=UTC),
    "minutes": 60,
    "place": "Kirjasto",
    "link": "",
}
EXAMPLES = {
    INVITATION: EXAMPLE,
    CHANGED: EXAMPLE | {"sequence": 1, "before": BEFORE},
    CANCELLED: EXAMPLE | {"sequence": 2, "reason": "Puheenjohtaja on sairaana."},
    AGENDA: EXAMPLE | {"actions": [{"what": "Kysyä aikataulut", "due_on": date(2026, 11, 30)}]},
    REMINDER: EXAMPLE | {"answer": None},
    **mails_of_memo.EXAMPLES,
}


def meeting_invitation(meeting: Meeting, people: Iterable[Participant]) -> None:
    _to_all(INVITATION, meeting, people, items=_items(meeting))


def meeting_changed(meeting: Meeting, people: Iterable[Participant], before: dict) -> None:
    """`before` is what they were told until now."""
    old = {word: before[word] for word in ("starts_at", "minutes", "place")}
    _to_all(CHANGED, meeting, people, before=old | {"link": before["remote_link"]})


def meeting_cancelled(meeting: Meeting, people: Iterable[Participant]) -> None:
    _to_all(CANCELLED, meeting, people, reason=meeting.cancel_reason)


def agenda_published(
    meeting: Meeting, people: Iterable[Participant], actions: list[Action]
) -> None:
    """With the reader's own action points that are still open."""
    about = _about(meeting) | {"items": [_item(item) for item in meeting.items]}
    for person in people:
        own = [{"what": it.what, "due_on": it.due_on} for it in actions if _is_for(it, person)]
        _write(AGENDA, meeting, person, about | {"actions": own}, topic="agendas")


def meeting_reminder(
    meeting: Meeting, people: Iterable[tuple[Participant, str | None]], day: date
) -> None:
    """With the answer of those who have given one: they are not asked again."""
    about = _about(meeting) | {"items": _items(meeting)}
    for person, answer in people:
        told = about | {"answer": answer}
        _write(REMINDER, meeting, person, told, mark=day, topic="meeting_reminders")


def _to_all(template: str, meeting: Meeting, people: Iterable[Participant], **more) -> None:
    about = _about(meeting) | more
    for person in people:
        _write(template, meeting, person, about)


def _write(template, meeting, person, about, *, mark=None, topic=None) -> None:
    """Each once for one person at one address, one meeting, one change of it (`mark`)."""
    name = template.rpartition("/")[2]
    mark = meeting.sequence if mark is None else mark
    key = f"{name} {meeting.id} {person.key} {mark}"
    write(template, to=person.reader, topic=topic, key=key, reader=person.key, **about)


def _about(meeting: Meeting) -> dict:
    group = meeting.group
    return {
        "meeting": meeting.id,
        "kind": group.kind,
        "table": group.titles,
        "goal": group.goals,
        "starts_at": meeting.starts_at,
        "minutes": meeting.minutes,
        "place": meeting.place,
        "link": meeting.remote_link,
        "sequence": meeting.sequence,
        "contact": contact_of(group),
    }


def _items(meeting: Meeting) -> list[dict]:
    """Only what has been published."""
    return [_item(it) for it in meeting.items] if meeting.agenda_published_at else []


def _item(item: Item) -> dict:
    return {"title": item.title, "kind": item.kind, "minutes": item.minutes}


def _is_for(action: Action, person: Participant) -> bool:
    """The participant's own; what the actor has taken upon it is of all who sit for it."""
    if action.participant_id is not None:
        return action.participant_id == person.id
    return action.actor_id is not None and action.actor_id == person.actor_id


@bp.app_template_global()
def meeting_answer_path(reader: str, meeting: str, answer: str | None = None) -> str:
    """For the mail, when it is sent."""
    return hosts.path_of("meetings.answer", token=token_of(reader), id=meeting, **_as(answer))


def _as(answer: str | None) -> dict:
    return {"as": answer} if answer else {}


@with_calendar(INVITATION, CHANGED, CANCELLED)
def _entry(letter: dict) -> Entry:
    """The meeting for the reader's calendar, with their own link to answer and agenda."""
    url = letter["sender"].address + meeting_answer_path(letter["reader"], letter["meeting"])
    lines = [_("Goal: %(goal)s", goal=shown(letter["goal"]).text)] if letter["goal"] else []
    lines += [_("Join remotely: %(link)s", link=letter["link"])] if letter["link"] else []
    lines += [_("Agenda and your answer: %(url)s", url=url)]
    return Entry(
        uid=uid_of(letter["meeting"]),
        sequence=letter["sequence"],
        starts_at=letter["starts_at"],
        minutes=letter["minutes"],
        title=_("Meeting: %(table)s", table=shown(letter["table"]).text),
        place=letter["place"] or letter["link"],
        description="\n".join(lines),
        url=url,
        changed_at=letter["written_at"],
        is_cancelled="reason" in letter,
    )


def uid_of(meeting) -> str:
    """The same in mails and feeds, so that a calendar which reads both shows it once."""
    return f"meeting-{meeting}@{own_domain()}"
