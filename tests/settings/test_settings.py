"""An administrator sets names, languages, colour and contact, and nobody else does."""

import pytest

from tests.settings.reading import events, inside, tenant

NAMES = {
    "names-fi": "Kuopion kaupunki",
    "names-sv": "Kuopio stad",
    "names-en": "City of Kuopio",
    "short_names-fi": "Kuopio",
    "short_names-sv": "Kuopio",
    "language_status": "fi",
}
CONTACT = {
    "contact_name": "Aluepalvelut",
    "contact_email": "Alueet@Example.org",
    "contact_phone": "017 182 111",
    "sender_name": "Kuopion alueet",
}
PAGES = (
    "",
    "/names",
    "/look",
    "/look/preview?colour=%23aa0000",
    "/contact",
    "/letters",
    "/hosting",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 303), ("member", 403), ("villager", 403), ("officer", 403), ("admin", 200)],
)
def test_who_may_see_the_settings(reader, who, status, page):
    assert reader(who).get(f"/settings{page}").status_code == status


@pytest.mark.parametrize("who", ["visitor", "member", "villager", "officer", "both"])
@pytest.mark.parametrize(
    "act", ["names", "look", "contact", "coat-of-arms", "coat-of-arms/removal"]
)
def test_nobody_else_changes_them(reader, app, world, who, act):
    answer = reader(who).post(f"/settings/{act}", data={**NAMES, **CONTACT, "colour": "#aa0000"})
    assert answer.status_code == (303 if who == "visitor" else 403)
    kuopio = tenant(app, world)
    assert (kuopio.colour, kuopio.contact_name) == ("#0a5c36", "Neuvonta")


def test_the_platform_has_no_such_page(browser):
    assert browser("operator").get("/settings").status_code == 404


def test_names_and_languages_are_saved_and_shown_at_once(browser, visitor, app, world):
    changed = {**NAMES, "names-fi": "Kuopion uusi kaupunki", "language_status": "fi_sv"}
    assert browser("admin").post("/settings/names", data=changed).status_code == 303
    assert "Kuopion uusi kaupunki" in visitor("kuopio").get("/areas").text
    assert tenant(app, world).languages == ("fi", "sv")
    assert events(app, world)[-1] == "names_changed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"names-fi": ""},
        {"names-sv": "", "language_status": "sv"},
        {"short_names-sv": "", "language_status": "fi_sv"},
        {"language_status": "en"},
        {"names-fi": "x" * 151},
    ],
)
def test_a_name_is_needed_in_each_language(browser, app, world, wrong):
    answer = browser("admin").post("/settings/names", data={**NAMES, **wrong})
    assert answer.status_code == 422 and "ds-error-summary" in answer.text
    assert "names_changed" not in events(app, world)


def test_the_contact_is_saved(browser, app, world):
    assert browser("admin").post("/settings/contact", data=CONTACT).status_code == 303
    kuopio = tenant(app, world)
    assert (kuopio.contact_email, kuopio.contact_phone) == ("alueet@example.org", "+35817182111")
    assert kuopio.sender_name == "Kuopion alueet"


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact_email": "x"},
        {"contact_name": ""},
        {"contact_phone": "0"},
        {"sender_name": "a\r\nBcc: x@example.org"},
        {"contact_name": "\x00"},
    ],
)
def test_a_wrong_contact_is_sent_back(browser, app, world, wrong):
    answer = browser("admin").post("/settings/contact", data={**CONTACT, **wrong})
    assert answer.status_code == 422 and tenant(app, world).contact_name == "Neuvonta"


def test_the_checklist_says_what_is_not_finished(browser, app, world):
    admin = browser("admin")
    before = admin.get("/settings").text.count("Kesken")
    with inside(app, world) as session:
        session.get(type(tenant(app, world)), world.tenant("kuopio")).contact_email = ""
    assert admin.get("/settings").text.count("Kesken") == before + 1
    admin.post("/settings/contact", data=CONTACT)
    assert admin.get("/settings").text.count("Kesken") == before
