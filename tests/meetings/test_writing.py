"""The memo is written while the meeting goes on: nobody's words are lost."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tests.client import HX
from webapp.demonstration.cast import id_of
from webapp.meetings.models import Attendance, Item, Meeting


@pytest.fixture
def page(world):
    return f"/meetings/{world.meeting('karttula')}/writing"


@pytest.fixture
def save(world):
    """`save(browser, version, text)`: as the page does by itself, or by its button."""

    def post(client, version, text="", agreed="", headers=HX, **more):
        data = {"text": text, "agreed": agreed, "version": version} | more
        return client.post(
            f"/meetings/items/{world.item('karttula')}/text", data=data, headers=headers
        )

    return post


@pytest.fixture
def item(app, world):
    """`item()`: the matter as it stands in the database."""

    def read():
        with app.app_context(), acting_in(world.tenant("kuopio")):
            found = db.session.get(Item, world.item("karttula"))
            db.session.expunge(found)
            db.session.close()
            return found

    return read


def person(world, role="chair", town="karttula"):
    return id_of("participant", f"{world.group(town)} {role}")


def test_the_goal_stands_above_the_matters(browser, page):
    text = browser("villager").get(page).text
    assert text.index("Kukaan ei jää kyydittä.") < text.index("Läsnäolo") < text.index("1. Kyydit")


def test_a_text_is_saved_as_it_is_typed(browser, save, item):
    answer = save(browser("villager"), 0, "Sovittiin **kyydit**.", "Kokeillaan.")
    assert answer.status_code == 200
    assert 'value="1"' in answer.text
    assert "Tallennettu klo" in answer.text
    assert (item().text, item().agreed, item().version) == (
        "Sovittiin **kyydit**.",
        "Kokeillaan.",
        1,
    )
    assert item().text_html == "<p>Sovittiin <strong>kyydit</strong>.</p>\n"


def test_a_text_is_saved_by_a_button_without_a_script(browser, save, item, page):
    villager = browser("villager")
    answer = save(villager, 0, "Käsin tallennettu.", headers={})
    assert answer.status_code == 303
    assert "Käsin tallennettu." in villager.get(page).text


def test_what_is_no_html_is_cleaned_when_it_is_saved(browser, save, item):
    save(browser("villager"), 0, "<script>alert(1)</script> [x](javascript:alert(1))")
    assert "<script" not in item().text_html
    assert "javascript:" not in item().text_html.replace("(javascript:alert(1))", "")


def test_of_two_writers_the_second_sees_both_texts(browser, save, item):
    save(browser("officer"), 0, "Viranhaltijan teksti.")
    answer = save(browser("villager"), 0, "Sihteerin teksti.")
    assert answer.status_code == 409
    assert "Viranhaltijan teksti." in answer.text
    assert item().text == "Viranhaltijan teksti."


def test_without_a_script_ones_own_text_stays_in_its_field(browser, save):
    save(browser("officer"), 0, "Viranhaltijan teksti.")
    answer = save(browser("villager"), 0, "Sihteerin teksti.", headers={})
    assert answer.status_code == 409
    assert re.search(r"<textarea[^>]*>\s*Sihteerin teksti\.</textarea>", answer.text)
    assert "<blockquote>Viranhaltijan teksti.</blockquote>" in answer.text


@pytest.mark.parametrize(
    ("keep", "text"),
    [
        ("mine", "Sihteerin teksti."),
        ("theirs", "Viranhaltijan teksti."),
        ("both", "Viranhaltijan teksti.\n\nSihteerin teksti."),
    ],
)
def test_a_conflict_ends_as_its_writer_says(browser, save, item, keep, text):
    villager = browser("villager")
    save(browser("officer"), 0, "Viranhaltijan teksti.")
    save(villager, 0, "Sihteerin teksti.")
    answer = save(villager, 0, "Sihteerin teksti.", keep=keep, seen=1)
    assert answer.status_code == 200
    assert item().text == text
    assert text in answer.text


def test_an_answer_to_a_conflict_never_covers_a_third_text(browser, save, item):
    villager, officer = browser("villager"), browser("officer")
    save(officer, 0, "Ensimmäinen.")
    save(villager, 0, "Sihteerin teksti.")
    save(officer, 1, "Kolmas.")
    assert save(villager, 0, "Sihteerin teksti.", keep="mine", seen=1).status_code == 409
    assert item().text == "Kolmas."


def test_the_same_words_are_no_conflict(browser, save):
    save(browser("officer"), 0, "Sama teksti.")
    assert save(browser("villager"), 0, "Sama teksti.").status_code == 200


def test_a_page_that_lost_its_answer_goes_on(browser, save, item):
    villager = browser("villager")
    save(villager, 0, "Alku", page="oma-sivu")
    assert save(villager, 0, "Alku ja loppu", page="oma-sivu").status_code == 200
    assert item().text == "Alku ja loppu"


def test_another_pages_text_is_not_covered_by_one_that_lost_its_answer(browser, save, item):
    villager = browser("villager")
    save(villager, 0, "Alku", page="oma-sivu")
    save(browser("officer"), 1, "Toisen teksti", page="toinen-sivu")
    assert save(villager, 0, "Alku ja loppu", page="oma-sivu").status_code == 409
    assert item().text == "Toisen teksti"


def test_a_personal_identity_code_is_refused_and_the_text_stays(browser, save, item):
    answer = save(browser("villager"), 0, "Asiakas 010101-900R kertoi.")
    assert answer.status_code == 422
    assert "henkilötunnus" in answer.text.lower()
    assert item().text == ""


def test_nothing_is_written_into_a_memo_that_was_sent_on(browser, save, item, world, page):
    villager = browser("villager")
    checkers = {"checkers": str(person(world))}
    assert villager.post(page.replace("writing", "checks"), data=checkers).status_code == 303
    answer = save(villager, 0, "Myöhässä.")
    assert answer.status_code == 409
    assert item().text == ""


def test_a_presence_is_noted_by_one_press(browser, world, page, app):
    villager, chair = browser("villager"), person(world)
    path = page.replace("writing", f"attendance/{chair}")
    answer = villager.post(path, data={"presence": "remote"}, headers=HX)
    assert re.search(r'value="remote" aria-pressed="true"', answer.text)
    assert presence_of(app, world, chair) == ("remote", "")


def test_who_came_in_the_place_of_another_is_noted_by_organisation(browser, world, page, app):
    villager, chair = browser("villager"), person(world)
    path = page.replace("writing", f"attendance/{chair}")
    villager.post(path, data={"presence": "excused", "stand_in": "Karttulan seurakunta"})
    assert presence_of(app, world, chair) == ("excused", "Karttulan seurakunta")


def test_answers_fill_in_what_nobody_has_noted(browser, world, page, app):
    chair = person(world)
    with app.app_context(), acting_in(world.tenant("kuopio")):
        meeting = db.session.get(Meeting, world.meeting("karttula"))
        own = select(Attendance).where(Attendance.participant_id == chair)
        db.session.scalars(own).one().answer = "remote"
        assert meeting
        db.session.commit()
        db.session.close()
    browser("villager").post(page.replace("writing", "attendance"))
    assert presence_of(app, world, chair) == ("remote", "")


def presence_of(app, world, participant):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        row = select(Attendance.presence, Attendance.stand_in)
        row = row.where(Attendance.meeting_id == world.meeting("karttula"))
        found = db.session.execute(row.where(Attendance.participant_id == participant)).one()
        db.session.close()
        return tuple(found)


def test_an_action_point_is_put_down_under_its_matter(browser, world, page):
    villager = browser("villager")
    facts = {"what": "Kysytään aikataulut", "holder": f"participant {person(world)}",
             "due_on": "31.1.2027"}  # fmt: skip
    path = f"/meetings/items/{world.item('karttula')}/actions"
    answer = villager.post(path, data=facts, headers=HX)
    assert answer.status_code == 200
    assert "Kysytään aikataulut" in answer.text
    assert "Kysytään aikataulut" in villager.get(page).text


def test_an_action_point_of_a_draft_may_lack_its_party_and_can_be_removed(browser, world, page):
    villager = browser("villager")
    villager.post(f"/meetings/items/{world.item('karttula')}/actions", data={"what": "Jotain"})
    text = villager.get(page).text
    assert "Kesken" in text
    path = re.search(r'action="(/meetings/actions/[^"]+/removal)"', text)[1]
    assert villager.post(path).status_code == 303
    assert "Jotain" not in villager.get(page).text


def test_two_who_write_the_summary_see_each_others_text(browser, page):
    before = {"before": "not what stands there"}
    path = page.replace("writing", "summary")
    officer, villager = browser("officer"), browser("villager")
    text = officer.get(page.replace("/writing", "")).text
    assert text
    first = officer.post(path, data={"summary": "Yhteenveto.", "before": "e3b0c44298fc1c14"})
    assert first.status_code == 303
    second = villager.post(path, data={"summary": "Toinen."} | before)
    assert second.status_code == 409


def test_the_longest_text_that_grows_most_can_be_kept(browser, save, item):
    assert save(browser("villager"), 0, "-\n+\n" * 5000, "-\n+\n" * 1250).status_code == 200
    assert len(item().text_html) > 200_000


def test_where_nobody_wrote_there_is_nothing_to_disagree_with(browser, save, item):
    assert save(browser("villager"), "kolme", "Ensimmäinen teksti.").status_code == 200
    assert item().text == "Ensimmäinen teksti."


@pytest.mark.parametrize("headers", [HX, {}])
def test_two_texts_that_are_too_long_together_are_not_lost(browser, save, item, headers):
    long = {"hers": "Sihteeri. " * 1500, "his": "Viranhaltija. " * 1000}
    save(browser("villager"), 0, long["hers"])
    both = {"keep": "both", "seen": 1, "headers": headers}
    answer = save(browser("officer"), 0, long["his"], **both)
    assert answer.status_code == 422
    assert "Lyhennä teksti enintään 20000 merkkiin" in answer.text
    assert headers or long["his"].strip() in answer.text
    assert item().text == long["hers"].strip()
