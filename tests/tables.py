"""A table and a network in Kuopio and in Varkaus, with people, a meeting, an action."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tenants.db import db
from tenants.owned import utcnow
from webapp.accounts.models import Member
from webapp.actions.models import Action
from webapp.demonstration.cast import id_of
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Attendance, Correction, Item, Meeting, MemoCheck

# town: key of the area, of who writes the memos and for whom, and of another member
TABLES = {
    "kuopio": ("karttula", "villager", "karttula_village", "twofold"),
    "varkaus": ("kangaslampi", "varkaus_villager", "kangaslampi_village", "varkaus_member"),
}
THEN = datetime(2026, 10, 12, 15, 0, tzinfo=UTC)
DUE = date(2099, 1, 31)  # tomorrow's tests find it ahead, too


def set_up(town: str) -> None:
    """A public table at work, led by the secretary of the village."""
    place, secretary, actor, other = TABLES[town]
    lead = db.session.get(Member, id_of("member", secretary))
    group = Group.open(
        "table",
        lead,
        [id_of("area", place)],
        id=id_of("group", place),
        titles={"fi": "Ikäihmisten palvelut", "sv": "Tjänster för äldre"},
        goals={"fi": "Kukaan ei jää kyydittä.", "sv": "Ingen blir utan skjuts."},
        ground_rules={"fi": "Yksi puhuu kerrallaan."},
        goal_for={},
        goal_signs={},
        themes={},
        background={},
        outcome={},
    )
    db.session.flush()
    group.started_at = THEN
    people = [
        _seat(group, lead, "secretary", actor_id=id_of("actor", actor), sector="third"),
        _seat(group, db.session.get(Member, id_of("member", other)), "chair", sector="parish"),
        _seat(group, None, "member", name="Savon Autoilija", sector="business"),
    ]
    db.session.flush()
    _meeting(group, people, place)
    _network(place)


def _network(place: str) -> None:
    """Public, with one person named to its core team and one who came by themselves."""
    group = Group.open(
        "network",
        None,
        [id_of("area", place)],
        id=id_of("group", f"{place}_verkosto"),
        field="area",
        titles={"fi": "Kylien verkosto", "sv": "Byarnas nätverk"},
        goals={"fi": "Kylissä on elämää.", "sv": "Det finns liv i byarna."},
    )
    db.session.flush()
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2099, 12, 31)}
    named = {"name": "Kylien Luottamushenkilö", "named_by": "Kunnanhallitus"} | term
    _seat(group, None, "core", sector="public", **named)
    _seat(group, None, "member", name="Kylien Asukas", sector="residents")


def _seat(group: Group, member: Member | None, role: str, **facts) -> Participant:
    name = facts.pop("name", member.name if member else "")
    seat = Participant.add(
        group,
        None,
        id=id_of("participant", f"{group.id} {role}"),
        name=name,
        member_id=member.id if member else None,
        email=f"{role}.{group.id.hex[:8]}@example.org",
        role=role,
        seat="Tuntee alueen",
        **facts,
    )
    seat.invited_at = seat.joined_at = THEN
    return seat


def _meeting(group: Group, people: list[Participant], place: str) -> None:
    meeting = Meeting(
        id=id_of("meeting", place), group_id=group.id, number=1, starts_at=THEN, minutes=90
    )
    item = Item(id=id_of("item", place), meeting_id=meeting.id, position=1, title="Kyydit")
    db.session.add_all((meeting, item))
    db.session.flush()
    rows = [Attendance(meeting_id=meeting.id, participant_id=it.id) for it in people]
    rows.append(MemoCheck(meeting_id=meeting.id, participant_id=people[1].id))
    text = "Kyytejä on kaksi."
    id = id_of("correction", place)
    rows.append(Correction(id=id, meeting_id=meeting.id, participant_id=people[1].id, text=text))
    db.session.add_all(rows)
    facts = {"meeting_id": meeting.id, "item_id": item.id, "due_on": DUE}
    action = Action.agree(group, None, id=id_of("action", place), what="Sovitaan kyydit", **facts)
    action.participant_id, action.assigned_at = people[2].id, utcnow()
