"""Every mail's fate, for the administrator alone; what failed is sent again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.owned import utcnow
from tests.settings.reading import events, inside
from webapp.core.mail.models import Letter
from webapp.settings.letters import KINDS, reason_of


@pytest.fixture
def letter(app, world):
    def write(state="failed", town="kuopio", **facts):
        with inside(app, world, town) as session:
            letter = Letter(
                email="lukija@example.org",
                reader_name="Liisa Lukija",
                language="fi",
                params={"secret": "do not show"},
                urgent=False,
                state=state,
                give_up_at=utcnow() + timedelta(hours=72),
                **({"template": "accounts/mail/user_invitation"} | facts),
            )
            session.add(letter)
            return letter.id

    return write


def state(app, world, id):
    with inside(app, world) as session:
        return session.scalar(select(Letter.state).where(Letter.id == id))


def test_the_fate_of_a_mail_is_told_in_words(browser, letter):
    letter(last_error="550 5.1.1", attempts=1)
    page = browser("admin").get("/settings/letters").text
    assert "Liisa Lukija" in page and "Kutsu palveluun" in page and "Epäonnistui" in page
    assert "Osoitetta ei ole" in page and "550 5.1.1" in page and "do not show" not in page


@pytest.mark.parametrize(("wanted", "seen"), [("failed", 1), ("sent", 0), ("waiting", 0), ("x", 1)])
def test_mails_are_picked_by_their_fate(browser, letter, wanted, seen):
    letter()
    page = browser("admin").get(f"/settings/letters?state={wanted}").text
    assert page.count("Liisa Lukija") == seen


def test_a_failed_mail_is_sent_again(browser, app, world, letter):
    id = letter(attempts=9, last_error="late")
    answer = browser("admin").post(f"/settings/letters/{id}/resending")
    assert answer.status_code == 303 and state(app, world, id) == "waiting"
    assert events(app, world)[-1] == "letter_resent"


def test_a_dead_link_is_not_sent_again(browser, app, world, letter):
    """Who wanted to sign in asks for a new one; after ten minutes the old one helps nobody."""
    id = letter(last_error="connection", template="accounts/mail/sign_in_link")
    page = browser("admin").get("/settings/letters").text
    assert "Linkki ehti vanhentua" in page and "72 tun" not in page and "resending" not in page
    browser("admin").post(f"/settings/letters/{id}/resending")
    assert state(app, world, id) == "failed"


@pytest.mark.parametrize("before", ["sent", "waiting", "stopped"])
def test_only_what_failed_is_sent_again(browser, app, world, letter, before):
    id = letter(before)
    browser("admin").post(f"/settings/letters/{id}/resending")
    assert state(app, world, id) == before and "letter_resent" not in events(app, world)


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("member", 403), ("varkaus_admin", 404)]
)
def test_who_may_not_send_again(browser, letter, who, status):
    assert browser(who).post(f"/settings/letters/{letter()}/resending").status_code == status


def test_another_towns_mails_are_not_here(browser, letter):
    letter(town="varkaus")
    assert "Liisa Lukija" not in browser("admin").get("/settings/letters").text


def test_old_mails_are_found_page_by_page(browser, letter):
    for _ in range(25):
        letter("sent")
    admin = browser("admin")
    first = admin.get("/settings/letters").text
    following = first.partition("?before=")[2][:36]
    second = admin.get(f"/settings/letters?before={following}").text
    assert (first.count("Liisa Lukija"), second.count("Liisa Lukija")) == (20, 5)


@pytest.mark.parametrize(
    "error", ["connection", "late", "421", "450 4.2.2", "550", "552 5.9.9", "KeyError"]
)
def test_every_error_has_words(app, error):
    with app.test_request_context():
        assert reason_of(Letter(last_error=error)).endswith(".")


def test_every_mail_has_a_name(app):
    written = app.jinja_env.list_templates(filter_func=lambda name: "/mail/" in name)
    mails = {
        name.removesuffix(".html") for name in written if not name.startswith(("layout/", "tests/"))
    }
    assert not mails - KINDS.keys()
