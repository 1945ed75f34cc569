"""An agreement is proposed by the operator, counts when accepted, and ends at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenants.context import operating
from tenants.db import db
from tenants.models import Hosting
from webapp.core.formats import date_typed, today

HOSTINGS = "/console/hostings"


@pytest.fixture
def operator(browser):
    return browser("operator")


def propose(operator, world, host="mansikka", municipality="kuopio", **more):
    data = {"host": str(world.tenant(host)), "municipality": str(world.tenant(municipality))}
    return operator.post(HOSTINGS, data=data | more)


def test_a_proposal_waits_for_the_municipality(operator, browser, world):
    propose(operator, world)
    assert "Mansikka" in browser("admin").get("/settings/hosting").text


def test_two_parties_have_one_agreement(operator, world):
    propose(operator, world)
    assert propose(operator, world).status_code == 422


def run_out(app, world, key):
    """Yesterday was the agreement's last day."""
    with app.app_context(), operating(world.tenant("platform")):
        db.session.get(Hosting, world.hosting(key)).ends_on = today() - timedelta(days=1)
        db.session.commit()
        db.session.close()


def test_an_agreement_that_ran_out_stands_in_nobodys_way(app, operator, browser, world):
    run_out(app, world, "mansikka-rautalampi")
    assert "Rautalammin kunta" not in browser("host_worker").get("/overview").text
    assert propose(operator, world, municipality="rautalampi").status_code == 303
    assert "Odottaa vastaustasi" in browser("rautalampi_admin").get("/settings/hosting").text


def test_a_proposal_is_not_over_before_it_begins(operator, world):
    yesterday = date_typed(today() - timedelta(days=1))
    answer = propose(operator, world, ends_on=yesterday)
    assert answer.status_code == 422 and 'id="ends_on-error"' in answer.text


def test_a_proposal_that_ran_out_waits_for_nobody(app, operator, browser, world):
    run_out(app, world, "mansikka-varkaus")
    assert "Odottaa kuntaa" not in operator.get(HOSTINGS).text
    admin = browser("varkaus_admin")
    page = admin.get("/settings/hosting").text
    assert "Odottaa vastaustasi" not in page and "/acceptance" not in page
    assert "isännöintisopimus" not in admin.get("/").text
    admin.post(f"/settings/hosting/{world.hosting('mansikka-varkaus')}/acceptance")
    assert "tästä hetkestä" not in admin.get("/settings/hosting").text


def test_a_municipality_is_no_host(operator, world):
    assert propose(operator, world, host="varkaus").status_code == 422


def test_the_operators_end_is_the_end(operator, browser, world):
    operator.post(f"{HOSTINGS}/{world.hosting('mansikka-rautalampi')}/end")
    assert "Rautalammin kunta" not in browser("host_worker").get("/overview").text


def test_the_municipality_is_told_on_its_first_page(operator, browser, world):
    propose(operator, world)
    assert "isännöintisopimus" in browser("admin").get("/").text
