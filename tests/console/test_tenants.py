"""The operator opens, suspends and resumes sites, and sees none of their matters."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tenants.context import acting_in, in_lobby
from tenants.db import db
from tenants.models import Tenant
from webapp.core.mail import Letter
from webapp.core.scopes import beside

NEW = "/console/tenants/new"
SONKAJARVI = {
    "kind": "municipality",
    "number": "762",
    "names-fi": "Sonkajärven kunta",
    "names-sv": "Sonkajärvi kommun",
    "names-en": "Municipality of Sonkajärvi",
    "short_names-fi": "Sonkajärvi",
    "language_status": "fi",
    "region": "11",
    "slug": "sonkajarvi",
    "initials": "SO",
    "first_name": "Sonkajärven",
    "family_name": "Pääkäyttäjä",
    "email": "paakayttaja.sonkajarvi@example.org",
    "language": "fi",
}


@pytest.fixture
def operator(browser):
    return browser("operator")


def tenant_called(app, slug):
    with app.app_context(), beside(in_lobby()):
        return db.session.scalar(select(Tenant.id).where(Tenant.slug == slug))


def letters_of(app, tenant):
    with app.app_context(), beside(acting_in(tenant)):
        return [(row.email, row.template) for row in db.session.scalars(select(Letter))]


def test_the_list_fills_the_form(operator):
    page = operator.get(f"{NEW}?number=762").text
    assert "Sonkajärven kunta" in page
    assert "sonkajarvi" in page


def test_an_opened_site_answers_at_its_address(app, operator, visitor):
    operator.post(NEW, data=SONKAJARVI)
    assert "Sonkajärven kunta" in visitor("sonkajarvi").get("/").text


def test_the_first_administrator_is_invited_in_the_sites_own_name(app, operator):
    operator.post(NEW, data=SONKAJARVI)
    letters = letters_of(app, tenant_called(app, "sonkajarvi"))
    mails = ("accounts/mail/user_invitation", "console/mail/site_opened")
    assert sorted(letters) == [("paakayttaja.sonkajarvi@example.org", mail) for mail in mails]


@pytest.mark.parametrize(("field", "value"), [("slug", "kuopio"), ("number", "297")])
def test_a_number_and_an_address_belong_to_one_site(app, operator, field, value):
    answer = operator.post(NEW, data=SONKAJARVI | {field: value})
    assert answer.status_code == 422
    assert 'value="paakayttaja.sonkajarvi@example.org"' in answer.text


def test_a_suspended_site_is_read_only_and_says_so(operator, browser, world):
    operator.post(f"/console/tenants/{world.tenant('kuopio')}/suspension")
    admin = browser("admin")
    assert admin.get("/areas").status_code == 200
    assert admin.post("/areas", data={"names-fi": "Uusi"}).status_code == 403


def test_a_resumed_site_takes_changes_again(operator, browser, world):
    for state in ("suspension", "resumption"):
        operator.post(f"/console/tenants/{world.tenant('kuopio')}/{state}")
    assert browser("admin").post("/areas", data={}).status_code == 422


def test_an_own_domain_leads_to_the_site(app, operator, visitor, world):
    kuopio = f"/console/tenants/{world.tenant('kuopio')}"
    operator.post(f"{kuopio}/domain", data={"name": "Yhdessa.Kuopio.example"})
    guest = visitor("kuopio")
    guest.site = "https://yhdessa.kuopio.example"
    assert "Kuopion kaupunki" in guest.get("/").text


def test_a_domain_belongs_to_one_site(operator, world):
    for town in ("kuopio", "varkaus"):
        path = f"/console/tenants/{world.tenant(town)}/domain"
        answer = operator.post(path, data={"name": "yhdessa.example"})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["-yhdessa.fi", "yhdessa-.kuopio.fi", "kuopio..fi", "ſ.kuopio.fi"])
def test_what_no_browser_reaches_is_no_domain(operator, world, name):
    """Every link in a mail would lead there."""
    path = f"/console/tenants/{world.tenant('kuopio')}/domain"
    answer = operator.post(path, data={"name": name})
    assert answer.status_code == 422 and 'id="name-error"' in answer.text


@pytest.mark.parametrize("name", ["yhteispoyta.test", "varkaus.yhteispoyta.test"])
def test_an_own_domain_is_none_of_the_platforms(operator, world, name):
    path = f"/console/tenants/{world.tenant('kuopio')}/domain"
    assert operator.post(path, data={"name": name}).status_code == 422


def test_the_platform_itself_is_never_suspended(operator, world):
    """Nobody could sign in any more, and nobody could open it again."""
    platform = f"/console/tenants/{world.tenant('platform')}"
    assert operator.post(f"{platform}/suspension").status_code == 404
    assert operator.post(f"{platform}/domain", data={"name": "muu.example"}).status_code == 404
    assert operator.get(platform).status_code == 404


def test_both_logs_tell_of_the_suspension(operator, browser, world):
    operator.post(f"/console/tenants/{world.tenant('kuopio')}/suspension")
    assert "Sivusto keskeytettiin" in operator.get("/audit?language=fi", follow_redirects=True).text
    assert "Sivusto keskeytettiin" in browser("admin").get("/audit").text


@pytest.mark.parametrize(
    "path", ["/members", "/areas", "/actors", "/settings", "/settings/letters"]
)
def test_the_operator_sees_no_content(operator, world, path):
    operator.site = world.site("kuopio")
    assert operator.get(path).status_code in (200, 303)
    assert "Kuopion Jäsen" not in operator.get(path).text
