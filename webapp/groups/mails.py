"""Which mail about taking part goes to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from tenants.db import db
from webapp.accounts.loading import may_work_here
from webapp.accounts.models import Account, Member
from webapp.core import hosts
from webapp.core.mail import Reader, write
from webapp.groups import rules
from webapp.groups.models import Group, Participant, TableRules

_ANSWER = {
    "kind": "table",
    "titles": {"fi": "Ikäihmisten palvelut", "sv": "Tjänster för äldre"},
    "party": "Karttulan kyläyhdistys ry",
    "name": "Karttulan Kyläläinen",
    "path": "/groups/0195d000-0000-7000-8000-000000000000/people",
}
_INVITATION = {
    "participant": "0195d000-0000-7000-8000-000000000000",
    "inviter": "Kuopion Viranhaltija",
    "kind": "table",
    "titles": {"fi": "Ikäihmisten palvelut", "sv": "Tjänster för äldre"},
    "goals": {"fi": "Kukaan ei jää kyydittä.", "sv": "Ingen blir utan skjuts."},
    "goal_for": {"fi": "Yksin asuvia ikäihmisiä"},
    "party": "Karttulan kyläyhdistys ry",
    "benefit": "Kylän hiljaiset tarpeet tulevat kuulluiksi.",
    "meetings": 6,
    "minutes": 90,
}
EXAMPLES = {
    "groups/mail/table_invitation": _INVITATION,
    "groups/mail/invitation_reminder": _INVITATION
    | {"asked_at": datetime(2026, 10, 12, 15, 0, tzinfo=UTC)},
    "groups/mail/network_welcome": {
        "participant": "0195d000-0000-7000-8000-000000000000",
        "titles": {"fi": "Etelä-Tuusulan verkosto", "sv": "Nätverket för södra Tusby"},
        "goals": {"fi": "Kylien palvelut paranevat.", "sv": "Byarnas service blir bättre."},
        "is_confirmed": False,
    },
    "groups/mail/table_joined": _ANSWER | {"wishes": "Tiistaisin klo 16 jälkeen"},
    "groups/mail/table_declined": _ANSWER | {"reason": "Aika ei riitä tänä vuonna."},
}


def table_invitation(
    seat: Participant, group: Group, by: Member, asked_at: datetime | None = None
) -> None:
    """Once for each asking; the link is made from the key when the mail is sent.

    Who was asked before (`asked_at`) and has not answered is reminded of it.
    """
    again = {"asked_at": asked_at} if asked_at else {}
    write(
        f"groups/mail/{'invitation_reminder' if again else 'table_invitation'}",
        to=seat.reader,
        key=f"table_invitation {seat.id} {_moment(seat.invited_at)}",
        participant=seat.key,
        inviter=by.name,
        kind=group.kind,
        titles=group.titles,
        goals=group.goals,
        goal_for=group.goal_for,
        party=seat.actor.name if seat.actor else "",
        benefit=seat.benefit,
        meetings=group.meetings_planned,
        minutes=TableRules.here().meeting_minutes,
        **again,
    )


def table_joined(seat: Participant, by: Member | None = None) -> None:
    _tell("table_joined", seat, by, seat.joined_at, wishes=seat.wishes)


def table_declined(seat: Participant, by: Member | None = None) -> None:
    _tell("table_declined", seat, by, seat.declined_at, reason=seat.reason)


def network_welcome(seat: Participant, group: Group, key: str | None = None) -> None:
    """Who has not confirmed the address yet is not called by the name that somebody typed."""
    is_in = seat.joined_at is not None
    write(
        "groups/mail/network_welcome",
        to=seat.reader if is_in else replace(seat.reader, name=""),
        urgent=not is_in,
        key=key,
        participant=seat.key,
        titles=group.titles,
        goals=group.goals,
        is_confirmed=is_in,
    )


def _tell(what: str, seat: Participant, by: Member | None, at: datetime, **more) -> None:
    """Once to each person, and not to those who wrote the answer down themselves."""
    for person, reader in {it.member_id or it.email: it for it in _hosts_of(seat.group)}.items():
        if (by is not None and person == by.id) or reader.email == seat.email:
            continue
        write(
            f"groups/mail/{what}",
            to=reader,
            key=f"{what} {seat.id} {_moment(at)} {person}",
            kind=seat.group.kind,
            titles=seat.group.titles,
            party=seat.party,
            name=seat.name,
            path=hosts.path_of("groups.people", id=seat.group_id),
            **more,
        )


def _hosts_of(group: Group) -> Iterator[Reader]:
    """Who convened it, as long as they keep it, and its secretaries."""
    opener = select(Member, Account).join(Member.account)
    for member, account in db.session.execute(opener.where(Member.id == group.opened_by_id)):
        if may_work_here(member) and rules.keeps(member, group):
            yield Reader(account.email, account.language, member.name, account.id, member.id)
    theirs = (Member.tenant_id == Participant.tenant_id) & (Member.id == Participant.member_id)
    writing = select(Participant, Member).outerjoin(Member, theirs)
    writing = writing.where(Participant.group_id == group.id, Participant.email != "")
    for seat, member in db.session.execute(writing.where(Participant.role == "secretary")):
        if seat.leads and (member is None or may_work_here(member)):
            yield seat.reader


def _moment(at: datetime) -> str:
    return str(int(at.timestamp() * 1_000_000))
