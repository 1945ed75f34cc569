"""Which language a reader gets, and how they change it."""

from types import SimpleNamespace

import pytest
from flask import Flask, g, render_template_string
from flask_login import LoginManager, UserMixin, login_user

from webapp.core import language
from webapp.core.language import shown, use_language


class Person(UserMixin):
    id = "1"
    language = None


@pytest.fixture
def person():
    return Person()


@pytest.fixture
def place(person):
    """A small application that says which language it speaks."""
    app = Flask(__name__)
    app.secret_key = "tests only"
    LoginManager(app).user_loader(lambda _id: person)
    tenant = SimpleNamespace(languages=["sv", "fi"])
    app.before_request(lambda: setattr(g, "tenant", tenant))
    language.init_app(app)
    app.get("/speak", endpoint="speak")(language.language)
    app.get("/links", endpoint="links")(language.language_links)
    app.post("/post-only", endpoint="post")(language.language_links)
    app.get("/sign-in", endpoint="sign_in")(lambda: login_user(person) and "in")
    app.get("/fail", endpoint="fail")(lambda: 1 / 0)
    app.get("/page", endpoint="page")(
        lambda: render_template_string("{{ language() }}{% trans %}\n  A  \n B {% endtrans %}")
    )
    return app


@pytest.fixture
def browser(place):
    return place.test_client()


def speaks(browser, accept=""):
    return browser.get("/speak", headers={"Accept-Language": accept}).text


@pytest.mark.parametrize(
    ("accept", "tag"),
    [
        ("fi-FI,sv;q=0.5", "fi"),
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("en-US,en;q=0.9", "en"),
        ("de,en;q=0.5,fi;q=0", "en"),
        ("en;q=0, fi", "fi"),
        ("de-DE,ru", "sv"),
        ("", "sv"),
        ("\x7f;;q=x,,*", "sv"),
    ],
)
def test_the_browser_chooses_else_the_municipality(browser, accept, tag):
    assert speaks(browser, accept) == tag


def test_ones_own_language_goes_before_the_browsers(browser, person):
    person.language = "en"
    browser.get("/sign-in")
    assert speaks(browser, "fi") == "en"


def test_what_was_chosen_in_this_browser_goes_first(browser, person):
    person.language = "en"
    browser.get("/sign-in")
    browser.get("/speak?language=fi")
    assert speaks(browser, "sv") == "fi"


def test_an_unknown_choice_changes_nothing(browser):
    assert browser.get("/speak?language=xx").status_code == 200
    browser.set_cookie("language", "../../etc")
    assert speaks(browser, "fi") == "fi"


def test_the_switch_keeps_page_and_query(browser):
    answer = browser.get("/links?who=a%26b&page=2&page=3&language=sv")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/links?who=a%26b&page=2&page=3"
    links = browser.get("/links?who=a%26b&language=xx").json
    assert links[2] == ["en", "English", "/links?who=a%26b&language=en", False]
    assert [current for *_rest, current in links] == [False, True, False]


@pytest.mark.parametrize(
    "path", ["//evil.example/x", "/\\evil.example", "/%09/evil.example", "///e"]
)
def test_the_switch_never_leaves_this_host(browser, path):
    answer = browser.get(f"{path}?language=sv", base_url="http://localhost")
    target = answer.headers.get("Location", "/")
    assert target.startswith("/") and target[1:2] not in ("/", "\\")


def test_a_page_that_cannot_be_read_again_switches_on_the_front_page(browser):
    assert browser.post("/post-only").json[1][2] == "/?language=sv"


def test_the_choice_is_a_cookie_for_the_server_only(browser):
    cookie = browser.get("/speak?language=sv", base_url="https://localhost").headers["Set-Cookie"]
    for part in ("language=sv", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"):
        assert part in cookie


def test_a_page_says_its_language(browser):
    answer = browser.get("/page", headers={"Accept-Language": "fi"})
    assert answer.headers["Content-Language"] == "fi"
    assert {"Cookie", "Accept-Language"} <= set(answer.vary.as_set(preserve_casing=True))


def test_texts_of_templates_are_trimmed(browser):
    assert browser.get("/page", headers={"Accept-Language": "en"}).text == "enA B"


def test_a_language_ends_with_its_request(browser):
    browser.get("/speak?language=en")
    browser.get("/fail")
    assert language.language() == "fi"


def test_jobs_and_commands_speak_as_they_are_told():
    assert language.language() == "fi"
    with use_language("sv"):
        assert language.locale().territory == "FI"
        with use_language("en"):
            assert str(language.locale()) == "en_GB"
        assert language.language() == "sv"


def test_a_text_is_shown_in_the_readers_language_else_in_the_original():
    texts = {"sv": "Byn", "fi": "Kylä", "en": ""}
    with use_language("fi"):
        assert shown(texts, ["sv", "fi"]) == ("Kylä", "fi", False)
        assert shown({"en": "Village"}, ["sv", "fi"]) == ("Village", "en", True)
        assert shown({}, ["sv", "fi"]) == ("", "fi", False)
        assert shown(None, ["sv", "fi"]) == ("", "fi", False)
    with use_language("en"):
        assert shown(texts, ["sv", "fi"]) == ("Byn", "sv", True)


def test_a_lazy_text_follows_the_reader(monkeypatch):
    said = {"fi": "Tallenna", "sv": "Spara", "en": "Save"}
    monkeypatch.setattr(
        language, "catalogue", lambda tag: SimpleNamespace(ugettext=lambda _text: said[tag])
    )
    text = language.lazy("Save")
    for tag, word in said.items():
        with use_language(tag):
            assert str(text) == word


def test_a_number_chooses_its_form():
    with use_language("en"):
        assert language.ngettext("%(num)s area", "%(num)s areas", 1) == "1 area"
        assert language.ngettext("%(num)s area", "%(num)s areas", 0) == "0 areas"
