"""Asking people in: whom, how many mails that makes, and what is known by phone."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tenants.owned import utcnow
from tests.accounts.people import happened
from tests.client import HX
from tests.groups.seats import change, letters, seats
from tests.mailbox import mails_to, text_of
from webapp.groups.models import Participant

PEOPLE = {
    "Aada Aalto": {"email": "aada@example.org", "language": "sv", "benefit": "Kylä kuulee meitä."},
    "Laila Uusi": {"email": "laila@example.org"},
    "Pentti Puhelin": {"phone": "+358401234567"},
}


KINDS = ("table_invitation", "invitation_reminder")


def is_to_aada(mail) -> bool:
    return "aada@example.org" in mail["To"]


@pytest.fixture
def table(world):
    return f"/groups/{world.group('karttula')}"


@pytest.fixture
def asked(browser, table, app, world):
    """Three who have not been invited yet; the ids of those with an address."""
    for name, facts in PEOPLE.items():
        data = {"name": name, "language": "fi", "sector": "residents", "role": "member"}
        assert browser("villager").post(f"{table}/people/new", data=data | facts).status_code == 303
    here = seats(app, world)
    return [str(here[name]["id"]) for name, facts in PEOPLE.items() if "email" in facts]


@pytest.fixture
def form(browser, table):
    """What the page would send: the ticks, the number and the moment."""

    def form(who="villager"):
        page = browser(who).get(f"{table}/invitation").text
        ticked = re.findall(r'name="people" value="([^"]+)" checked', page)
        hidden = dict(re.findall(r'name="(many|seen)" type="hidden" value="([^"]*)"', page))
        return {"people": ticked} | hidden

    return form


@pytest.fixture
def send(browser, table, form):
    def send(who="villager", **changes):
        return browser(who).post(f"{table}/invitation", data=form() | changes)

    return send


def test_all_who_are_not_invited_yet_are_ticked_and_counted(browser, table, asked, form):
    page = browser("villager").get(f"{table}/invitation").text
    assert "Viesti lähtee 2 henkilölle." in page
    assert sorted(form()["people"]) == sorted(asked)
    assert "040 123 4567" in page and "Savon Autoilija" not in page


def test_the_number_follows_the_ticks(browser, table, asked):
    def count(people):
        data = {"people": people}
        return browser("villager").post(f"{table}/invitation/count", data=data, headers=HX).text

    one, none = count(asked[:1]), count([])
    assert one.lstrip().startswith('<div id="press"') and "Viesti lähtee 1 henkilölle." in one
    assert "Viesti lähtee 0 henkilölle." in none


def test_without_a_script_the_number_is_said_before_anything_is_sent(app, world, send, asked):
    answer = send(people=asked[:1])
    assert answer.status_code == 422 and "Olet valinnut 1 henkilön" in answer.text
    assert letters(app, world, "table_invitation") == []
    assert send(people=asked[:1], many="1").status_code == 303
    assert len(letters(app, world, "table_invitation")) == 1


def test_the_mail_tells_what_it_is_about(browser, table, world, send, asked, work, post):
    here = browser("officer")
    page = here.get(f"{table}/edit").text
    saved = re.search(r'name="saved_at" type="hidden" value="([^"]*)"', page)
    data = {
        "titles-fi": "Ikäihmisten palvelut",
        "goals-fi": "Kukaan ei jää kyydittä.",
        "meetings_planned": "6",
        "audience": "public",
        "memo_audience": "members",
        "saved_at": saved[1] if saved else "",
    }
    assert here.post(f"{table}/edit", data=data).status_code == 303
    assert send().status_code == 303
    work()
    (mail,) = mails_to("aada@example.org", post)
    text = text_of(mail)
    assert mail["Subject"] == "Inbjudan till partnerskapsbordet: Tjänster för äldre"
    for words in ("Ingen blir utan skjuts.", "Kylä kuulee meitä.", "6 möten", "högst 90 minuter"):
        assert words in text
    assert "/groups/answers/" in text


def test_the_letter_does_not_keep_the_key(app, world, send, asked):
    send()
    token = seats(app, world)["Laila Uusi"]["token"]
    assert token not in str(letters(app, world, "table_invitation"))


def test_who_has_been_asked_is_not_ticked_again(app, world, send, form, asked):
    send()
    assert [it["state"] for it in seats(app, world).values()].count("invited") == 2
    assert form()["people"] == []


def test_nobody_is_asked_twice_by_two_presses(app, world, browser, table, form, asked):
    data, hands = form(), [browser("villager") for _hand in range(4)]
    with ThreadPoolExecutor(len(hands)) as pool:
        answers = list(pool.map(lambda b: b.post(f"{table}/invitation", data=data), hands))
    assert {answer.status_code for answer in answers} == {303}
    sent = [email for email, _params in letters(app, world, "table_invitation")]
    assert sorted(sent) == ["aada@example.org", "laila@example.org"]


def test_who_does_not_answer_is_reminded_when_asked_again(
    app, world, browser, table, send, asked, work, post
):
    send()
    page = browser("villager").get(f"{table}/invitation").text
    assert page.count("ei ole vastannut") == 2
    assert send(people=asked[:1], many="1").status_code == 303
    work()
    assert [len(letters(app, world, what)) for what in KINDS] == [2, 1]
    mails = {mail["Subject"].split()[0]: text_of(mail) for mail in post() if is_to_aada(mail)}
    assert set(mails) == {"Inbjudan", "Påminnelse"} and "Ditt svar" in mails["Påminnelse"]


def test_who_declined_and_is_asked_again_is_not_reminded(app, world, browser, send, asked):
    send()
    here = f"/groups/participants/{asked[0]}/answer"
    browser("villager").post(here, data={"answer": "decline"})
    send(people=asked[:1], many="1")
    assert letters(app, world, "invitation_reminder") == []
    assert len(letters(app, world, "table_invitation")) == 3


def test_nobody_is_asked_to_work_that_has_ended(app, world, browser, table, form, asked):
    data = form()
    browser("villager").post(f"{table}/end")
    page = browser("villager").post(f"{table}/invitation", data=data, follow_redirects=True)
    assert "Ketään ei kutsuttu" in page.text
    assert letters(app, world, "table_invitation") == []


def test_nobody_is_asked_when_nobody_is_chosen(app, world, send, asked):
    answer = send(people=[], many="0")
    assert answer.status_code == 422 and 'id="people-error"' in answer.text
    assert letters(app, world, "table_invitation") == []


@pytest.mark.parametrize("odd", ["", "yesterday", "2026-11-21T10:00:00"])
def test_a_made_up_moment_sends_nothing_twice(app, world, send, asked, odd):
    send()
    send(people=asked, many="2", seen=odd)
    assert len(letters(app, world, "table_invitation")) == 2


def test_a_participant_of_another_town_cannot_be_asked(app, world, send, asked):
    theirs = seats(app, world, "varkaus", "kangaslampi")["Savon Autoilija"]["id"]
    assert send(people=[str(theirs)], many="1").status_code == 422


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("officer", 303)])
def test_who_asks_people_in(send, asked, who, status):
    assert send(who).status_code == status


def test_an_answer_by_phone_is_written_down(app, world, browser, asked):
    here = f"/groups/participants/{seats(app, world)['Pentti Puhelin']['id']}/answer"
    assert browser("officer").post(here, data={"answer": "join"}).status_code == 303
    assert seats(app, world)["Pentti Puhelin"]["state"] == "joined"
    browser("officer").post(here, data={"answer": "decline"})
    assert seats(app, world)["Pentti Puhelin"]["state"] == "declined"
    assert happened(app, world)[-2:] == ["participant_joined", "participant_declined"]


def test_the_secretary_hears_what_somebody_else_wrote_down(app, world, browser, asked):
    here = f"/groups/participants/{seats(app, world)['Pentti Puhelin']['id']}/answer"
    browser("officer").post(here, data={"answer": "join"})
    assert len(letters(app, world, "table_joined")) == 1


def test_who_wrote_the_answer_down_gets_no_mail_of_it(app, world, browser, asked):
    here = f"/groups/participants/{seats(app, world)['Pentti Puhelin']['id']}/answer"
    browser("villager").post(here, data={"answer": "join"})
    assert letters(app, world, "table_joined") == []


def test_an_invitation_is_withdrawn_and_its_link_is_dead(app, world, browser, visitor, send, asked):
    send()
    laila = seats(app, world)["Laila Uusi"]
    link = f"/groups/answers/{laila['token']}"
    assert visitor("kuopio").get(link).status_code == 200
    browser("villager").post(f"/groups/participants/{laila['id']}/withdrawal")
    assert visitor("kuopio").get(link).status_code == 410
    assert visitor("kuopio").post(link, data={"answer": "join"}).status_code == 410
    assert seats(app, world)["Laila Uusi"]["state"] == "added"


def test_what_has_been_answered_cannot_be_withdrawn(app, world, browser, visitor, send, asked):
    send()
    laila = seats(app, world)["Laila Uusi"]
    visitor("kuopio").post(f"/groups/answers/{laila['token']}", data={"answer": "join"})
    page = browser("villager").post(
        f"/groups/participants/{laila['id']}/withdrawal", follow_redirects=True
    )
    assert "Vastaus on voimassa" in page.text
    assert seats(app, world)["Laila Uusi"]["state"] == "joined"


def test_fifty_are_asked_by_one_press(app, world, browser, table, send):
    from tests.accounts.people import inside
    from webapp.groups.models import Group

    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for number in range(50):
            facts = {"name": f"Kutsuttu {number}", "email": f"k{number}@example.org"}
            Participant.add(group, None, sector="residents", **facts)
    assert send().status_code == 303
    sent = [email for email, _params in letters(app, world, "table_invitation")]
    assert len(sent) == len(set(sent)) == 50


def test_who_sits_already_is_not_offered(app, world, form):
    change(app, world, "Savon Autoilija", email="autoilija@example.org")
    assert form()["people"] == []


def test_an_invitation_does_not_follow_to_another_address(browser, table, asked, app, world):
    """Nobody thinks that it did."""
    here = f"/groups/participants/{seats(app, world)['Laila Uusi']['id']}"
    officer = browser("officer")

    def move(email):
        facts = {"name": "Laila Uusi", "language": "fi", "sector": "residents", "role": "member"}
        return officer.post(here, data=facts | {"email": email}, follow_redirects=True).text

    assert "kutsu uudelleen" not in move("laila.uusi@example.org")
    change(app, world, "Laila Uusi", invited_at=utcnow())
    assert "kutsu uudelleen" not in move("laila.uusi@example.org")
    assert "kutsu uudelleen" in move("laila@example.org")
