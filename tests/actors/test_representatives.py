"""Who acts for an actor: named, invited, ended; with a term."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.accounts.people import at_once, happened, inside, link_to, mails_to
from webapp.accounts.models import Invitation, Session
from webapp.actors.models import Representative
from webapp.core import formats
from webapp.core.formats import date_typed, today


@pytest.fixture
def parish(world):
    return f"/actors/{world.actor('karttula_parish')}"


@pytest.fixture
def name(browser, world, parish):
    def name(whom="member", by="officer", starts=0, ends=None, **changes):
        day = date_typed(today() + timedelta(days=starts))
        data = {"email": world.email(whom), "starts_on": day, "language": "fi"}
        if ends is not None:
            data["ends_on"] = date_typed(today() + timedelta(days=ends))
        return browser(by).post(f"{parish}/representatives", data=data | changes)

    return name


def term_of(app, world, who, actor):
    with inside(app, world) as session:
        wanted = select(Representative.id).where(
            Representative.member_id == world.member(who),
            Representative.actor_id == world.actor(actor),
        )
        return session.scalars(wanted).first()


@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 403), ("twofold", 403), ("coordinator", 403), ("officer", 303), ("admin", 303)],
)
def test_who_names_representatives(name, who, status):
    assert name(by=who).status_code == status


def test_a_member_acts_for_the_actor_at_once_and_hears_of_it(name, browser, app, world, post):
    assert name().status_code == 303
    assert browser("member").get(f"/areas/{world.area('karttula')}/edit").status_code == 200
    assert happened(app, world)[-1] == "representative_added"
    (mail,) = mails_to(world.email("member"), app, post)
    assert mail["Subject"] == "Edustat toimijaa Karttulan seurakunta: Kuopion kaupunki"


def test_somebody_unknown_is_invited_to_act_for_it(name, visitor, app, world, post):
    answer = name(email="laila@example.org", first_name="Laila", language="sv")
    assert answer.status_code == 303
    laila = visitor("kuopio")
    laila.post(
        link_to("laila@example.org", app, post), data={"answer": "accept", "first_name": "Laila"}
    )
    assert laila.get(f"/areas/{world.area('karttula')}/edit").status_code == 200


@pytest.mark.parametrize(
    ("days", "status"),
    [({"starts": 1}, 403), ({"ends": 0}, 200), ({}, 200)],
    ids=["from tomorrow", "until today", "from today"],
)
def test_who_is_invited_acts_for_it_on_the_days_that_were_written(
    name, visitor, app, world, post, days, status
):
    first, last = today() + timedelta(days=days.get("starts", 0)), None
    if "ends" in days:
        last = today() + timedelta(days=days["ends"])
    name(email="laila@example.org", **days)
    laila, link = visitor("kuopio"), link_to("laila@example.org", app, post)
    assert formats.date_span(first, last) in laila.get(link).text
    laila.post(link, data={"answer": "accept", "first_name": "Laila"})
    assert laila.get(f"/areas/{world.area('karttula')}/edit").status_code == status
    with inside(app, world) as session:
        term = session.scalars(select(Representative).order_by(Representative.id.desc())).first()
        assert (term.starts_on, term.ends_on) == (first, last)


def test_whose_last_day_is_over_before_the_answer_acts_for_nobody(name, visitor, app, world, post):
    name(email="laila@example.org", ends=0)
    with inside(app, world) as session:
        hers = select(Invitation).where(Invitation.email == "laila@example.org")
        session.scalars(hers).one().acts_until = today() - timedelta(days=1)
    laila = visitor("kuopio")
    laila.post(
        link_to("laila@example.org", app, post), data={"answer": "accept", "first_name": "Laila"}
    )
    assert laila.get("/members").status_code == 200
    assert laila.get(f"/areas/{world.area('karttula')}/edit").status_code == 403


def test_a_term_that_begins_tomorrow_gives_nothing_today(name, browser, world):
    assert name(starts=1).status_code == 303
    assert browser("member").get(f"/areas/{world.area('karttula')}/edit").status_code == 403


def test_one_person_represents_an_actor_once(name):
    assert name().status_code == 303
    assert name().status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "sari"}, "email"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"ends_on": "1.1.2020"}, "ends_on"),
        ({"language": "de"}, "language"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(name, changes, field):
    answer = name(**changes)
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text


def test_a_coordinator_opens_no_page_of_somebody_elses_area(browser, world):
    """Who acts for an actor keeps the pages of all its areas."""
    areas = [world.area("juankoski"), world.area("karttula")]
    facts = {"name": "Iso yhdistys", "kind": "organisation", "sector": "third"}
    actor = browser("officer").post("/actors/new", data=facts | {"area_ids": areas})
    here, coordinator = actor.headers["Location"], browser("coordinator")
    data = {"email": world.email("coordinator"), "starts_on": date_typed(today())}
    assert coordinator.post(f"{here}/representatives", data=data).status_code == 403
    assert f"{here}/representatives" not in coordinator.get(here).text
    assert coordinator.get(f"/areas/{areas[1]}/edit").status_code == 403


def test_the_same_presses_at_once_name_once(app, browser, world, parish):
    data = {"email": world.email("member"), "starts_on": date_typed(today()), "language": "fi"}
    officers = [browser("officer") for _hand in range(8)]
    assert at_once(officers, f"{parish}/representatives", data) == [303] + [422] * 7


def test_the_part_answers_htmx(browser, world, parish):
    data = {"email": world.email("member"), "starts_on": date_typed(today())}
    here = browser("officer")
    answer = here.post(f"{parish}/representatives", data=data, headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<section id="representatives"')
    assert "Kuopion Jäsen" in answer.text


@pytest.mark.parametrize(("who", "status"), [("villager", 403), ("member", 403), ("officer", 303)])
def test_who_ends_a_representation(browser, app, world, who, status):
    term = term_of(app, world, "twofold", "karttula_village")
    assert browser(who).post(f"/representatives/{term}/end").status_code == status


def test_the_right_is_over_at_once(browser, app, world):
    villager = browser("villager")
    term = term_of(app, world, "villager", "karttula_village")
    browser("officer").post(f"/representatives/{term}/end")
    assert villager.get(f"/areas/{world.area('karttula')}/edit").status_code == 403
    assert happened(app, world)[-1] == "representative_ended"
    with inside(app, world) as session:
        mine = select(Session.actor_id).where(Session.member_id == world.member("villager"))
        assert session.scalars(mine).all() == [None]


def test_a_representation_of_another_town_cannot_be_ended(browser, app, world):
    with inside(app, world, "varkaus") as session:
        term = session.scalars(select(Representative.id)).first()
    assert browser("admin").post(f"/representatives/{term}/end").status_code == 404
