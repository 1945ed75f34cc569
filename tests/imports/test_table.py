"""A file brings in a whole table, or nothing of it and every fault by its line."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from tenants.context import acting_in
from tenants.db import db
from webapp.actions.models import Action
from webapp.actors.models import Actor
from webapp.cli import commands
from webapp.core.mail import Letter
from webapp.core.scopes import beside
from webapp.groups.models import Group, Participant
from webapp.imports.command import bring_in
from webapp.meetings.models import Attendance, Meeting, MemoVersion

FILE = '''title.fi = "Kylätalo käyttöön"
areas = ["Karttula"]
goal.fi = "Kylätalossa on iltaisin toimintaa."
ground_rules.fi = """
- Yksi puhuu kerrallaan.
title = "tämä on tekstiä"
"""
state = "active"
began = 2026-03-01

[[participants]]
name = "Kyläyhdistyksen sihteeri"
sector = "third"
actor = "Karttulan kyläyhdistys ry"
role = "secretary"
email = "kylatalo@example.org"

[[participants]]
name = "Talkooväki"
sector = "residents"
actor = "Kylätalon talkooväki"
seat = "Avaa ovet"
phone = "040 123 4567"

[[meetings]]
starts = 2026-03-10 18:00:00
minutes = 60
place = "Kylätalo"
everybody = "present"
excused = ["Talkooväki"]
memo = "published"

[[meetings.items]]
title = "Kuka avaa ovet?"
text = "Avaimia on **kaksi**."
agreed = "Vuorolista tehdään."

[[actions]]
what = "Tehdään vuorolista"
participant = "Talkooväki"
meeting = 1
due = 2026-04-01
done = "Lista on ovessa."
figure = 12
figure_of = "vuoroa"
'''


@pytest.fixture
def paper(tmp_path):
    """`paper(text)`: a file with that text."""

    def write(text: str):
        file = tmp_path / "poyta.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def refused(app, paper):
    """`refused(text)`: the lines that say why the file did not come in."""

    def read(text: str) -> list[str]:
        with pytest.raises(click.ClickException) as raised:
            bring_in(app, paper(text), "kuopio")
        first, *faults = raised.value.message.splitlines()
        assert first == "Nothing was brought in."
        return [fault.partition("poyta.toml: ")[2] for fault in faults]

    return read


@pytest.fixture
def rows(app, world):
    """`rows(Group)`: how many of them there are in Kuopio."""

    def count(model) -> int:
        with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
            return db.session.scalar(select(func.count()).select_from(model))

    return count


def test_a_file_becomes_a_table_with_all_that_belongs_to_it(app, paper, browser, world, capsys):
    bring_in(app, paper(FILE), "kuopio")
    assert "Kylätalo käyttöön" in capsys.readouterr().out
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        group = next(it for it in db.session.scalars(select(Group)) if "talo" in it.name)
        assert (group.status, group.started_at.year, group.area_ids) == (
            "active",
            2026,
            [world.area("karttula")],
        )
        action = db.session.scalar(select(Action).where(Action.group_id == group.id))
        assert (action.status, action.figure) == ("done", 12)
        meeting = db.session.get(Meeting, (world.tenant("kuopio"), action.meeting_id))
        assert "<strong>kaksi</strong>" in meeting.items[0].text_html
        version = db.session.scalar(select(MemoVersion).where(MemoVersion.meeting_id == meeting.id))
        assert "<strong>kaksi</strong>" in str(version.content["items"])
        assert version.content["goals"] == {"fi": "Kylätalossa on iltaisin toimintaa."}
        here = select(Attendance.presence).where(Attendance.meeting_id == meeting.id)
        assert sorted(db.session.scalars(here)) == ["excused", "present"]
        path = f"/groups/{group.id}"
    assert "Kylätalossa on iltaisin toimintaa." in browser("admin").get(path).text


def test_actors_are_found_by_their_name_and_added_once(app, paper, rows, world):
    before = rows(Actor)
    bring_in(app, paper(FILE), "kuopio")
    assert rows(Actor) == before + 1
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        seats = select(Participant).where(Participant.actor_id == world.actor("karttula_village"))
        assert "Kyläyhdistyksen sihteeri" in [seat.name for seat in db.session.scalars(seats)]


def test_who_is_a_member_sits_with_their_account(app, paper, world):
    bring_in(app, paper(FILE.replace("kylatalo@example.org", world.email("villager"))), "kuopio")
    with app.app_context(), beside(acting_in(world.tenant("kuopio"))):
        seat = select(Participant.member_id).where(Participant.email == world.email("villager"))
        assert db.session.scalar(seat) == world.member("villager")


def test_nobody_is_mailed(app, paper, rows):
    before = rows(Letter)
    bring_in(app, paper(FILE.partition("done = ")[0]), "kuopio")
    assert rows(Letter) == before


def test_a_network_is_at_work_at_once(app, paper, visitor):
    network = 'kind = "network"\nabout = "theme"\ntitle.fi = "Reitit"\ngoal.fi = "Polut auki."'
    bring_in(app, paper(network), "kuopio")
    assert "Reitit" in visitor("kuopio").get("/groups?kind=network").text


def test_every_fault_is_told_by_its_line_and_field_and_nothing_comes_in(refused, rows):
    before = {model: rows(model) for model in (Group, Participant, Actor)}
    text = (
        FILE.replace('Karttula"]', 'Karttola"]')
        .replace('sector = "third"', 'sector = "kolmas"')
        .replace("kylatalo@example.org", "kylatalo")
        .replace('excused = ["Talkooväki"]', 'excused = ["Talkoväki"]')
        .replace("minutes = 60", 'minutes = "60"')
        .replace('what = "Tehdään vuorolista"', 'mitä = "Tehdään vuorolista"'.replace("ä", "a"))
    )
    faults = refused(text)
    told = [fault.rsplit(": ", 1)[0].split(": ")[:2] for fault in faults]
    assert ["line 2", "areas"] in told
    assert ["line 13", "participants.sector"] in told
    assert ["line 16", "participants.email"] in told
    assert ["line 27", "meetings.minutes"] in told
    assert ["line 30", "meetings.excused"] in told
    assert ["line 38", "actions.what"] in told
    assert ["line 39", "actions.mita"] in told
    assert {model: rows(model) for model in before} == before


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('state = "active"', 'state = "aktiivinen"', "line 8: state: Write one of: planned"),
        ("began = 2026-03-01", 'began = "maaliskuu"', "line 9: began: Write the day like"),
        ("2026-03-10 18:00:00", "2026-03-29 03:30:00", "line 26: meetings.starts: The clocks go"),
        ('phone = "040 123 4567"', 'phone = "kotona"', "line 23: participants.phone: Write the"),
        ("due = 2026-04-01\ndone = ", "note = ", "line 38: actions: Say by when"),
        ('role = "secretary"', 'email2 = "x"', "line 15: participants.email2: There is no such"),
        ('phone = "040 123 4567"', "", "line 18: participants: Write email or phone."),
        ('title.fi = "Kylätalo käyttöön"', 'title.fi = " "', "line 1: title: This is needed."),
        ("2026-03-10", "2099-03-10", "line 31: meetings.memo: The meeting is still to come."),
        ('place = "Kylätalo"', "", "line 25: meetings: Write place or remote_link."),
        ('figure_of = "vuoroa"', "", "line 44: actions.figure: Say what it counts"),
        ("done = ", "dropped = ", "line 38: actions: Say how it went: done"),
        ("meeting = 1", "meeting = 2", "line 41: actions.meeting: There are 1 meetings."),
        ("goal.fi =", "goal =", "line 3: goal: Write it by language"),
        ("Avaimia on", "Avaimen 131052-308T hakija on", "line 35: meetings.items.text: Remove"),
        ("[[actions]]", "[actions]", "line 38: actions: Begin each with a line [[actions]]."),
        ('what = "Tehdään', "what = Tehdään", "line 39: Invalid value. This is not TOML"),
        ("minutes = 60", f"minutes = {'6' * 5000}", "line 1: A number is too long"),
        ('["Karttula"]', "[" * 5000 + "]" * 5000, "line 1: A number is too long, or lists"),
    ],
)
def test_it_says_what_to_do(refused, right, wrong, fault):
    assert right in FILE
    assert any(line.startswith(fault) for line in refused(FILE.replace(right, wrong)))


def test_work_has_not_begun_without_ground_rules_and_roles(refused):
    text = FILE.replace("ground_rules.fi", "background.fi").replace('seat = "Avaa ovet"', "")
    assert refused(text) == [
        "line 8: state: The work has not begun without: rules, roles. "
        "Complete them, or write agrees_later = true."
    ]


def test_the_same_table_does_not_come_twice(app, paper, refused):
    bring_in(app, paper(FILE), "kuopio")
    assert refused(FILE) == ["line 1: title: It is here already. Give it another."]


def test_a_town_that_is_not_there_is_named(app, paper):
    with pytest.raises(click.ClickException, match="No site is called “kuopijo”"):
        bring_in(app, paper(FILE), "kuopijo")


def test_a_file_in_another_encoding_is_named(app, tmp_path):
    file = tmp_path / "vanha.toml"
    file.write_bytes(FILE.encode("cp1252"))
    with pytest.raises(click.ClickException, match="Save the file as UTF-8"):
        bring_in(app, file, "kuopio")


def test_the_command_says_what_it_takes():
    said = CliRunner().invoke(commands, ["import", "table", "--help"])
    assert "FILE" in said.output
    assert "--town" in said.output
