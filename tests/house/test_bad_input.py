"""Every form against what no form expects: no crash, a clear answer, nothing half done."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from tests.house.walk import CAST, address, routes

BAD = {
    "nul": b"a\0b",
    "half a surrogate": b"\xed\xa0\x80",
    "broken UTF-8": b"\xff\xfe",
    "turned around": "\u202egnp.exe".encode(),
    "a family": "👩‍👩‍👧‍👦".encode(),
    "a letter in two parts": "a\u0308iti".encode(),
    "too long": b"x" * 20_000,
    "just too long": b"x" * 201,
    "minus one": b"-1",
    "a big number": b"9223372036854775808",
    "a huge number": b"9" * 5000,
    "eastern digits": "١٢٣".encode(),
    "an underlined number": b"1_0",
    "a power": b"1e5",
    "year zero": b"0000-01-01",
    "year ten thousand": b"31.12.9999",
    "no such day": b"31.2.2026",
    "a line in a header": b"a@example.org\r\nBcc: b@example.org",
    "a formula": b"=1+1",
    "a way up": b"../../etc/passwd",
    "a script": b"<script>alert(1)</script>",
    "a running link": b"javascript:alert(1)",
    "another host": b"//evil.example/x",
    "a template": b"{{ 7 * 7 }}%(name)s",
    "a quote": b"' OR 1=1 --",
    "an identity code": b"010101-900R",
    "nothing": b"",
}
IN_ADDRESSES = (
    "nul",
    "half a surrogate",
    "a huge number",
    "eastern digits",
    "another host",
)
FREE = ("page", "q", "next", "kind", "sector", "area", "role", "state", "language", "colour")
WHO = ("visitor", "villager", "admin", "operator")


class Forms(HTMLParser):
    """The forms of a page: address, method, and the names of what they send."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.found.append((attrs.get("action"), attrs.get("method", "get").upper(), set()))
        elif tag in ("input", "textarea", "select") and self.found and attrs.get("name"):
            self.found[-1][2].add(attrs["name"])


@pytest.fixture
def client_of(browser, visitor):
    def open_as(who):
        key, town = CAST[who]
        return browser(key) if key else visitor(town)

    return open_as


def body(names, value):
    """Sent byte by byte, as a browser never would."""
    return b"&".join(quote(name).encode() + b"=" + quote(value).encode() for name in names)


def routes_at(app, site):
    """Those that exist on this host; the others are one 404."""
    for endpoint, method, rule in routes(app):
        at = getattr(app.view_functions[endpoint], "at", "any")
        if at == "any" or (at == "platform") == (site == "platform"):
            yield endpoint, method, rule


def forms_of(app, who, client, rows):
    found = {}
    for _endpoint, method, rule in routes_at(app, CAST[who][1]):
        if method == "GET":
            path = address(app, rule, rows)
            answer = client.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for action, how, names in Forms(answer.text).found:
                    if fields := names - {"csrf_token"}:
                        found[action or path, how] = sorted(fields)
    return found


def sent(client, action, how, content):
    if how == "GET":
        return client.get(action, query_string=content.decode())
    return client.post(action, data=content, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("who", WHO)
def test_no_form_breaks(app, client_of, rows, who):
    client, broken = client_of(who), []
    for (action, how), fields in forms_of(app, who, client, rows).items():
        for bad, value in BAD.items():
            answer = sent(client, action, how, body(fields, value))
            if answer.status_code >= 500:
                broken.append((action, how, bad, answer.status_code))
            if answer.status_code == 422 and "ds-error-summary" not in answer.text:
                broken.append((action, how, bad, "says nothing"))
    assert broken == []


@pytest.mark.parametrize("who", ["admin", "operator"])
def test_no_address_breaks(app, client_of, rows, who):
    client = client_of(who)
    broken = []
    for _endpoint, method, rule in routes_at(app, CAST[who][1]):
        for bad in IN_ADDRESSES:
            odd = quote(BAD[bad][:300])
            path = address(app, rule, rows)
            if method == "GET":
                path += "?" + "&".join(f"{name}={odd}" for name in FREE)
                if client.get(path).status_code >= 500:
                    broken.append((path[:60], bad))
            if rule.arguments:
                prefix = rule.rule.partition("<")[0]
                if client.open(prefix + odd, method=method).status_code >= 500:
                    broken.append((prefix, bad))
    assert broken == []


def test_what_is_no_form_is_refused(app, client_of, rows):
    client = client_of("admin")
    for _endpoint, method, rule in routes(app):
        if method == "POST":
            for kind, data in (
                ("application/json", b'{"name": [1]}'),
                ("application/json", b"["),
                ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
                ("multipart/form-data", b""),
                ("text/plain", b"\0\0"),
            ):
                answer = client.post(address(app, rule, rows), data=data, content_type=kind)
                assert answer.status_code < 500, (rule, kind)
