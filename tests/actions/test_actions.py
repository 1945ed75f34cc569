"""What a table agreed to do: written, carried out, postponed, given up; and who sees what of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from webapp.core.formats import date_typed, today


@pytest.fixture
def list_of(world):
    return f"/actions/of/{world.group('karttula')}"


@pytest.fixture
def agreed(world):
    """What is typed into the form of a new action point."""
    day = date_typed(today() + timedelta(days=14))
    actor = f"actor {world.actor('karttula_parish')}"
    return {"what": "Pidetään virkistyspäivä", "holder": actor, "due_on": day}


@pytest.fixture
def new(world):
    return f"/actions/new?group={world.group('karttula')}"


def test_the_secretary_adds_what_was_agreed(browser, visitor, new, agreed, list_of):
    assert browser("villager").post(new, data=agreed).status_code == 303
    text = visitor("kuopio").get(list_of).text
    assert "Pidetään virkistyspäivä" in text
    assert "Karttulan seurakunta" in text


@pytest.mark.parametrize("lacking", ["what", "holder", "due_on"])
def test_without_what_who_or_when_nothing_is_agreed(browser, new, agreed, lacking):
    assert browser("villager").post(new, data=agreed | {lacking: ""}).status_code == 422


def test_a_party_outside_the_register_is_named_in_words(browser, visitor, new, agreed, list_of):
    villager, other = browser("villager"), agreed | {"holder": "other"}
    assert villager.post(new, data=other).status_code == 422
    assert villager.post(new, data=other | {"party": "Kylätoimikunta"}).status_code == 303
    assert "Kylätoimikunta" in visitor("kuopio").get(list_of).text


def test_what_is_continuing_has_no_last_day(browser, new, agreed, visitor, list_of):
    villager = browser("villager")
    assert villager.post(new, data=agreed | {"is_continuing": "y"}).status_code == 422
    continuing = agreed | {"is_continuing": "y", "due_on": ""}
    assert villager.post(new, data=continuing).status_code == 303
    assert "Jatkuva" in visitor("kuopio").get(list_of).text


def test_who_keeps_no_table_adds_nothing(browser, new, agreed):
    assert browser("member").post(new, data=agreed).status_code == 403


def test_what_comes_first_is_due_first(browser, visitor, new, agreed, list_of):
    villager = browser("villager")
    for days, what in ((30, "Myöhemmin"), (3, "Pian"), (10, "Sitten")):
        day = date_typed(today() + timedelta(days=days))
        villager.post(new, data=agreed | {"what": what, "due_on": day})
    text = visitor("kuopio").get(list_of).text
    assert text.index("Pian") < text.index("Sitten") < text.index("Myöhemmin")


def test_what_is_done_shows_as_a_result_with_its_figure(browser, visitor, action, list_of, world):
    done = {"note": "Päivä pidettiin.", "figure": "1160", "figure_of": "osallistujaa"}
    assert browser("villager").post(f"{action}/completion", data=done).status_code == 303
    for page in (list_of, f"/actions/of-area/{world.area('karttula')}"):
        text = visitor("kuopio").get(page).text
        assert "1\N{NO-BREAK SPACE}160 osallistujaa" in text
        assert "Päivä pidettiin." in text


def test_a_figure_says_what_it_counts(browser, action):
    answer = browser("villager").post(f"{action}/completion", data={"figure": "60"})
    assert answer.status_code == 422
    assert 'value="60"' in answer.text


def test_what_was_not_carried_out_has_its_reason(browser, visitor, action, list_of):
    villager = browser("villager")
    assert villager.post(f"{action}/giving-up", data={"reason": ""}).status_code == 422
    reason = {"reason": "Rahoitusta ei saatu, kunta jatkaa."}
    assert villager.post(f"{action}/giving-up", data=reason).status_code == 303
    text = visitor("kuopio").get(list_of).text
    assert "Ei toteutunut" in text and "Rahoitusta ei saatu" in text


def test_it_can_be_taken_up_and_opened_again(browser, action):
    villager = browser("villager")
    villager.post(f"{action}/completion", data={})
    assert "Valmis" in villager.get(action).text
    villager.post(f"{action}/beginning")
    assert "Työn alla" in villager.get(action).text


def test_the_last_day_moves_forward_only(browser, action):
    villager = browser("villager")
    past = {"due_on": date_typed(today() - timedelta(days=1))}
    assert villager.post(f"{action}/new-day", data=past).status_code == 422
    later = {"due_on": date_typed(today() + timedelta(days=20))}
    assert villager.post(f"{action}/new-day", data=later).status_code == 303


def test_names_are_shown_inside_only(browser, visitor, action, list_of):
    for page in (action, list_of):
        assert "Savon Autoilija" in browser("villager").get(page).text
        assert "Savon Autoilija" not in visitor("kuopio").get(page).text
        assert "Yrityssektori" in visitor("kuopio").get(page).text


def test_who_represents_the_party_says_how_it_went(browser, world, new, agreed):
    for_parish = {
        "email": world.email("member"),
        "starts_on": date_typed(today()),
        "language": "fi",
    }
    parish = f"/actors/{world.actor('karttula_parish')}/representatives"
    browser("officer").post(parish, data=for_parish)
    browser("villager").post(new, data=agreed)
    member = browser("member")
    page = member.get(f"/actions/of-actor/{world.actor('karttula_parish')}").text
    page = page.partition('id="actions"')[2]
    here = page.partition('href="/actions/')[2].partition('"')[0]
    assert member.post(f"/actions/{here}/completion", data={}).status_code == 303


def test_others_only_read(browser, action):
    member = browser("member")
    assert member.get(action).status_code == 200
    for verb in ("completion", "giving-up", "new-day", "beginning", "edit"):
        assert member.post(f"{action}/{verb}", data={}).status_code == 403


def test_a_draft_of_a_memo_is_seen_by_who_writes_it(browser, visitor, snapshot, action, list_of):
    snapshot.connection.execute("update action set assigned_at = null")
    assert visitor("kuopio").get(action).status_code == 303
    for who, status in (("member", 403), ("admin", 403), ("officer", 200), ("villager", 200)):
        assert browser(who).get(action).status_code == status
    assert "Sovitaan kyydit" not in browser("villager").get(list_of).text


def test_a_table_for_members_keeps_its_actions_inside(browser, visitor, snapshot, action, world):
    snapshot.connection.execute("update groups set audience = 'members'")
    assert visitor("kuopio").get(action).status_code == 303
    area = f"/actions/of-area/{world.area('karttula')}"
    assert "Sovitaan kyydit" not in visitor("kuopio").get(area).text
    assert browser("villager").get(action).status_code == 200


def test_both_lists_go_on_page_by_page(browser, visitor, snapshot, world, list_of):
    villager, new = browser("villager"), f"/actions/new?group={world.group('karttula')}"
    in_words = {"holder": "other", "party": "Kylätoimikunta"}
    for number in range(25):
        day = date_typed(today() + timedelta(days=number))
        facts = {"what": f"Asia {number:02}", "due_on": day} | in_words
        villager.post(new, data=facts)
    first = visitor("kuopio").get(list_of).text
    assert "Asia 19" in first and "Asia 20" not in first
    next = first.partition("list=open&amp;after=")[2].partition('"')[0]
    rest = visitor("kuopio").get(f"{list_of}?list=open&after={next}").text
    assert "Asia 20" in rest and "Asia 19" not in rest
    snapshot.connection.execute("update action set done_at = now() - (now() - due_on)")
    first = visitor("kuopio").get(list_of).text
    next = first.partition("list=ended&amp;after=")[2].partition('"')[0]
    rest = visitor("kuopio").get(f"{list_of}?list=ended&after={next}").text
    whats = {f"Asia {number:02}" for number in range(25)}
    assert all((it in first) != (it in rest) for it in whats)


def test_the_list_of_an_actor_goes_on_page_by_page_too(browser, visitor, agreed, new, world):
    villager = browser("villager")
    for number in range(22):
        day = date_typed(today() + timedelta(days=number))
        villager.post(new, data=agreed | {"what": f"Asia {number:02}", "due_on": day})
    of_actor = f"/actions/of-actor/{world.actor('karttula_parish')}"
    first = visitor("kuopio").get(of_actor).text
    assert "Asia 19" in first and "Asia 20" not in first
    next = first.partition("list=open&amp;after=")[2].partition('"')[0]
    rest = visitor("kuopio").get(f"{of_actor}?list=open&after={next}").text
    assert "Asia 20" in rest and "Asia 21" in rest and "Asia 19" not in rest


def test_what_is_open_is_offered_to_the_next_agenda(browser, world, action):
    agenda = f"/actions/for-agenda/{world.group('karttula')}"
    assert "Sovitaan kyydit" in browser("villager").get(agenda).text
    browser("villager").post(f"{action}/completion", data={})
    assert "Sovitaan kyydit" not in browser("villager").get(agenda).text
    assert browser("member").get(agenda).status_code == 403


def test_the_goal_comes_first(visitor, action, list_of):
    text = visitor("kuopio").get(action).text
    assert text.index("Kukaan ei jää kyydittä.") < text.index("Vastuutaho")
    text = visitor("kuopio").get(list_of).text
    assert text.index("Kukaan ei jää kyydittä.") < text.index("Sovitaan kyydit")


def test_an_actor_leads_to_its_actions(visitor, world):
    id = world.actor("karttula_parish")
    assert f"/actions/of-actor/{id}" in visitor("kuopio").get(f"/actors/{id}").text


def test_a_panel_of_an_area_holds_its_actions(visitor, world):
    area = world.area("karttula")
    panel = f"/meetings/of-area/{area}"
    assert panel in visitor("kuopio").get(f"/areas/{area}").text
    assert 'id="actions"' in visitor("kuopio").get(panel).text
