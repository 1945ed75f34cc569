"""What a signed-in member asks for: the pages that are measured, and how htmx asks for parts."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from tests.bench.stage import DOMAIN, SECRET
from webapp.accounts.loading import COOKIE

AT_WORK = 100  # towns that somebody uses in the same minutes
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
FORM = HTMX | {"Content-Type": "application/x-www-form-urlencoded"}
FORM_KEY = "0" * 40
PAGES = {
    "area page": ("/areas/{area}", {}),
    "its actors": ("/areas/{area}/actors", HTMX),
    "its parts": ("/areas/{area}/parts", HTMX),
    "member list": ("/members", {}),
    "its rows": ("/members", HTMX),
    "my page": ("/", {}),
    "table": ("/groups/{table}", {}),
    "its meetings": ("/meetings/of/{table}", HTMX),
    "its actions": ("/actions/of/{table}", HTMX),
    "meeting": ("/meetings/{meeting}", {}),
    "memo": ("/meetings/{meeting}/memo", {}),
    "autosave": ("/meetings/items/{item}/text", FORM),
}
PART_OF = {
    "its actors": "area page",
    "its parts": "area page",
    "its rows": "member list",
    "its meetings": "table",
    "its actions": "table",
}
# How many times the page with eight queries of the ORM each may cost.
MOST = {
    "area page": 1.75,
    "member list": 1.75,
    "table": 1.75,
    "my page": 1.75,
    "meeting": 3,
    "memo": 3,
    "autosave": 0.3,
}


class Request(NamedTuple):
    """A `body` is posted; each time with another number for the {n} in it."""

    path: str
    headers: dict[str, str]
    body: str = ""


def by_members(page: str, towns: int) -> list[Request]:
    """The same page in the towns at work, spread over all."""
    path, headers = PAGES[page]
    body = _typed() if page == "autosave" else ""
    chosen = range(1, towns + 1, max(1, towns // AT_WORK))
    return [Request(path.format(**_ids(town)), headers | _reader(town), body) for town in chosen]


def _ids(town: int) -> dict[str, str]:
    """The item is of the memo that is being written."""
    rows = {
        "area": ("0004", 1),
        "table": ("000a", 1),
        "meeting": ("000d", 1),
        "item": ("000e", 201),
    }
    return {name: f"{town:08x}-{kind}-7000-8000-{n:012x}" for name, (kind, n) in rows.items()}


def _typed() -> str:
    """One open page saves what somebody types on and on."""
    token = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(FORM_KEY)
    known = {"csrf_token": token, "version": 1, "page": "bench", "agreed": "Sovittiin."}
    return urlencode(known) + "&text=Kyl%C3%A4t+kertoivat+kokemuksistaan+{n}"


def _reader(town: int) -> dict[str, str]:
    """The browser of the town's first member, with the form cookie it was given before."""
    cookies = f"{COOKIE}=session-{town}; __Host-form={_form_cookie()}"
    return {"Host": f"town-{town}.{DOMAIN}", "Cookie": cookies, "Accept-Language": "fi"}


def _form_cookie() -> str:
    app = Flask("form")
    app.secret_key = SECRET
    signer = app.session_interface.get_signing_serializer(app)
    return signer.dumps({"csrf_token": FORM_KEY})
