"""A table and all who sit at it, each with a browser and a mailbox of their own."""

from __future__ import annotations

from tenants.context import acting_in
from tests.journeys.steps import link_in, mail_about
from webapp.core.scopes import beside

TITLE = "Ikäihmisten virkistyspäivät"
GOAL = "Jokainen Karttulan ikäihminen pääsee mukaan ilman omaa autoa."
CHAIR, TAXI, CLUB = "pj@example.org", "taksi@example.org", "kerho@example.org"
DEACON, BAKER = "diakoni@example.org", "leipuri@example.org"
RIDES, PROGRAMME = "Kuka kyyditsee?", "Mitä ohjelmaa?"


class Story:
    """The table and all who sit at it, each with a browser of their own."""

    def __init__(self, window, phone, live, post, world):
        self.window, self.phone, self.live, self.post, self.world = window, phone, live, post, world
        self.secretary = world.email("officer")

    def later(self, job, *now) -> None:
        """What the clock does in Kuopio, and its mails arrive."""
        with self.live.app.app_context(), beside(acting_in(self.world.tenant("kuopio"))):
            job(*now)
        self.live.deliver()

    def mail(self, email: str, words: str):
        self.live.deliver()
        return mail_about(email, words, self.post)

    def new_mails(self, act) -> list:
        """What arrives because of it."""
        before = len(self.post())
        act()
        self.live.deliver()
        return self.post()[before:]

    def follow(self, email: str, words: str, path: str):
        """A phone at the page that the mail leads to."""
        page = self.phone(None, "kuopio")
        page.goto(link_in(self.mail(email, words), path))
        return page
