"""The log: lines of JSON by which a fault is found, and nobody is."""

from __future__ import annotations

import json

import pytest

SECRET = "kept-to-oneself"


@pytest.fixture
def broken(app, visitor, monkeypatch, capsys):
    """The answer to a link in a mail whose page fails, and the lines of the log about it."""

    def fail(**_path):
        raise RuntimeError

    monkeypatch.setitem(app.view_functions, "accounts.invitation", fail)
    answer = visitor("kuopio").get(f"/invitations/{SECRET}")
    return answer, [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_the_log_names_the_route_but_no_token(broken):
    _answer, lines = broken
    assert lines[0]["route"] == "/invitations/<token>"
    assert SECRET not in json.dumps(lines)


def test_every_line_names_the_municipality(broken, world):
    assert {line["tenant"] for line in broken[1]} == {str(world.tenant("kuopio"))}


def test_the_page_of_the_error_shows_the_number_of_its_lines(broken):
    answer, lines = broken
    (number,) = {line["request"] for line in lines}
    assert number in answer.text
