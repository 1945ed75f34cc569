"""A memo is written by those who work for the table; who only administers reads no draft of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.accounts.people import inside as at_home
from tests.accounts.test_hosted import at_work, enter
from tests.meetings.secretary import change
from webapp.demonstration.cast import id_of
from webapp.groups.models import Group, Participant
from webapp.meetings.models import Meeting
from webapp.traits.audited import Event

SAID = "Puhuttiin kyydeistä."
CHOOSE = "ei pääkäyttäjä. Voit valita heidät osallistujista."
KINDS = ("item", "action", "correction")
THEN = datetime(2026, 10, 12, 15, 0, tzinfo=UTC)
DOORS = [
    ("GET", "{here}/writing"),
    ("GET", "{here}/draft"),
    ("POST", "{item}/text"),
    ("POST", "{here}/summary"),
    ("POST", "{here}/attendance/{seat}"),
    ("POST", "{here}/attendance"),
    ("GET", "{item}/actions/new"),
    ("POST", "{item}/actions"),
    ("GET", "{action}/edit"),
    ("POST", "{action}/edit"),
    ("POST", "{action}/removal"),
    ("POST", "{here}/checks"),
    ("POST", "{here}/checks/{seat}"),
    ("POST", "{here}/writing"),
    ("POST", "{here}/memo"),
    ("POST", "{here}/versions"),
    ("POST", "{correction}/acceptance"),
    ("POST", "{correction}/answer"),
]


@pytest.fixture
def door(here, world, memo):
    """`door("{here}/memo")`: that address at the table of Karttula."""
    names = {word: f"/meetings/{word}s/{id_of(word, 'karttula')}" for word in KINDS}
    return lambda pattern: pattern.format(here=here, seat=memo.seat("chair"), **names)


@pytest.mark.parametrize(("method", "pattern"), DOORS)
def test_who_only_administers_finds_every_door_to_a_draft_closed(browser, door, method, pattern):
    assert browser("admin").open(door(pattern), method=method).status_code == 403
    assert browser("officer").open(door(pattern), method=method).status_code != 403


@pytest.mark.parametrize("state", ["draft", "checking", "checked", "published"])
def test_who_only_administers_reads_it_when_it_is_published(memo, browser, here, state):
    chair = memo.seat("chair")
    steps = {
        "draft": memo.write,
        "checking": lambda: memo.send("chair"),
        "checked": lambda: memo.client.post(f"{here}/checks/{chair}"),
        "published": memo.publish,
    }
    admin = browser("admin")
    for word, step in steps.items():
        step()
        if word == state:
            break
    assert admin.get(f"{here}/draft").status_code == 403
    assert (SAID in admin.get(f"{here}/memo").text) == (state == "published")
    for who in ("officer", "villager", "twofold"):
        assert SAID in browser(who).get(f"{here}/draft").text


def test_the_next_version_is_a_draft_again(memo, browser, here):
    memo.published()
    memo.client.post(f"{here}/versions")
    memo.write("Autoja on kolme.")
    page = browser("admin").get(f"{here}/memo").text
    assert SAID in page and "Autoja on kolme." not in page


def test_the_pages_say_who_writes_and_lead_to_where_they_are_chosen(memo, browser, here, world):
    admin, people = browser("admin"), f'href="/groups/{world.group("karttula")}/people"'
    memo.write()
    memo.send("chair")
    fixed = admin.post(f"{here}/items", data={"title": "Kulut", "kind": "question"})
    assert fixed.status_code == 409
    for page in (admin.get(here).text, admin.get(f"{here}/edit").text, fixed.text):
        assert CHOOSE in page and people in page
        assert f"{here}/writing" not in page
    assert f"{here}/writing" not in admin.get(f"{here}/memo").text
    for who in ("officer", "villager"):
        page = browser(who).get(here).text
        assert f"{here}/writing" in page and CHOOSE not in page


def test_a_suggestion_is_read_by_those_who_answer_it(memo, browser, here):
    browser("twofold").post(f"{here}/corrections", data={"text": "Väärin."})
    memo.published()
    browser("twofold").post(f"{here}/corrections", data={"text": "Autoja on kolme."})
    assert "Autoja on kolme." in browser("officer").get(f"{here}/memo").text
    page = browser("admin").get(f"{here}/memo").text
    assert SAID in page and "Autoja on kolme." not in page


def test_the_administrator_keeps_the_meeting_and_its_agenda(memo, browser, here):
    admin = browser("admin")
    assert "Savon Autoilija" in admin.get(here).text
    facts = {"title": "Kulut", "kind": "question"}
    assert admin.post(f"{here}/items", data=facts).status_code == 303
    assert admin.get(f"{here}/edit").status_code == 200
    assert admin.post(f"{here}/invitation").status_code == 303


def test_an_administrator_who_takes_the_secretarys_seat_writes_and_the_log_tells_it(
    browser, here, world, kept
):
    admin, group, email = browser("admin"), world.group("karttula"), world.email("admin")
    assert admin.get(f"{here}/writing").status_code == 403
    facts = {"name": "Kuopion Pääkäyttäjä", "email": email, "language": "fi"}
    facts |= {"sector": "public", "role": "secretary"}
    assert admin.post(f"/groups/{group}/people/new", data=facts).status_code == 303
    assert admin.get(f"{here}/writing").status_code == 403  # has not joined yet
    (seat,) = kept(select(Participant.id).where(Participant.email == email))
    joined = admin.post(f"/groups/participants/{seat}/answer", data={"answer": "join"})
    assert joined.status_code == 303
    assert admin.get(f"{here}/writing").status_code == 200
    theirs = select(Event.what).where(Event.member_id == world.member("admin"))
    assert {"participant_added", "participant_joined"} <= set(kept(theirs))


@pytest.mark.parametrize("how", ["officer", "opener"])
def test_an_administrator_with_another_part_to_play_writes(app, world, browser, here, how):
    admin = browser("admin")
    assert admin.get(f"{here}/writing").status_code == 403
    if how == "opener":
        change(Group, Group.id == world.group("karttula"), opened_by_id=world.member("admin"))
    else:
        term = {"role": "officer", "starts_on": "1.1.2026"}
        assert admin.post(f"/members/{world.member('admin')}/roles", data=term).status_code == 303
    assert admin.get(f"{here}/writing").status_code == 200


def test_a_hosts_worker_writes_at_the_tables_of_the_municipality(app, world, visitor, browser):
    with at_home(app, world, "rautalampi") as session:
        group = Group.open("table", None, [], titles={"fi": "Kylätalo"})
        session.flush()
        meeting = Meeting.call(group, None, starts_at=THEN, minutes=90)
        session.flush()
        path = f"/meetings/{meeting.id}"
    worker = at_work(world, visitor)
    enter(world, worker, "rautalampi")
    for page in ("writing", "draft"):
        assert worker.get(f"{path}/{page}").status_code == 200
        assert browser("rautalampi_admin").get(f"{path}/{page}").status_code == 403
