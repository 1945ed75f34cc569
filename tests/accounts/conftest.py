"""Laila is invited."""

import pytest

from tests.accounts.people import LAILA, NEW, link_to


@pytest.fixture
def invite(browser, app, world, post):
    """Invite Laila; the path of the link in her mail."""

    def invite(by="admin", **changes):
        assert browser(by).post(NEW, data=LAILA | changes).status_code == 303
        return link_to("laila@example.org", app, post)

    return invite
