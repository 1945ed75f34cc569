"""An agreement is proposed by the operator, counts when accepted, and ends at once."""

from __future__ import annotations

import pytest

HOSTINGS = "/console/hostings"


@pytest.fixture
def operator(browser):
    return browser("operator")


def propose(operator, world, host="mansikka", municipality="kuopio"):
    data = {"host": str(world.tenant(host)), "municipality": str(world.tenant(municipality))}
    return operator.post(HOSTINGS, data=data)


def test_a_proposal_waits_for_the_municipality(operator, browser, world):
    propose(operator, world)
    assert "Mansikka" in browser("admin").get("/settings/hosting").text


def test_two_parties_have_one_agreement(operator, world):
    propose(operator, world)
    assert propose(operator, world).status_code == 422


def test_a_municipality_is_no_host(operator, world):
    assert propose(operator, world, host="varkaus").status_code == 422


def test_the_operators_end_is_the_end(operator, browser, world):
    operator.post(f"{HOSTINGS}/{world.hosting('mansikka-rautalampi')}/end")
    assert "Rautalammin kunta" not in browser("host_worker").get("/overview").text


def test_the_municipality_is_told_on_its_first_page(operator, browser, world):
    propose(operator, world)
    assert "isännöintisopimus" in browser("admin").get("/").text
