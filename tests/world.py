"""The cast of every test: the demonstration's towns, areas, actors and people, by name."""

from __future__ import annotations

from uuid import UUID

from tenants.context import acting_in, operating
from tenants.db import db
from tenants.models import Tenant
from tests import tables
from webapp.accounts.models import Invitation
from webapp.console import opening
from webapp.core.mail import Reader, write
from webapp.demonstration import cast
from webapp.demonstration.seed import within
from webapp.notices.models import Feedback

PLATFORM = "yhteispoyta.test"


class World:
    """Ids of rows by name: `world.tenant("kuopio")`, `world.member("villager")`."""

    def tenant(self, key: str) -> UUID:
        return cast.id_of("tenant", key)

    def area(self, key: str) -> UUID:
        return cast.id_of("area", key)

    def actor(self, key: str) -> UUID:
        return cast.id_of("actor", key)

    def account(self, key: str) -> UUID:
        return cast.id_of("account", key)

    def member(self, key: str, town: str | None = None) -> UUID:
        """The membership at home, or of the same person in another `town`."""
        return cast.id_of("member", f"{key}@{town}" if town else key)

    def hosting(self, key: str) -> UUID:
        return cast.id_of("hosting", key)

    def group(self, key: str) -> UUID:
        return cast.id_of("group", key)

    def meeting(self, key: str) -> UUID:
        return cast.id_of("meeting", key)

    def item(self, key: str) -> UUID:
        return cast.id_of("item", key)

    def action(self, key: str) -> UUID:
        return cast.id_of("action", key)

    def email(self, key: str) -> str:
        return cast.address(cast.person(key))

    def home(self, key: str) -> str:
        return cast.person(key).town

    def site(self, town: str) -> str:
        """The address of a town's own host."""
        return f"https://{PLATFORM}" if town == "platform" else f"https://{town}.{PLATFORM}"


def furnish() -> None:
    """What the demonstration leaves out: one row of every kind that a route may ask for."""
    for town in ("kuopio", "varkaus"):
        with within(acting_in(cast.id_of("tenant", town))):
            _waiting_rows(town)
            tables.set_up(town)
    with within(operating(cast.id_of("tenant", "platform"))):
        opening.both_logs(
            "tenant_opened", db.session.get(Tenant, cast.id_of("tenant", "kuopio")), None
        )


def _waiting_rows(town: str) -> None:
    reader = Reader(email=f"kutsuttu.{town}@example.org", language="fi", name="Kutsuttu")
    invitation, _token = Invitation.issue(by=None, email=reader.email, language="fi")
    write("notices/mail/feedback_answered", to=reader, number=1, text="Kysymys", answer="Vastaus")
    Feedback.receive(subject="other", text="Kysymys", language="fi")
    invitation.record("invited_again", by=None)
