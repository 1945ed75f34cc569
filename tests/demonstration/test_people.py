"""The demonstration signs in by one press, where it is a demonstration."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tests.accounts.ways import follow
from tests.conftest import settings
from webapp import create_app
from webapp.accounts.models import Invitation
from webapp.core.mail import Letter
from webapp.core.scopes import beside
from webapp.demonstration import cast, seed
from webapp.traits.audited import Event


@pytest.mark.parametrize("key", ["admin", "villager", "raasepori_villager", "host_worker"])
def test_one_press_leads_to_the_own_town(visitor, key):
    guest = visitor("platform")
    page = follow(guest, guest.post(f"/demonstration/{key}"))
    person = cast.person(key)
    assert f"{person.first_name} {person.family_name}" in page.text
    assert guest.site == f"https://{person.town}.yhteispoyta.test"


def test_the_world_is_whole(app):
    with app.app_context():
        assert seed.is_complete()


def test_everybody_came_by_an_invitation_and_nobody_was_mailed(app, world):
    with app.app_context(), beside(acting_in(world.tenant("mansikka"))):
        answered = select(Invitation.email).where(Invitation.accepted_at.is_not(None))
        people = [world.email("host_admin"), world.email("host_worker")]
        assert sorted(db.session.scalars(answered)) == sorted(people)
        assert db.session.scalars(select(Letter)).all() == []


def test_the_log_tells_who_made_the_town(app, world):
    with app.app_context(), beside(acting_in(world.tenant("rautalampi"))):
        log = db.session.execute(select(Event.what, Event.member_id).order_by(Event.id)).all()
    keeper = world.member("rautalampi_admin")
    nobodys = [what for what, who in log if who is None]
    assert nobodys == ["tenant_opened", "hosting_proposed", "invited"]
    assert {who for _what, who in log} == {None, keeper}
    assert {"contact_changed", "hosting_accepted", "area_added"} <= {what for what, _who in log}


def test_production_knows_no_such_page(database_url):
    app = create_app(settings(database_url) | {"DEMONSTRATION": False})
    names = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()}
    assert "demonstration" not in names
