"""Every page speaks the reader's language, and only that."""

from html.parser import HTMLParser

import pytest

from tests.house.reading import SPOKEN_ATTRIBUTES, UNSPOKEN
from tests.house.walk import CAST, address, routes
from webapp.core.catalogues import TRANSLATED, forms_of, written
from webapp.core.language import LANGUAGES

READERS = ("stranger", "visitor", "villager", "admin", "operator")
# Of languages in their own words, and of a person of the cast.
NAMES = {*LANGUAGES.values(), "Kutsuttu"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Words(HTMLParser):
    """What a page says in its own language: not what is marked as another's."""

    def __init__(self, page):
        super().__init__()
        self.said, self.lang, self._open = [], None, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.lang = attrs.get("lang")
            return
        foreign = tag in UNSPOKEN or "lang" in attrs or any(foreign for _tag, foreign in self._open)
        if not foreign:
            self.said += [attrs[name] or "" for name in SPOKEN_ATTRIBUTES & attrs.keys()]
        if tag not in VOID:
            self._open.append((tag, foreign))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not any(foreign for _tag, foreign in self._open):
            self.said.append(" ".join(text.split()))


def foreign_words(tag):
    """Whole messages of the other languages that are not said alike in this one."""
    words = {"en": {form for each in written("fi") if each.id for form in forms_of(each.id)}}
    for other in TRANSLATED:
        words[other] = {
            form for each in written(other) if each.id for form in forms_of(each.string)
        }
    own = words.pop(tag)
    return {word for said in words.values() for word in said if "%" not in word} - own - NAMES


@pytest.fixture
def pages(app, browser, visitor, rows):
    """Every page that this person gets in this language, with its endpoint."""

    def all_of(who, tag):
        key, town = CAST[who]
        client = browser(key) if key else visitor(town)
        client.set_cookie("language", tag, domain=client.site.removeprefix("https://"))
        for endpoint, method, rule in routes(app):
            if method == "GET":
                answer = client.get(address(app, rule, rows))
                if answer.mimetype == "text/html" and answer.status_code not in (302, 303):
                    yield endpoint, answer

    return all_of


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("who", READERS)
def test_every_page_speaks_one_language(pages, who, tag):
    foreign, slips, heard = foreign_words(tag), [], 0
    for endpoint, answer in pages(who, tag):
        page = Words(answer.text)
        heard += 1
        if (answer.headers["Content-Language"], page.lang or tag) != (tag, tag):
            slips.append((endpoint, answer.status_code, "is not in", tag))
        slips += [(endpoint, answer.status_code, said) for said in page.said if said in foreign]
    assert slips == []
    assert heard > 20


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_switch_leads_to_the_same_page_in_the_other_language(visitor, tag):
    town = visitor("kuopio")
    answer = town.get(f"/feedback?about=1&language={tag}", follow_redirects=True)
    assert answer.request.full_path == "/feedback?about=1"
    assert f'<html lang="{tag}"' in answer.text


def test_a_planted_slip_is_heard():
    page = Words('<html lang="fi"><p title="Home">Save</p><b lang="en">Cancel</b><br>Edit</html>')
    assert [said for said in page.said if said] == ["Home", "Save", "Edit"]
    assert {"Home", "Save"} <= foreign_words("fi")
