"""Finnish identifiers against the written vectors."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core import identifiers

VECTORS = json.loads((Path(__file__).parent / "format_vectors.json").read_text("utf-8"))
KINDS = {
    "business_id": identifiers.business_id,
    "association_id": identifiers.register_number,
    "postal_code": identifiers.is_postal_code,
    "municipality_number": identifiers.is_municipality_number,
    "ovt": identifiers.is_ovt,
}
JUDGED = [
    (kind, text, verdict == "valid")
    for kind in KINDS
    for verdict in ("valid", "invalid")
    for text in VECTORS[kind][verdict]
]


@pytest.mark.parametrize(("kind", "text", "right"), JUDGED)
def test_an_identifier_is_judged_by_its_form_and_check(kind, text, right):
    assert bool(KINDS[kind](text)) is right


@pytest.mark.parametrize(("typed", "kept"), VECTORS["business_id_normalised"].items())
def test_a_business_id_is_kept_with_its_hyphen(typed, kept):
    assert identifiers.business_id(typed) == kept


@pytest.mark.parametrize(
    ("typed", "shown"), [("84130", "84.130"), ("199.888", "199.888"), ("1", "1")]
)
def test_a_register_number_is_shown_with_its_point(typed, shown):
    assert identifiers.show_register_number(identifiers.register_number(typed)) == shown


@pytest.mark.parametrize("vector", VECTORS["phone"], ids=lambda vector: vector["typed"])
def test_a_phone_number_is_kept_and_shown(vector):
    kept = identifiers.phone(vector["typed"])
    assert kept == vector["e164"]
    assert (identifiers.show_phone(kept) if kept else None) == vector["display"]


@pytest.mark.parametrize("typed", ["040 CALL ME", "0401234567;ext=5", "0" * 5000, "٠٤٠١٢٣٤٥٦٧"])
def test_what_cannot_be_called_is_refused(typed):
    assert identifiers.phone(typed) is None


@pytest.mark.parametrize("code", VECTORS["personal_identity_code"]["detect"])
def test_a_personal_identity_code_is_found_in_a_text(code):
    for text in (code, code.lower(), f"Matti ({code}), Kuopio", code.replace("-", "–")):
        assert identifiers.holds_identity_code(text)


@pytest.mark.parametrize("text", VECTORS["personal_identity_code"]["ignore"])
def test_what_only_looks_like_one_is_left_alone(text):
    assert not identifiers.holds_identity_code(f"Vastaus {text} pöydälle")


@given(st.text())
def test_no_text_breaks_an_identifier(text):
    for judge in (*KINDS.values(), identifiers.phone, identifiers.holds_identity_code):
        judge(text)
