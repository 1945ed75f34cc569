"""Answering an invitation from the mail: without a password, changeable, one outcome each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.accounts.people import happened, inside
from tests.groups.seats import change, letters, seats
from tests.mailbox import mails_to, text_of
from webapp.groups.models import Group, Participant

JOIN = {"answer": "join", "wishes": "Tiistaisin klo 16 jälkeen", "accepts": "y"}
DECLINE = {"answer": "decline", "reason": "Aika ei riitä."}


def invited(app, world, *names, **facts) -> dict[str, str]:
    """The link of each."""
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        for name in names:
            email = f"{name.split()[0].lower()}@example.org"
            seat = Participant.add(group, None, name=name, email=email, sector="residents", **facts)
            session.flush()
            seat.invite(None)
    here = seats(app, world)
    return {name: f"/groups/answers/{here[name]['token']}" for name in names}


@pytest.fixture
def link(app, world):
    return invited(app, world, "Laila Uusi")["Laila Uusi"]


@pytest.fixture
def laila(visitor):
    return visitor("kuopio")


def test_a_look_at_the_page_changes_nothing(app, world, laila, link):
    page = laila.get(link)
    assert page.status_code == 200 and "Kukaan ei jää kyydittä." in page.text
    assert "Yksi puhuu kerrallaan." in page.text and "enintään 90 minuuttia" in page.text
    assert seats(app, world)["Laila Uusi"]["state"] == "invited"


def test_the_goal_comes_first(laila, link):
    text = laila.get(link).text
    assert text.index("Kukaan ei jää kyydittä.") < text.index("Yksi puhuu kerrallaan.")


def test_one_press_joins_with_wishes_and_accepts_the_rules(app, world, laila, link):
    answer = laila.post(link, data=JOIN)
    assert answer.status_code == 303 and answer.location == link
    me = seats(app, world)["Laila Uusi"]
    assert (me["state"], me["wishes"]) == ("joined", JOIN["wishes"])
    assert me["rules_accepted_at"] is not None
    assert happened(app, world)[-1] == "participant_joined"


def test_who_answers_by_the_link_is_named_in_the_log(browser, laila, link):
    for answer in (JOIN, DECLINE):
        laila.post(link, data=answer)
    assert browser("admin").get("/audit").text.count(">Laila Uusi</td>") == 2


def test_joining_is_possible_without_accepting_the_rules_yet(app, world, laila, link):
    laila.post(link, data={"answer": "join"})
    assert seats(app, world)["Laila Uusi"]["rules_accepted_at"] is None
    assert 'value="rules"' in laila.get(link).text
    laila.post(link, data={"answer": "rules"})
    assert seats(app, world)["Laila Uusi"]["rules_accepted_at"] is not None


def test_the_answer_can_be_changed(app, world, laila, link):
    laila.post(link, data=DECLINE)
    me = seats(app, world)["Laila Uusi"]
    assert (me["state"], me["reason"]) == ("declined", "Aika ei riitä.")
    laila.post(link, data=JOIN)
    assert seats(app, world)["Laila Uusi"]["state"] == "joined"
    assert "Olet mukana." in laila.get(link).text
    laila.post(link, data={"answer": "decline"})
    assert seats(app, world)["Laila Uusi"]["state"] == "declined"


def test_secretaries_and_convener_hear_of_it_once_each(app, world, laila, link, work, post):
    second = {"role": "secretary", "email": "toinen.sihteeri@example.org"}
    change(app, world, "Savon Autoilija", **second)
    laila.post(link, data=JOIN)
    laila.post(link, data=JOIN)
    work()
    hearing = [email for email, _params in letters(app, world, "table_joined")]
    assert len(hearing) == 2 and second["email"] in hearing
    for email in hearing:
        (mail,) = mails_to(email, post)
        assert mail["Subject"] == "Mukana pöydässä: Laila Uusi (Ikäihmisten palvelut)"
        assert JOIN["wishes"] in text_of(mail)


def test_the_reason_of_a_no_is_told(app, world, laila, link, work, post):
    laila.post(link, data=DECLINE)
    work()
    ((email, _params),) = letters(app, world, "table_declined")
    (mail,) = mails_to(email, post)
    assert mail["Subject"] == "Ei osallistu: Laila Uusi (Ikäihmisten palvelut)"
    assert "Aika ei riitä." in text_of(mail)


def test_each_change_of_mind_is_told(app, world, laila, link):
    for data in (JOIN, DECLINE, JOIN):
        laila.post(link, data=data)
    told = [len(letters(app, world, what)) for what in ("table_joined", "table_declined")]
    assert told == [2, 1]


def test_the_page_speaks_the_language_of_the_invited(app, world, laila):
    link = invited(app, world, "Anna Svensk", language="sv")["Anna Svensk"]
    page = laila.get(link)
    assert '<html lang="sv"' in page.text and "Ingen blir utan skjuts." in page.text


@pytest.mark.parametrize("how", ["left", "withdrawn", "ended"])
def test_a_dead_link_says_so(app, world, browser, laila, link, how):
    id = seats(app, world)["Laila Uusi"]["id"]
    path = {
        "left": f"/groups/participants/{id}/removal",
        "withdrawn": f"/groups/participants/{id}/withdrawal",
        "ended": f"/groups/{world.group('karttula')}/end",
    }[how]
    browser("officer").post(path)
    for answer in (laila.get(link), laila.post(link, data=JOIN)):
        assert answer.status_code == 410 and "Tämä linkki ei enää toimi" in answer.text


def test_a_link_works_on_its_own_towns_host_only(visitor, link):
    assert visitor("varkaus").get(link).status_code == 404
    assert visitor("varkaus").post(link, data=JOIN).status_code == 404
    assert visitor("kuopio").get(link + "x").status_code == 404


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"answer": "join", "wishes": "x" * 501}, "wishes"),
        ({"answer": "decline", "reason": "x" * 501}, "reason"),
        ({"answer": "decline", "reason": "010101-900R"}, "reason"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(app, world, laila, link, data, field):
    answer = laila.post(link, data=data)
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    assert seats(app, world)["Laila Uusi"]["state"] == "invited"


@pytest.mark.parametrize("data", [{}, {"answer": "maybe"}])
def test_what_is_neither_yes_nor_no_is_no_answer(app, world, laila, link, data):
    assert laila.post(link, data=data).status_code == 400
    assert seats(app, world)["Laila Uusi"]["state"] == "invited"


def test_who_becomes_a_member_sits_where_the_address_was_asked(app, world, browser, visitor, post):
    from tests.accounts.people import link_to

    invited(app, world, "Laila Uusi")
    data = {"email": "laila@example.org", "first_name": "Laila", "language": "fi"}
    browser("admin").post("/members/invitations/new", data=data)
    path = link_to("laila@example.org", app, post)
    visitor("kuopio").post(path, data={"answer": "accept", "first_name": "Laila"})
    assert seats(app, world)["Laila Uusi"]["member_id"] is not None


def test_a_member_answers_and_sees_inside(app, world, browser, visitor):
    table = f"/groups/{world.group('karttula')}"
    link = invited(app, world, "Laila Uusi", member_id=world.member("member"))["Laila Uusi"]
    member = browser("member")
    assert member.get(f"{table}/people").status_code == 403
    visitor("kuopio").post(link, data=JOIN)
    assert member.get(f"{table}/people").status_code == 200


def test_fifty_answers_at_once_are_all_kept(app, world, visitor):
    links = invited(app, world, *(f"Kutsuttu{number} Henkilö" for number in range(50)))
    pressed = [(visitor("kuopio"), link) for link in links.values()]
    with ThreadPoolExecutor(16) as hands:
        answers = list(hands.map(lambda it: it[0].post(it[1], data=JOIN).status_code, pressed))
    assert set(answers) == {303}
    here = seats(app, world)
    assert {here[name]["state"] for name in links} == {"joined"}
    assert {here[name]["wishes"] for name in links} == {JOIN["wishes"]}
    told = [email for email, _params in letters(app, world, "table_joined")]
    assert {told.count(email) for email in told} == {50}


def test_fifty_presses_of_one_answer_are_told_once(app, world, visitor, link):
    browsers = [visitor("kuopio") for _hand in range(50)]
    with ThreadPoolExecutor(16) as hands:
        answers = list(hands.map(lambda b: b.post(link, data=JOIN).status_code, browsers))
    assert set(answers) == {303}
    told = [email for email, _params in letters(app, world, "table_joined")]
    assert len(told) == 1
    assert happened(app, world).count("participant_joined") == 1


@pytest.mark.parametrize("turn", range(5))
def test_an_invitation_withdrawn_while_it_is_answered_has_one_outcome(
    app, world, browser, visitor, link, turn
):
    id = seats(app, world)["Laila Uusi"]["id"]
    presses = [
        (visitor("kuopio"), link, JOIN),
        (browser("villager"), f"/groups/participants/{id}/withdrawal", {}),
    ]
    with ThreadPoolExecutor(2) as hands:
        answered, withdrawn = hands.map(lambda it: it[0].post(it[1], data=it[2]), presses[::1])
    assert withdrawn.status_code == 303
    state = seats(app, world)["Laila Uusi"]["state"]
    assert (state, answered.status_code) in [("joined", 303), ("added", 410)]
    assert bool(letters(app, world, "table_joined")) == (state == "joined")


@pytest.mark.parametrize("turn", range(3))
def test_who_is_removed_while_answering_has_left(app, world, browser, visitor, link, turn):
    id = seats(app, world)["Laila Uusi"]["id"]
    presses = [
        (visitor("kuopio"), link, JOIN),
        (browser("villager"), f"/groups/participants/{id}/removal", {}),
    ]
    with ThreadPoolExecutor(2) as hands:
        answered, removed = hands.map(lambda it: it[0].post(it[1], data=it[2]), presses)
    assert removed.status_code == 303 and answered.status_code in (303, 410)
    assert "Laila Uusi" not in seats(app, world)
    assert visitor("kuopio").get(link).status_code == 410


def test_nobody_writes_mails_without_end_by_changing_the_answer(laila, link):
    codes = [laila.post(link, data=(JOIN, DECLINE)[n % 2]).status_code for n in range(61)]
    assert codes == [303] * 60 + [429]


@pytest.mark.parametrize(
    ("answer", "subject", "words"),
    [
        (JOIN, "Mukana verkostossa: Aino", "Aino on mukana verkostossa"),
        (DECLINE, "Ei osallistu: Aino", "Aino ei osallistu verkostoon"),
    ],
)
def test_who_convened_a_network_hears_of_it_as_one(
    app, world, visitor, work, post, answer, subject, words
):
    link = invited(app, world, "Aino")["Aino"]
    with inside(app, world) as session:
        group = session.get(Group, world.group("karttula"))
        group.kind, group.field = "network", "theme"
    assert visitor("kuopio").post(link, data=answer).status_code == 303
    work()
    (mail,) = [mail for mail in post() if mail["Subject"].startswith(subject)]
    assert words in text_of(mail)
