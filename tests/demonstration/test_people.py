"""One press signs in as anybody: in a demonstration, and nowhere else."""

import pytest

from tests.conftest import settings
from webapp import config, create_app

NEEDED = {
    "DATABASE_URL": "postgresql://yp_web@db/yp",
    "REDIS_URL": "redis://localhost",
    "SMTP_URL": "smtp://localhost",
    "PLATFORM_DOMAIN": "example.org",
    "SECRET_KEY": "k" * 32,
}


@pytest.mark.parametrize("value", ["", "0", "true", "yes", "11"])
def test_only_the_number_one_makes_a_demonstration(value):
    assert not config.from_environment(NEEDED | {"DEMONSTRATION": value})["DEMONSTRATION"]
    assert config.from_environment(NEEDED | {"DEMONSTRATION": "1"})["DEMONSTRATION"]


def test_without_it_there_is_no_such_address(database_url, world):
    app = create_app(settings(database_url) | {"DEMONSTRATION": False})
    assert not [rule for rule in app.url_map.iter_rules() if "demonstration" in rule.endpoint]
    client = app.test_client()
    for path in ("/demonstration", "/demonstration/admin", "/style"):
        assert client.get(path, base_url=world.site("platform")).status_code == 404
        assert client.post(path, base_url=world.site("platform")).status_code in (400, 404)


def test_whoever_presses_is_that_person_at_home(visitor, world):
    guest = visitor("platform")
    answer = guest.post("/demonstration/villager")
    assert answer.status_code == 303
    assert answer.headers["Location"] == world.site("kuopio") + "/sign-in"
