"""From an opened table to the eve of its meeting: who is asked, what is called, who answers."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tests.journeys.desk import Desk
from tests.journeys.steps import addresses, calendar_in, fi, fill, open_table, press, said
from tests.journeys.story import BAKER, CHAIR, CLUB, DEACON, GOAL, PROGRAMME, RIDES, TAXI, TITLE
from tests.mailbox import text_of
from webapp.core.formats import HELSINKI
from webapp.meetings.jobs import remind

TOO_LONG = (
    "The matters take more time than there is. "
    "Leave something for the next meeting, or shorten a matter."
)


def open_and_ask_in(story) -> Desk:
    page = story.window("officer")
    desk = Desk(page, open_table(page, TITLE, GOAL, "Karttula", memos="summary"))
    desk.add("Sihteeri", story.secretary, "public", "secretary", seat="Kirjoittaa muistiot")
    desk.add("Puheenjohtaja", CHAIR, "public", "chair")
    desk.add("Taksiyrittäjä", TAXI, "business", seat="Ajaa kyydit", benefit="Kyydit tiedossa")
    desk.add("Eläkekerho", CLUB, "third", seat="Tuo toiveet")
    desk.add("Diakoni", DEACON, "parish", seat="Tuntee yksin asuvat")
    desk.add("Leipuri", BAKER, "business", seat="Tuo pullat")
    desk.ask_in(6)
    return desk


def they_join(story, desk) -> None:
    """All but one, each from the mail; the secretary hears of each once."""
    for email in (story.secretary, CHAIR, TAXI, CLUB, DEACON):
        mail = story.mail(email, TITLE)
        assert GOAL in text_of(mail)
        page = story.follow(email, TITLE, "groups/answers")
        press(page, "I take part")
        assert said(page, "Thank you. You take part.")
    page = story.follow(BAKER, TITLE, "groups/answers")
    fill(page, reason="Leivon öisin.")
    press(page, "I do not take part")
    page.locator("#said p").wait_for()
    assert "Leivon öisin." in text_of(story.mail(story.secretary, "Ei osallistu: Leipuri"))
    told = [it["Subject"] for it in story.post() if addresses([it]) == [story.secretary]]
    assert len([it for it in told if it.startswith("Mukana pöydässä: Taksiyrittäjä")]) == 1
    desk.begin()
    desk.page.locator("#goal").get_by_text(GOAL).wait_for()


def the_meeting_is_called(story, desk) -> None:
    desk.call(10, clock="18.00", place="Asukastupa")
    invited = story.new_mails(lambda: desk.invite(5))
    assert addresses(invited) == sorted((story.secretary, CHAIR, TAXI, CLUB, DEACON))
    mail = story.mail(TAXI, "Kutsu tapaamiseen")
    top = text_of(mail)[:600]
    assert "Asukastupa" in top and GOAL in top and "klo 18.00" in top
    method, event = calendar_in(mail)
    assert (method, event["sequence"]) == ("REQUEST", 0)


def they_answer(story) -> None:
    """One changes the mind; one cannot come."""
    for email, answer, text in (
        (TAXI, "cannot", "I cannot attend"),
        (TAXI, "attend", "I will attend"),
        (DEACON, "remote", "I will attend remotely"),
        (CLUB, "cannot", "I cannot attend"),
    ):
        page = story.follow(email, "Kutsu tapaamiseen", rf"meetings/answers/\S+={answer}")
        press(page, "Save my answer")
        page.get_by_role("status").get_by_text(fi(text), exact=True).wait_for()


def the_place_changes(story, desk) -> None:
    def move():
        desk.page.goto(desk.meeting)
        desk.page.get_by_role("link", name=fi("Edit")).click()
        fill(desk.page, place="Karttulan kirjasto")
        press(desk.page, "Save")
        desk.page.get_by_text("Karttulan kirjasto").first.wait_for()

    assert len(story.new_mails(move)) == 5
    first = calendar_in(story.mail(TAXI, "Kutsu tapaamiseen"))[1]
    mail = story.mail(TAXI, "Muutos tapaamiseen")
    assert "Asukastupa" in text_of(mail) and "Karttulan kirjasto" in text_of(mail)
    method, event = calendar_in(mail)
    assert (method, event["sequence"], event["uid"]) == ("REQUEST", 1, first["uid"])


def the_agenda_is_made(story, desk) -> None:
    desk.page.goto(desk.meeting)
    desk.put(RIDES, "40")
    desk.put(PROGRAMME, "60")
    desk.page.get_by_text(fi(TOO_LONG)).wait_for()
    desk.shorten(PROGRAMME, "45")
    desk.page.locator("#agenda").get_by_text("45 min").first.wait_for()
    assert not desk.page.get_by_text(fi(TOO_LONG)).is_visible()
    assert len(story.new_mails(desk.publish_agenda)) == 5
    agenda = text_of(story.mail(DEACON, "Asialista"))
    assert RIDES in agenda and "45 min" in agenda


def they_are_reminded_once(story, desk) -> None:
    """Who has answered is not asked again; who has not, answers from the reminder."""
    eve = datetime.combine(desk.day - timedelta(days=1), time(10), tzinfo=HELSINKI)
    reminded = story.new_mails(lambda: story.later(remind, eve))
    assert addresses(reminded) == sorted((story.secretary, CHAIR, TAXI, DEACON))
    assert story.new_mails(lambda: story.later(remind, eve)) == []
    assert "Vastauksesi: Osallistun etänä." in text_of(story.mail(DEACON, "Muistutus"))
    page = story.follow(CHAIR, "Muistutus", r"meetings/answers/\S+=attend")
    press(page, "Save my answer")
    page.get_by_role("status").get_by_text(fi("I will attend"), exact=True).wait_for()
