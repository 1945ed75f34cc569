"""The demonstration signs in by one press, where it is a demonstration."""

from __future__ import annotations

import pytest

from tests.accounts.ways import follow
from tests.conftest import settings
from webapp import create_app
from webapp.demonstration import cast, seed


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


def test_production_knows_no_such_page(database_url):
    app = create_app(settings(database_url) | {"DEMONSTRATION": False})
    names = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()}
    assert "demonstration" not in names
