"""Every page speaks the reader's language, and only that."""

import pytest

from tests.house.walk import READERS
from tests.house.words import Words
from webapp.core.catalogues import TRANSLATED, forms_of, written
from webapp.core.language import LANGUAGES

# Of languages in their own words, and of a person of the cast.
NAMES = {*LANGUAGES.values(), "Kutsuttu"}


def foreign_words(tag):
    """Whole messages of the other languages that are not said alike in this one."""
    words = {"en": {form for each in written("fi") if each.id for form in forms_of(each.id)}}
    for other in TRANSLATED:
        words[other] = {
            form for each in written(other) if each.id for form in forms_of(each.string)
        }
    own = words.pop(tag)
    return {word for said in words.values() for word in said if "%" not in word} - own - NAMES


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("who", READERS)
def test_every_page_speaks_one_language(answers, who, tag):
    foreign, slips, heard = foreign_words(tag), [], 0
    for endpoint, answer in answers(who, tag):
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
