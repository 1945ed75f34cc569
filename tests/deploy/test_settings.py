"""Settings of the two commands: real servers by their names, and one line when one is wrong."""

import socket

import pytest

from deploy.launcher import ports, reach
from deploy.launcher.screen import Failure
from deploy.launcher.settings import NAMES, as_application


@pytest.mark.parametrize(
    ("owner", "application"),
    [
        (
            "postgresql://o:x@db.example.org:5433/yp",
            "postgresql://yp_web:a%2Fb@db.example.org:5433/yp",
        ),
        ("postgresql://postgres@/yp?host=/run/pg", "postgresql://yp_web:a%2Fb@/yp?host=/run/pg"),
        ("postgresql:///yp?user=o&host=/run", "postgresql://yp_web:a%2Fb@/yp?host=/run"),
        ("postgresql://db/yp?sslmode=require", "postgresql://yp_web:a%2Fb@db/yp?sslmode=require"),
    ],
)
def test_the_application_has_a_login_of_its_own(owner, application):
    assert as_application(owner, "a/b") == application


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must begin with postgresql://"),
        (
            "DATABASE_URL",
            "postgresql://a:b@127.0.0.1:1/x",
            "DATABASE_URL: no answer from the server",
        ),
        ("REDIS_URL", "redis://127.0.0.1:1", "REDIS_URL: no answer from the server"),
        ("SMTP_URL", "smtp://127.0.0.1:1", "SMTP_URL: no answer from the server"),
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 32 characters"),
        ("PLATFORM_DOMAIN", "https://x/", "PLATFORM_DOMAIN must be a host name"),
    ],
)
def test_a_wrong_setting_is_one_line(monkeypatch, name, value, line):
    for other in NAMES:
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stop:
        reach.main()
    assert stop.value.code.startswith(line)
    assert "\n" not in stop.value.code


def test_a_port_in_use_is_said_when_it_was_asked_for():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Failure, match="is in use: choose another with --port"):
            ports.pair(other.getsockname()[1])


def test_two_who_start_at_once_have_different_ports():
    first, second = ports.pair(), ports.pair()
    assert {*first}.isdisjoint(second)
    for port in (first[0], first[1], first[0] - 1):
        with pytest.raises(Failure, match="is in use: choose another with --port"):
            ports.pair(port)


def test_without_a_wish_the_first_free_pair_is_taken():
    pages, mailbox = ports.pair()
    assert (pages % 2, mailbox - pages) == (0, 1)
