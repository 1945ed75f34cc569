"""The commands end in one clear line, whatever they are given."""

import pytest
from click.testing import CliRunner

from webapp.cli import commands


@pytest.mark.parametrize("command", ["operator", "take-app-away"])
def test_an_address_that_is_none_is_refused(command):
    told = CliRunner().invoke(commands, [command, "nobody"])
    assert told.exit_code == 2 and "name@example.org" in told.output


def test_a_login_that_may_make_no_roles_is_named(database_url, monkeypatch):
    monkeypatch.setenv("OWNER_DATABASE_URL", database_url)
    told = CliRunner().invoke(commands, ["migrate"])
    assert told.exit_code == 1
    assert told.output.startswith("OWNER_DATABASE_URL: the login there may not make roles")
