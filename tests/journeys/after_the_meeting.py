"""From the meeting to its results: the memo, its correction, and what was promised."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.steps import (
    addresses,
    calendar_in,
    days_pass,
    fi,
    fill,
    in_days,
    link_in,
    press,
    press_and_confirm,
)
from tests.journeys.story import CHAIR, CLUB, DEACON, GOAL, PROGRAMME, RIDES, TAXI
from tests.mailbox import text_of
from webapp.actions.jobs import remind as remind_of_actions

ORDER, FIRST, SECOND = "Tilataan invataksi", "Pidetään kevätpäivä", "Pidetään syyspäivä"


def the_memo_is_written(story, desk) -> None:
    days_pass(11)
    desk.open_memo()
    club = desk.page.locator("#attendance li", has_text="Eläkekerho")
    club.get_by_role("button", name=fi("Sent apologies"), pressed=True).wait_for()
    chair = desk.page.locator("#attendance li", has_text="Puheenjohtaja")
    chair.get_by_role("button", name=fi("Present"), pressed=True).wait_for()
    secretary = desk.page.locator("#attendance li", has_text="Sihteeri")
    secretary.get_by_role("button", name=fi("Present")).click()
    secretary.get_by_role("button", name=fi("Present"), pressed=True).wait_for()
    taxi = desk.page.locator("#attendance li", has_text="Taksiyrittäjä")
    taxi.locator("summary").click()
    taxi.locator("input[name=stand_in]").fill("Savon Taksi")
    taxi.get_by_role("button", name=fi("Save"), exact=True).click()
    said_so = fi("In their place: somebody from %(organisation)s", organisation="Savon Taksi")
    taxi.get_by_text(said_so).wait_for()
    the_line_breaks(desk)
    desk.write(PROGRAMME, "Ohjelmaa toivotaan **paljon**.", "Pidetään kaksi päivää.")
    fill(desk.page, summary="Päiviä pidetään kaksi.")
    press(desk.page, "Save the summary")
    desk.agree(RIDES, ORDER, "Taksiyrittäjä", in_days(20))
    desk.agree(PROGRAMME, FIRST, "Eläkekerho", in_days(15))
    desk.agree(PROGRAMME, SECOND)


def the_line_breaks(desk) -> None:
    """What is typed meanwhile is sent when the line is back."""
    matter = desk.matter(RIDES)
    desk.page.context.set_offline(True)
    matter.get_by_label(fi("What was said")).fill("Autoja on **viisi**.")
    matter.get_by_label(fi("What was agreed")).fill("Invataksi tilataan.")
    matter.get_by_text("Ei yhteyttä.").wait_for()
    desk.page.context.set_offline(False)
    matter.get_by_text(fi("Saved at %(time)s", time="")).first.wait_for()
    desk.page.reload()
    assert desk.matter(RIDES).get_by_label(fi("What was said")).input_value() == (
        "Autoja on **viisi**."
    )


def it_is_checked(story, desk) -> None:
    """Not before each action point has its party and its day; by the chair, from the mail."""
    press(desk.page, "Send to be checked")
    desk.page.get_by_role("alert").get_by_text(SECOND).wait_for()
    desk.complete(SECOND, "Diakoni")
    desk.send_to_check()
    chair_checks(story, "viisi")


def chair_checks(story, words: str, chair: str = CHAIR) -> None:
    page = story.follow(chair, "Tarkastettava muistio", "meetings/memos")
    page.locator("main").get_by_text(words).first.wait_for()
    press(page, "I have checked it: it is right")
    page.locator("#check").get_by_text("Kiitos.").wait_for()


def it_is_published(story, desk) -> None:
    arrived = story.new_mails(desk.publish)
    memos = [it for it in arrived if it["Subject"].startswith("Muistio")]
    assert addresses(memos) == sorted((story.secretary, CHAIR, TAXI, CLUB, DEACON))
    given = [it for it in arrived if it["Subject"].startswith("Vastuullanne")]
    assert addresses(given) == sorted((TAXI, CLUB, DEACON))
    memo = text_of(story.mail(CLUB, "Muistio"))
    for words in (GOAL, "Invataksi tilataan.", ORDER, SECOND, "jatkuva"):
        assert words in memo


def everybody_reads_the_summary(story, desk) -> None:
    """The memo itself is for those at the table."""
    guest = story.phone(None, "kuopio")
    guest.goto(desk.table)
    guest.locator("#actions").get_by_text(ORDER).first.wait_for()
    guest.locator("#meetings li").get_by_role("link").first.click()
    guest.get_by_role("link", name=fi("Read the memo")).click()
    guest.get_by_text("Päiviä pidetään kaksi.").wait_for()
    expect(guest.locator("body > footer")).to_be_visible()
    assert "viisi" not in guest.locator("main").inner_text()
    assert not guest.get_by_text("Taksiyrittäjä").is_visible()


def it_is_corrected(story, desk) -> None:
    member = story.follow(DEACON, "Muistio", "meetings/memos")
    memo = member.url
    member.locator("#suggest #item_id").select_option(label=RIDES)
    member.locator("#suggest #text").fill("Autoja oli kuusi.")
    press(member, "Send the suggestion")
    member.locator("#corrections").get_by_text("Autoja oli kuusi.").wait_for()
    mail = story.mail(story.secretary, "Korjausehdotus")
    assert "Autoja oli kuusi." in text_of(mail) and RIDES in text_of(mail)
    desk.page.goto("about:blank")  # a mail program, from which the page is loaded anew
    desk.page.goto(link_in(mail, "meetings"))
    press_and_confirm(desk.page, "Accept")
    desk.page.locator("#way").wait_for()
    desk.write(RIDES, "Autoja on **kuusi**.", "Invataksi tilataan.")
    desk.send_to_check()
    chair_checks(story, "kuusi")
    arrived = story.new_mails(lambda: desk.publish("Autojen määrä korjattiin.", 2))
    assert len(arrived) == 5, "nothing that was given before is given again"
    assert "Autojen määrä korjattiin." in text_of(story.mail(CLUB, "Muistio"))
    member.goto(memo)
    member.get_by_text("kuusi", exact=True).wait_for()
    member.get_by_role("link", name="Versio 1").click()
    member.get_by_text("viisi", exact=True).wait_for()


def the_days_are_held(story, desk) -> None:
    """Sixty came to the first day and 160 to the second: told from the mails, shown to all."""
    days_pass(12)
    reminded = story.new_mails(lambda: story.later(remind_of_actions))
    assert addresses(reminded) == [CLUB]
    finish(story.follow(CLUB, f": {FIRST}", "actions/answers"), "60")
    finish(story.follow(DEACON, SECOND, "actions/answers"), "160")
    days_pass(11)
    late = story.new_mails(lambda: story.later(remind_of_actions))
    assert addresses(late) == sorted((story.secretary, TAXI))
    assert story.new_mails(lambda: story.later(remind_of_actions)) == []
    page = story.follow(TAXI, "Myöhässä", "actions/answers")
    page.locator("summary", has_text=fi("It needs more time")).click()
    fill(page, due_on=in_days(30))
    press(page, "Save the new day")
    page.locator("#said p").wait_for()
    reader = story.phone(None, "kuopio")
    for path in (desk.table, f"/areas/{story.world.area('karttula')}"):
        reader.goto(path)
        for figure in ("60 osallistujaa", "160 osallistujaa"):
            reader.locator("#actions").get_by_text(figure, exact=True).first.wait_for()


def finish(page, figure: str) -> None:
    fill(page, note="Mukaan pääsi jokainen.", figure=figure, figure_of="osallistujaa")
    press(page, "Mark as done")
    page.get_by_role("button", name=fi("Change the answer")).wait_for()


def the_next_meeting_begins_with_what_is_open(story, desk) -> None:
    """It is offered by itself; then the meeting is cancelled, with the reason."""
    desk.call(40, clock="18.00", place="Asukastupa")
    desk.page.locator("#agenda").get_by_text(ORDER).first.wait_for()
    assert not desk.page.locator("#agenda").get_by_text(FIRST).is_visible()
    press(desk.page, "Put on the agenda", desk.page.locator("#agenda"))
    desk.page.locator("#agenda").get_by_role("link", name=ORDER).wait_for()
    desk.invite(5)
    desk.publish_agenda()
    assert text_of(story.mail(TAXI, "Asialista")).count(ORDER) == 2, "as a matter and as one's own"
    assert text_of(story.mail(CLUB, "Asialista")).count(ORDER) == 1
    told = story.new_mails(lambda: desk.cancel("Asukastuvalla on vesivahinko."))
    assert addresses(told) == sorted((story.secretary, CHAIR, TAXI, CLUB, DEACON))
    mail, invited = story.mail(CLUB, "Peruttu"), story.mail(CLUB, "Kutsu tapaamiseen")
    assert "Asukastuvalla on vesivahinko." in text_of(mail)
    method, event = calendar_in(mail)
    assert (method, event["uid"]) == ("CANCEL", calendar_in(invited)[1]["uid"])
    assert event["sequence"] > calendar_in(invited)[1]["sequence"]
