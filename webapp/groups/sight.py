"""Which groups a reader sees in lists: the same as `rules.sees`, asked of many at once."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask_login import current_user
from sqlalchemy import ColumnElement, Uuid, and_, any_, bindparam, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from webapp.accounts.models import Member
from webapp.accounts.rules import serves
from webapp.actors import queries as actors
from webapp.core.formats import today
from webapp.groups.models import Group, GroupArea, Participant

_ME = bindparam("me", type_=Uuid)
_SITS = (
    select(1)
    .where(Participant.tenant_id == Group.tenant_id, Participant.group_id == Group.id)
    .where(Participant.member_id == _ME, Participant.left_at.is_(None))
    .where(Participant.joined_at.is_not(None))
    .exists()
)
_ACTS_FOR_IT = (
    select(1)
    .where(GroupArea.tenant_id == Group.tenant_id, GroupArea.group_id == Group.id)
    .where(GroupArea.area_id == any_(bindparam("own_areas", type_=ARRAY(Uuid))))
    .exists()
)
_PUBLIC = Group.audience == "public"
_OPENED = and_(Group.opened_by_id == _ME, _ACTS_FOR_IT)
# Statements of lists are made once for each of these.
SEEN: dict[str, tuple[ColumnElement, ...]] = {
    "all": (),
    "member": (or_(_PUBLIC, _SITS, _OPENED),),
    "public": (_PUBLIC,),
}


class Sight(NamedTuple):
    """Whose it is, as a key of SEEN, and the values that the condition asks for."""

    of: str
    values: dict

    @property
    def condition(self) -> tuple[ColumnElement, ...]:
        return SEEN[self.of]


PUBLIC = Sight("public", {})


def of_reader() -> Sight:
    return PUBLIC if current_user.is_anonymous else of(current_user)


def of(member: Member) -> Sight:
    """Who serves the municipality sees all; a member the public ones and the own."""
    if serves(member):
        return Sight("all", {})
    return Sight("member", {"me": member.id, "own_areas": list(areas_of(member))})


def areas_of(member: Member) -> set[UUID]:
    """The areas in which the member may open a group without serving the municipality."""
    terms = (term for term in member.appointments if term.is_on(today()))
    coordinated = {term.area_id for term in terms if term.role == "area_coordinator"}
    return coordinated | actors.areas_of(member)
