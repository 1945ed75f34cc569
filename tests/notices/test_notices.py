import pytest


@pytest.mark.parametrize("path", ["/accessibility", "/privacy", "/cookies", "/feedback"])
@pytest.mark.parametrize("town", ["kuopio", "mansikka", "platform"])
def test_every_site_has_its_notices(visitor, town, path):
    assert visitor(town).get(path).status_code == 200
