"""The stop link: one press without signing in, for one topic, one reader and one municipality."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest


@pytest.fixture
def stop(say, deliver, server):
    """The address in the last optional mail, as a path."""

    def stop(**letter):
        say(topic="news", **letter)
        deliver()
        return urlsplit(server.mails[-1]["List-Unsubscribe"].strip("<>")).path

    return stop


def press(browser, path):
    """As a mail program does: from nowhere, without a cookie or a token of ours."""
    return browser.post(path, data={"List-Unsubscribe": "One-Click"}, token=False)


def test_the_page_asks_and_changes_nothing(visitor, stop, snapshot):
    path = stop()
    assert visitor("kuopio").get(path).status_code == 200
    assert snapshot.connection.execute("select * from refusal").fetchall() == []


def test_one_press_stops_the_topic_and_nothing_else(visitor, stop, say, deliver, rows):
    assert press(visitor("kuopio"), stop()).status_code == 200
    for changes in ({"topic": "news"}, {"topic": "memos"}, {}):
        say(**changes)
    say(topic="news", email="bertta@example.org")
    say(topic="news", town="varkaus")
    assert deliver() == 4
    assert [letter.state for letter in rows()] == ["sent", "stopped", *["sent"] * 4]


def test_pressing_twice_is_pressing_once(visitor, stop):
    path = stop()
    assert [press(visitor("kuopio"), path).status_code for _ in range(2)] == [200, 200]


def test_mail_is_stopped_in_a_suspended_town_too(visitor, stop, rows):
    """A mail program presses once and tells nobody that it was refused."""
    path = stop()
    rows.execute("update tenant set suspended_at = now()")
    assert press(visitor("kuopio"), path).status_code == 200


def test_a_wish_counts_for_letters_that_already_wait(visitor, stop, say, deliver):
    path = stop()
    say(topic="news")
    press(visitor("kuopio"), path)
    assert deliver() == 0


def test_the_link_of_one_town_is_nothing_in_another(visitor, stop):
    path = stop()
    assert visitor("varkaus").get(path).status_code == 404
    assert press(visitor("varkaus"), path).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 32, "0" * 32 + "." + "x" * 27, "%00", "å" * 40])
def test_a_made_up_link_leads_nowhere(visitor, token):
    assert visitor("kuopio").get(f"/mail/stop/{token}").status_code == 404


def test_the_link_does_not_name_the_reader(stop):
    assert "anna" not in stop() and "%40" not in stop()


def test_the_same_link_leads_back(visitor, stop, say, deliver):
    path = stop()
    reader = visitor("kuopio")
    press(reader, path)
    assert "/mail/start/" in reader.get(path).text
    assert reader.post(path.replace("/stop/", "/start/")).status_code == 303
    assert "/mail/start/" not in reader.get(path).text
    say(topic="news")
    assert deliver() == 1


def test_only_a_page_of_ours_starts_them_again(visitor, stop):
    path = stop()
    press(visitor("kuopio"), path)
    started = press(visitor("kuopio"), path.replace("/stop/", "/start/"))
    assert started.status_code == 400
    assert "/mail/start/" in visitor("kuopio").get(path).text
