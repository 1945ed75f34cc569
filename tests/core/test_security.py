"""What a request may say about where it comes from, and who is believed."""

import pytest
from flask import request

from tests.conftest import settings
from webapp import config, create_app
from webapp.core.extensions import network

NEEDED = {
    "DATABASE_URL": "postgresql://yp_web@db/yp",
    "REDIS_URL": "redis://localhost",
    "SMTP_URL": "smtp://localhost",
    "PLATFORM_DOMAIN": "example.org",
    "SECRET_KEY": "k" * 32,
}
FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.test",
}


@pytest.fixture
def seen_by(database_url):
    """Network, scheme and host of the same request, behind that many proxies."""

    def see(proxies):
        app = create_app(settings(database_url) | {"TRUSTED_PROXIES": proxies})
        seen = {}

        def look():
            seen.update(network=network(), scheme=request.scheme, host=request.host)

        app.before_request_funcs[None].insert(0, look)
        app.test_client().get("/", base_url="http://kuopio.example", headers=FORWARDED)
        return seen

    return see


def test_without_a_proxy_nobody_says_whose_network_it_is(seen_by):
    assert seen_by(0)["network"] == "127.0.0.0/24"


@pytest.mark.parametrize(("proxies", "networks"), [(1, "198.51.100.0/24"), (2, "203.0.113.0/24")])
def test_as_many_are_believed_as_stand_there(seen_by, proxies, networks):
    assert seen_by(proxies) == {"network": networks, "scheme": "https", "host": "kuopio.example"}


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"),
        ("2001:db8::a:b:c:d", "2001:db8::/64"),  # zeros left out stand inside the prefix
        ("2001:db8::1:b:c:d", "2001:db8::/64"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),  # a proxy by socket that says nothing
    ],
)
def test_neighbours_of_one_network_count_as_one(app, address, whose):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert network() == whose


@pytest.mark.parametrize("value", ["yes", "-1", "99"])
def test_a_wrong_number_of_proxies_stops_the_start(value):
    with pytest.raises(SystemExit, match="TRUSTED_PROXIES"):
        config.from_environment(NEEDED | {"TRUSTED_PROXIES": value})


def test_none_is_believed_unless_it_is_said():
    assert config.from_environment(NEEDED)["TRUSTED_PROXIES"] == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SMTP_URL", "smtp://", "SMTP_URL names no server"),
        ("SMTP_URL", "smtp:host", "SMTP_URL names no server"),
        ("SMTP_URL", "smtp://host:post", "SMTP_URL is not a server's address"),
        ("SMTP_URL", "smtp://u:p@host:587?starttls=true", "only be starttls=1"),
        ("REDIS_URL", "redis://host:99999", "REDIS_URL is not a server's address"),
        ("REDIS_URL", "redis://[::1", "REDIS_URL is not a server's address"),
        ("DATABASE_URL", "postgresql://u:p@host:post/yp", "DATABASE_URL is not a database URL"),
    ],
)
def test_an_address_that_cannot_be_read_stops_the_start(name, value, said):
    with pytest.raises(SystemExit, match=said):
        config.from_environment(NEEDED | {name: value})


@pytest.mark.parametrize("value", ["http://u:sec/ret@host", "redis://u:sec/ret@host:x"])
def test_what_stops_the_start_repeats_no_password(value):
    with pytest.raises(SystemExit) as stopped:
        config.from_environment(NEEDED | {"REDIS_URL": value})
    assert "sec" not in str(stopped.value)
