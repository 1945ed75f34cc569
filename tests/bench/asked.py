"""What a signed-in member asks for: the pages that are measured, and how htmx asks for parts."""

from __future__ import annotations

from flask import Flask

from tests.bench.stage import DOMAIN, SECRET
from webapp.accounts.loading import COOKIE

AT_WORK = 100  # towns that somebody uses in the same minutes
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
PAGES = {
    "area page": ("/areas/{area}", {}),
    "its actors": ("/areas/{area}/actors", HTMX),
    "its parts": ("/areas/{area}/parts", HTMX),
    "member list": ("/members", {}),
    "its rows": ("/members", HTMX),
}
PART_OF = {"its actors": "area page", "its parts": "area page", "its rows": "member list"}


def by_members(page: str, towns: int) -> list[tuple[str, dict[str, str]]]:
    """The same page in the towns at work, spread over all."""
    path, headers = PAGES[page]
    chosen = range(1, towns + 1, max(1, towns // AT_WORK))
    return [(path.format(area=_area(town)), headers | _reader(town)) for town in chosen]


def _area(town: int) -> str:
    return f"{town:08x}-0004-7000-8000-{1:012x}"


def _reader(town: int) -> dict[str, str]:
    """The browser of the town's first member, with the form cookie it was given before."""
    cookies = f"{COOKIE}=session-{town}; __Host-form={_form_cookie()}"
    return {"Host": f"town-{town}.{DOMAIN}", "Cookie": cookies, "Accept-Language": "fi"}


def _form_cookie() -> str:
    app = Flask("form")
    app.secret_key = SECRET
    signer = app.session_interface.get_signing_serializer(app)
    return signer.dumps({"csrf_token": "0" * 40})
