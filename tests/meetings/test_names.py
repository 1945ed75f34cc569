"""Who was there, by name: known at a table; of a network, open to all, only who keeps it knows."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.meetings.secretary import change
from webapp.actions.models import Action
from webapp.groups.models import Group, Participant

NAME = "Savon Autoilija"


@pytest.fixture(params=["table", "network"])
def kind(request, memo, here):
    """The memo is being checked; the one in the chair's seat is one of many."""
    change(Group, Group.id == memo.world.group("karttula"), kind=request.param)
    change(Participant, Participant.role == "chair", role="member")
    change(Action, participant_id=None, party="Kylätoimikunta")  # who promises is named to all
    memo.client.post(f"{here}/attendance/{memo.seat('member')}", data={"presence": "present"})
    memo.write()
    memo.send("secretary", "chair")
    return request.param


def attended(page: str) -> str:
    return page.partition('id="attendance"')[2].partition("</section>")[0]


def paper(answer) -> str:
    text = " ".join(it.extract_text() for it in PdfReader(BytesIO(answer.data)).pages)
    return text.partition("Läsnäolo")[2].partition("1. Kyydit")[0]


def test_who_was_there_is_named_to_those_who_may_know(kind, memo, browser, visitor, here, token):
    id, is_named = here.split("/")[-1], kind == "table"
    by_link = f"/meetings/memos/{token('chair')}/{id}"
    seated, keeper, link = browser("twofold"), memo.client, visitor("kuopio")
    drafts = (seated.get(f"{here}/draft"), link.get(by_link))
    assert [NAME in attended(it.text) for it in drafts] == [is_named] * 2
    assert NAME in attended(keeper.get(f"{here}/draft").text)
    for role in ("secretary", "chair"):
        keeper.post(f"{here}/checks/{memo.seat(role)}")
    memo.publish()
    pages = (seated.get(f"{here}/memo"), link.get(by_link))
    assert [NAME in attended(it.text) for it in pages] == [is_named] * 2
    papers = (seated.get(f"/meetings/memos/{id}.pdf"), link.get(f"{by_link}.pdf"))
    assert [NAME in paper(it) for it in papers] == [is_named] * 2
    assert NAME in attended(keeper.get(f"{here}/memo").text)
    assert NAME in paper(keeper.get(f"/meetings/memos/{id}.pdf"))
