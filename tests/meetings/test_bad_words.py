"""Whatever is written into a memo is read as words: on pages, on paper and in mails."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tenants.owned import utcnow
from tests.meetings.secretary import change
from webapp.groups.models import Group
from webapp.meetings.models import Item, Meeting

ATTACKS = (
    "<script>alert(1)</script>",
    "<svg><animate onbegin=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3C;script&#x3E;",
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=) ![y](data:image/svg+xml,<svg/onload=alert(1)>)",
    '<javascript:alert(1)> [x](vbscript:x) [y](https://example.org "onmouseover=alert(1)")',
    "\"><img src=x onerror=alert(1)> '><b onclick=alert(1)>",
    "{{ 7 * 7 }} {% raw %} %(name)s ${x}",
)
SCHEMES = ("http:", "https:", "mailto:", "tel:", "/", "#", "?")


class Reader(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html: str):
        super().__init__()
        self.wild = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or (name == "href" and not value.startswith(SCHEMES)):
                self.wild.append((tag, name, value))
        if tag in ("img", "math", "animate", "iframe"):
            self.wild.append((tag,))

    def handle_data(self, data):
        if self.get_starttag_text() and self.get_starttag_text().startswith("<script"):
            self.wild += re.findall(r"alert\(1\)", data)


def assert_tame(html: str) -> None:
    assert Reader(html).wild == []


@pytest.fixture(params=ATTACKS)
def attacked(request, memo, browser, token, here, visitor):
    """A memo of which every text is an attack, with version 2 and an answered correction."""
    attack, client, id = request.param, memo.client, here.split("/")[-1]
    change(Item, title=attack[:300])
    change(Meeting, place=attack)
    change(Group, memo_audience="public", goals={"fi": attack})
    answered = {"presence": "excused", "stand_in": attack}
    client.post(f"{here}/attendance/{memo.seat('chair')}", data=answered)
    agreed = {"what": attack, "holder": "other", "party": attack, "is_continuing": "y"}
    client.post(f"/meetings/items/{memo.world.item('karttula')}/actions", data=agreed)
    memo.write(attack, attack)
    memo.send("chair")
    visitor("kuopio").post(f"/meetings/corrections/{token('chair')}/{id}", data={"text": attack})
    assert_tame(client.get(f"{here}/draft").text)
    client.post(f"{here}/checks/{memo.seat('chair')}")
    memo.publish()
    visitor("kuopio").post(f"/meetings/corrections/{token('member')}/{id}", data={"text": attack})
    found = re.findall(r"/meetings/corrections/([^/\"]+)/answer", client.get(f"{here}/memo").text)
    for one in found:
        client.post(f"/meetings/corrections/{one}/answer", data={"reply": attack})
    client.post(f"{here}/versions")
    client.post(f"{here}/summary", data={"summary": attack, "before": "e3b0c44298fc1c14"})
    memo.write(f"{attack} ja lisää", attack)
    assert memo.publish(attack).status_code == 303
    return attack


def test_on_no_page_and_no_paper(attacked, memo, visitor, browser, here, token, world):
    id = here.split("/")[-1]
    for path in (
        f"{here}/memo",
        f"{here}/memo?version=1",
        f"{here}/writing",
        here,
        "/",
        f"/groups/{world.group('karttula')}",
        f"/meetings/memos/{token('member')}/{id}",
    ):
        answer = memo.client.get(path)
        assert answer.status_code == 200
        assert_tame(answer.text)
    assert_tame(visitor("kuopio").get(f"{here}/memo").text)
    assert memo.client.get(f"/meetings/memos/{id}.pdf").data.startswith(b"%PDF")
    assert memo.client.get(f"/meetings/agendas/{id}.pdf").data.startswith(b"%PDF")
    change(Group, memo_audience="summary")
    assert_tame(visitor("kuopio").get(f"{here}/memo").text)


def test_in_no_mail(attacked, memo, work, post):
    work()
    mails = post()
    kinds = ("Muistio", "Korjausehdotus")
    about = [it for it in mails if it["Subject"].startswith(kinds)]
    assert len(about) >= 5
    for mail in about:
        assert_tame(mail.get_body(("html",)).get_content())


def test_in_no_panel_of_a_conflict(memo, browser, here):
    for attack in ATTACKS:
        saved = {"version": 7, "saved_by": attack, "saved_at": utcnow()}
        change(Item, text=attack, agreed=attack, **saved)
        path = f"/meetings/items/{memo.world.item('karttula')}/text"
        data = {"text": f"{attack}!", "agreed": "", "version": 3, "page": "x"}
        for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
            answer = memo.client.post(path, data=data, headers=headers)
            assert answer.status_code == 409
            assert_tame(answer.text)
