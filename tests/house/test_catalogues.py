"""Everything said is said in Finnish and Swedish, with the same placeholders."""

import ast
from pathlib import Path

import pytest
from babel.messages import Catalog

from webapp.core import catalogues
from webapp.core.catalogues import TRANSLATED, faults, wanted, written

ROOT = Path(__file__).parents[2]
SAYING = {"_", "gettext", "lazy", "ngettext"}
FIELDS = {
    "BusinessId",
    "Choice",
    "Choices",
    "Colour",
    "Date",
    "Email",
    "Line",
    "Number",
    "Paragraph",
    "Password",
    "Phone",
    "RegisterNumber",
    "TextsField",
    "Tick",
}
LABELLED = FIELDS | {"Required", "flash"}
SPOKEN_KEYWORDS = {"label", "required", "description", "empty", "hint", "message", "title"}

# The same word in another language, or a name.
ALIKE = {
    "fi": {"Yhteispöytä"},
    "sv": {"Organisation", "Person", "Text", "Yhteispöytä"},
}


@pytest.fixture(scope="module")
def sources():
    return wanted()


def tree_of(source):
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


def not_written_out(source):
    """Messages made while running: no catalogue can hold them."""
    for call in tree_of(source):
        if _name(call) in SAYING and not (call.args and _is_text(call.args[0])):
            yield call.lineno


def said_in_english_only(source):
    """Labels and messages that never ask a catalogue."""
    for call in tree_of(source):
        if _name(call) in LABELLED and call.args and _is_text(call.args[0]):
            yield call.args[0].value
        if _name(call) in FIELDS:
            for keyword in call.keywords:
                if keyword.arg in SPOKEN_KEYWORDS and _is_text(keyword.value):
                    yield keyword.value.value


def python_files():
    return [path for room in ("tenants", "webapp") for path in _ours(ROOT / room)]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_is_complete_and_in_step(tag, sources):
    assert list(faults(written(tag), sources)) == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_nothing_is_left_in_english(tag):
    alike = {each.id for each in written(tag) if each.id and each.id == each.string}
    assert alike - ALIKE[tag] == set()


def test_every_message_can_be_filled(sources):
    forms = [form for each in sources if each.id for form in catalogues.forms_of(each.id)]
    assert [form for form in forms if not catalogues.can_be_filled(form)] == []


def test_every_message_is_written_out():
    found = [(path.name, line) for path in python_files() for line in not_written_out(_text(path))]
    assert [each for each in found if each[0] != "language.py"] == []


def test_no_label_is_in_english_only():
    found = [(path, text) for path in python_files() for text in said_in_english_only(_text(path))]
    assert found == []


def catalogue_of(*pairs):
    made = Catalog(locale="fi")
    for id, string in pairs:
        made.add(id, string)
    return made


AREAS = ("%(num)s area", "%(num)s areas")


@pytest.mark.parametrize(
    ("fault", "id", "string"),
    [
        ("missing", "Save", ""),
        ("missing", AREAS, ("%(num)s alue", "")),
        ("wrong number of plurals", AREAS, ("%(num)s alue",)),
        ("differing placeholder", "Hello %(name)s", "Hei %(nimi)s"),
        ("differing placeholder", "Hello %(name)s", "Hei"),
        ("differing placeholder", "<b>Hello</b>", "Hei"),
        ("broken placeholder", "Hello %(name)s", "Hei %(name)"),
        ("differing space around", "Hello ", "Hei"),
    ],
)
def test_a_planted_fault_of_a_catalogue_is_found(fault, id, string):
    found = list(faults(catalogue_of((id, string)), catalogue_of((id, ""))))
    assert any(each.startswith(fault) for each in found), found


def test_a_message_too_few_too_many_or_unsure_is_found():
    good, more = catalogue_of(("Save", "Tallenna")), catalogue_of(("Save", ""), ("Send", ""))
    assert list(faults(good, good)) == []
    assert list(faults(good, more)) == ["missing: Send"]
    assert list(faults(catalogue_of(("Save", "Tallenna"), ("Old", "Vanha")), good)) == [
        "obsolete: Old"
    ]
    good.get("Save").flags.add("fuzzy")
    assert list(faults(good, good)) == ["fuzzy: Save"]


def test_a_planted_message_past_the_catalogues_is_found():
    assert list(not_written_out("_(name)\nlazy(f'Hi {x}')\n_('Hi')")) == [1, 2]
    wrong = "Line('Name')\nflash('Saved')\nDate(lazy('Day'), required='Write it')"
    assert list(said_in_english_only(wrong)) == ["Name", "Saved", "Write it"]


def _ours(folder):
    return [path for path in folder.rglob("*.py") if "node_modules" not in path.parts]


def _name(call):
    return getattr(call.func, "id", None) or getattr(call.func, "attr", None)


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _text(path):
    return path.read_text("utf-8")
