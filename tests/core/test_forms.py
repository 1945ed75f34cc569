"""What comes in through a form: cleaned, checked, and never a crash."""

from datetime import date
from io import BytesIO
from time import process_time
from types import SimpleNamespace
from uuid import UUID

import pytest
from flask import Flask, g
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webapp.core.forms import (
    BusinessId,
    Choice,
    Choices,
    Colour,
    Date,
    Email,
    Form,
    Line,
    Number,
    Paragraph,
    Password,
    Phone,
    RegisterNumber,
    TextsField,
    Tick,
)
from webapp.core.language import use_language

VILLAGE, PARISH = UUID(int=1), UUID(int=2)
KINDS = [(VILLAGE, "Village"), (PARISH, "Parish")]


class Everything(Form):
    line = Line("Line")
    paragraph = Paragraph("Paragraph")
    email = Email("E-mail")
    phone = Phone("Phone")
    day = Date("Day")
    choice = Choice("Kind", choices=KINDS)
    choices = Choices("Kinds", choices=lambda: KINDS)
    tick = Tick("Tick")
    colour = Colour("Colour")
    password = Password("Password", min_length=8)
    texts = TextsField("Name", long=True)
    business_id = BusinessId("Business ID")
    register_number = RegisterNumber("Register number")
    number = Number("Number", least=0, most=100)


class Named(Form):
    name = TextsField("Name", required="Write the area's name")


class Needed(Form):
    line = Line("Line", required=True)
    day = Date("Day", required="Write the day")
    choice = Choice("Kind", choices=KINDS, required=True)
    choices = Choices("Kinds", choices=KINDS, required=True)
    tick = Tick("Tick", required=True)
    number = Number("Number", required=True)


