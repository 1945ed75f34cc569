import pytest


@pytest.mark.parametrize("path", ["/accessibility", "/privacy", "/cookies", "/feedback"])
@pytest.mark.parametrize("town", ["kuopio", "mansikka", "platform"])
def test_every_site_has_its_notices(visitor, town, path):
    assert visitor(town).get(path).status_code == 200


def test_a_text_stays_in_a_language_that_is_no_longer_asked(browser, snapshot, world):
    admin, notice = browser("admin"), "/notices/privacy/edit"
    speak = "update tenant set language_status = %s where id = %s"
    snapshot.connection.execute(speak, ("fi_sv", world.tenant("kuopio")))
    admin.post(notice, data={"text-fi": "Oma", "text-sv": "Egen"})
    snapshot.connection.execute(speak, ("fi", world.tenant("kuopio")))
    admin.post(notice, data={"text-fi": "Uusi"})
    text = snapshot.connection.execute("select text from notice where kind = 'privacy'").fetchone()
    assert text == ({"fi": "Uusi", "sv": "Egen"},)
