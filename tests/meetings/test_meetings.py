"""Calling, moving and cancelling a meeting, and who sees what of it."""

from __future__ import annotations

import pytest

FORM = {"day": "16.3.2099", "clock": "18.00", "minutes": "90", "place": "Kylätalo"}


@pytest.fixture
def new(world):
    return f"/meetings/new?group={world.group('karttula')}"


def test_the_secretary_calls_a_meeting(browser, new):
    secretary = browser("villager")
    assert 'value="90"' in secretary.get(new).text
    answer = secretary.post(new, data=FORM, follow_redirects=True)
    assert "maanantai 16.3.2099 klo 18.00" in answer.text
    assert answer.text.index("Kukaan ei jää kyydittä.") < answer.text.index("Kylätalo")


@pytest.mark.parametrize(("who", "status"), [("visitor", 303), ("member", 403), ("admin", 303)])
def test_who_may_call_one(browser, visitor, new, who, status):
    client = visitor("kuopio") if who == "visitor" else browser(who)
    assert client.post(new, data=FORM).status_code == status


def test_a_group_of_another_town_has_none_here(browser, world):
    assert (
        browser("admin").get(f"/meetings/new?group={world.group('kangaslampi')}").status_code == 404
    )


def test_a_time_that_the_clocks_skip_is_refused_at_its_field(browser, new):
    answer = browser("villager").post(new, data=FORM | {"day": "28.3.2027", "clock": "3.30"})
    assert answer.status_code == 422
    assert 'href="#clock"' in answer.text and "4.30" in answer.text
    assert "Kylätalo" in answer.text


def test_a_time_that_comes_twice_is_told(browser, new):
    form = FORM | {"day": "31.10.2027", "clock": "3.30"}
    answer = browser("villager").post(new, data=form, follow_redirects=True)
    assert "klo 3.30 on kahdesti" in answer.text


def test_a_long_meeting_is_warned_of_but_not_refused(browser, new):
    form = FORM | {"minutes": "180"}
    answer = browser("villager").post(new, data=form, follow_redirects=True)
    assert "pidempi kuin 90" in answer.text


def test_a_place_or_a_link_is_needed(browser, new):
    secretary = browser("villager")
    assert secretary.post(new, data=FORM | {"place": ""}).status_code == 422
    remote = {"place": "", "remote_link": "https://video.example.org/poyta"}
    assert secretary.post(new, data=FORM | remote).status_code == 303


def test_the_remote_link_is_for_those_at_the_table(browser, visitor, soon):
    link = "https://video.example.org/poyta"
    browser("villager").post(f"{soon}/edit", data=FORM | {"remote_link": link})
    assert link in browser("twofold").get(soon).text
    for other in (visitor("kuopio"), browser("admin")):
        assert link not in other.get(soon).text
    assert link not in browser("admin").get(f"{soon}/edit").text


def test_who_may_not_see_the_link_does_not_lose_it(browser, soon, meeting):
    link = "https://video.example.org/poyta"
    browser("villager").post(f"{soon}/edit", data=FORM | {"remote_link": link})
    browser("admin").post(f"{soon}/edit", data=FORM | {"place": "Kirjasto", "remote_link": ""})
    assert (meeting("place"), meeting("remote_link")) == ("Kirjasto", link)


def test_visitors_see_when_and_where_but_neither_agenda_nor_names(browser, visitor, soon):
    browser("villager").post(f"{soon}/agenda")
    text = visitor("kuopio").get(soon).text
    assert "Kukaan ei jää kyydittä." in text
    assert "Kyydit" not in text.replace("Kukaan ei jää kyydittä.", "")
    assert "Savon Autoilija" not in text


def test_a_change_nobody_was_told_of_is_no_change_for_calendars(browser, soon, meeting):
    browser("villager").post(f"{soon}/edit", data=FORM)
    assert meeting("sequence") == 0


def test_a_meeting_is_cancelled_with_a_reason(browser, soon, meeting):
    secretary = browser("villager")
    assert secretary.post(f"{soon}/cancellation", data={"reason": ""}).status_code == 422
    secretary.post(f"{soon}/cancellation", data={"reason": "Sairastapaus"})
    assert meeting("cancelled_at")
    assert "Sairastapaus" in secretary.get(soon).text


def test_it_is_told_before_that_a_cancelled_meeting_stays_so(browser, soon):
    secretary = browser("villager")
    page = secretary.get(f"{soon}/cancellation").text
    assert "Peruttua tapaamista ei voi palauttaa." in page
    assert "Kutsutut lukevat tämän" not in page, "nobody has been invited"
    secretary.post(f"{soon}/invitation")
    assert "Kutsutut lukevat tämän" in secretary.get(f"{soon}/cancellation").text


def test_who_attends_is_no_row_of_noughts(browser, soon):
    secretary = browser("villager")
    page = secretary.get(soon).text
    assert "Ketään ei ole vielä kutsuttu" in page and "Paikalle tulee 0" not in page
    secretary.post(f"{soon}/cancellation", data={"reason": "Väärä päivä"})
    assert 'id="guests"' not in secretary.get(soon).text, "nobody was asked, nobody is awaited"


def test_why_it_was_cancelled_is_for_those_at_the_table(browser, visitor, soon):
    browser("villager").post(f"{soon}/cancellation", data={"reason": "Puheenjohtaja sairastui."})
    assert "sairastui" in browser("twofold").get(soon).text
    for outside in (visitor("kuopio"), browser("member")):
        page = outside.get(soon).text
        assert "Tapaaminen on peruttu" in page and "sairastui" not in page


def test_the_next_meeting_comes_first_and_past_ones_after_it(browser, new, world, visitor):
    secretary = browser("villager")
    for day in ("1.3.2098", "1.2.2098"):
        secretary.post(new, data=FORM | {"day": day})
    text = visitor("kuopio").get(f"/meetings/of/{world.group('karttula')}").text
    order = [text.index(day) for day in ("1.2.2098", "1.3.2098", "12.10.2026")]
    assert order == sorted(order)


def test_past_meetings_are_paged(browser, new, world, visitor):
    secretary = browser("villager")
    for day in range(1, 25):
        secretary.post(new, data=FORM | {"day": f"{day}.1.2025"})
    here = f"/meetings/of/{world.group('karttula')}"
    first = visitor("kuopio").get(here).text
    after = first.partition("?after=")[2].partition('"')[0]
    second = visitor("kuopio").get(f"{here}?after={after}").text
    days = [f" {day}.1.2025" for day in range(1, 25)]
    assert [(day in first) + (day in second) for day in days] == [1] * 24


def test_an_area_shows_the_next_meetings_of_its_public_groups(browser, visitor, soon, world):
    here = f"/meetings/of-area/{world.area('karttula')}"
    assert soon in visitor("kuopio").get(here).text
    members = {"titles-fi": "Pöytä", "audience": "members", "memo_audience": "members"}
    browser("admin").post(f"/groups/{world.group('karttula')}/edit", data=members)
    assert soon not in browser("admin").get(here).text