@pytest.fixture(scope="module")
def town():
    app = Flask(__name__)
    app.config.update(SECRET_KEY="tests only", WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def sent(town):
    """A form of this kind as it is after these answers were sent."""

    def send(kind, answers, **given):
        with town.test_request_context(method="POST", data=answers), use_language("en"):
            g.tenant = SimpleNamespace(languages=["sv", "fi"])
            form = kind(**given)
            form.validate()
            return form

    return send


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("line", "  a\u0308iti\t ja  isä ", "äiti ja isä"),
        ("paragraph", " yksi\r\nkaksi\rkolme\n", "yksi\nkaksi\nkolme"),
        ("email", "Anna.Virtanen@Åland.example", "anna.virtanen@åland.example"),
        ("email", "anna@xn--land-poa.example", "anna@åland.example"),
        ("email", "  ", None),
        ("phone", "040-1234567", "+358401234567"),
        ("day", "23.11.2026", date(2026, 11, 23)),
        ("choice", str(VILLAGE), VILLAGE),
        ("choices", [str(PARISH), str(VILLAGE), str(PARISH)], [PARISH, VILLAGE]),
        ("tick", "y", True),
        ("colour", "ABC", "#aabbcc"),
        ("password", "  kaksi välilyöntiä  ", "  kaksi välilyöntiä  "),
        ("business_id", "20774740", "2077474-0"),
        ("register_number", "84.130", "84130"),
        ("number", "1 0", None),
        ("number", "100", 100),
        ("line", "👩‍🌾 ja עברית", "👩‍🌾 ja עברית"),
        ("line", "é\u0323 ja Việt", "ẹ́ ja Việt"),
    ],
)
def test_an_answer_is_kept_in_one_form(sent, field, typed, kept):
    assert sent(Everything, {field: typed})[field].data == kept


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("line", "a\0b", "control characters"),
        ("line", "a\nb", "control characters"),
        ("line", "\u202egnp.exe", "control characters"),
        ("line", "a\uffff", "control characters"),
        ("paragraph", "\ufdd0 \U0010fffe", "control characters"),
        ("line", "a" + "\u0301\u0323" * 20, "control characters"),
        ("paragraph", "a\x1b[31m", "control characters"),
        ("line", "x" * 201, "at most 200 characters. It now has 201."),
        ("paragraph", "x" * 5001, "at most 5000 characters"),
        ("line", "Matti 131052-308T", "personal identity code from “Line”"),
        ("paragraph", "131052a308t", "personal identity code from “Paragraph”"),
        ("email", "anna", "name@example.org"),
        ("email", "ä@example.org", "name@example.org"),
        ("email", "a@b.fi\r\nBcc: c@d.fi", "control characters"),
        ("email", "x" * 300 + "@example.org", "at most 254 characters"),
        ("phone", "040123", "phone number"),
        ("day", "31.2.2026", "no such date"),
        ("day", "0000-01-01", "Write a year"),
        ("day", "31.12.9999", "Write a year"),
        ("choice", str(UUID(int=3)), "choices offered"),
        ("choice", "' OR 1=1", "choices offered"),
        ("choices", [str(VILLAGE), "x"], "choices offered"),
        ("colour", "red", "six digits"),
        ("colour", "#0b5cad;}", "six digits"),
        ("password", "short", "at least 8 characters"),
        ("password", "long enough\0", "control characters"),
        ("password", "x" * 201, "at most 200 characters"),
        ("business_id", "1234567-8", "business ID"),
        ("register_number", "1234567", "register number"),
        ("number", "101", "from 0 to 100"),
        ("number", "1,5", "from 0 to 100"),
        ("number", "1.000", "from 0 to 100"),
        ("number", "1,000", "from 0 to 100"),
        ("number", "9" * 100, "Write a number"),
        ("texts-sv", "Byn\0", "control characters"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field(sent, field, typed, message):
    form = sent(Everything, {field: typed})
    ((place, said),) = form.problems()
    assert (place, message in said) == (field, True), said


@pytest.mark.parametrize("tower", ["\u0301\u0323", "\u0f73", "\uff9e\u0301"])
def test_a_tower_of_accents_holds_nobody_up(sent, tower):
    """Unlimited, a hundred thousand of them keep a process busy for half a minute."""
    begun = process_time()
    sent(Everything, {"paragraph": "a" + tower * 50_000})
    assert process_time() - begun < 2


@pytest.mark.parametrize(
    ("field", "typed", "stays"),
    [("day", "31.2.2026", "31.2.2026"), ("line", "a\0b", "ab"), ("email", "anna@", "anna@")],
)
def test_what_was_typed_stays_on_the_page(sent, field, typed, stays):
    assert f'value="{stays}"' in sent(Everything, {field: typed})[field]()


def test_a_password_is_never_shown_again(sent):
    assert "hidden-word" not in sent(Everything, {"password": "hidden-word"}).password()


def test_every_needed_answer_says_so_once(sent):
    said = dict(sent(Needed, {"day": " ", "number": ""}).problems())
    assert said == {
        "line": "Fill in “Line”.",
        "day": "Write the day",
        "choice": "Fill in “Kind”.",
        "choices": "Fill in “Kinds”.",
        "tick": "Fill in “Tick”.",
        "number": "Fill in “Number”.",
    }


@pytest.mark.parametrize("unseen", ["\u200b", "\xad\u2060", "\u3164", "\u2800", "\ufe0f", "\u0301"])
def test_what_cannot_be_seen_is_no_answer(sent, unseen):
    said = dict(sent(Needed, {"line": f" {unseen} "}).problems())
    assert said["line"] == "Fill in “Line”."


def test_a_wrong_answer_is_not_called_a_missing_one(sent):
    said = dict(sent(Needed, {"day": "31.2.2026", "number": "0"}).problems())
    assert "no such date" in said["day"]
    assert "number" not in said


def test_a_text_has_an_input_for_each_language_of_the_town(sent):
    form = sent(Named, {"name-sv": "Byn", "name-fi": " "})
    assert form.name.data == {"sv": "Byn"}
    assert [(part.id, part.lang, part.label.text) for part in form.name] == [
        ("name-sv", "sv", "Name in Swedish"),
        ("name-fi", "fi", "Name in Finnish"),
    ]


def test_one_language_of_a_needed_text_is_enough(sent):
    assert not list(sent(Named, {"name-fi": "Kylä"}).problems())
    assert list(sent(Named, {}).problems()) == [("name-sv", "Write the area's name")]


def test_a_text_keeps_the_languages_that_are_not_asked(sent):
    form = sent(Named, {"name-fi": "Kylä"}, data={"name": {"en": "Village", "fi": "Vanha"}})
    assert form.name.data == {"en": "Village", "fi": "Kylä"}


def test_json_and_files_are_no_answers(town, sent):
    form = sent(Needed, {"line": (BytesIO(b"x"), "x.txt"), "tick": "y"})
    assert "line" in form.errors
    for body in ("[]", "{}", '{"line": 1}', "null", "{"):
        with town.test_request_context(method="POST", data=body, content_type="application/json"):
            g.tenant = SimpleNamespace(languages=["fi"])
            assert not Needed().validate()


def test_messages_follow_the_reader(town):
    with town.test_request_context(method="POST", data={"line": ""}), use_language("sv"):
        form = Needed()
        form.validate()
        assert form.line.errors == ["Fyll i fältet ”Line”."]


def test_a_day_says_how_to_write_it(sent):
    hint = sent(Everything, {}).day.description
    assert "pp.kk.vvvv" in str(hint)
    with use_language("sv"):
        assert "dd.mm.åååå" in str(hint)


ANSWER = st.one_of(
    st.text(),
    st.text(alphabet="\0\ud800\r\n\t\u202eä\u0308-+.@# 0123456789"),
    st.from_regex(r"[0-9]{1,40}[.,-][0-9]{1,6}"),
)
SKIPPED = ("choice", "choices", "texts", "password", "tick")
NAMES = [name for name in vars(Everything) if hasattr(getattr(Everything, name), "field_class")]
ANSWERS = st.dictionaries(st.sampled_from([*NAMES, "texts-fi", "texts-sv"]), ANSWER)


def filled(town, answers):
    with town.test_request_context():
        g.tenant = SimpleNamespace(languages=["sv", "fi"])
        form = Everything(MultiDict(answers))
        form.validate()
        page = "".join(str(field()) for field in form)
        return form, page


@given(answers=ANSWERS)
def test_no_answer_breaks_a_form(town, answers):
    _form, page = filled(town, answers)
    assert "\0" not in page
    page.encode()


@given(answers=ANSWERS)
def test_what_is_kept_is_kept_again_when_sent_again(town, answers):
    first, _page = filled(town, answers)
    if first.errors or list(first.problems()):
        return
    again = {
        name: first[name]._value() for name in NAMES if name in answers and name not in SKIPPED
    }
    second, _page = filled(town, again)
    assert not list(second.problems())
    assert {name: second[name].data for name in again} == {name: first[name].data for name in again}
