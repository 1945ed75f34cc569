"""An error answers with what to do, and tells the log nothing about anybody."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from tenants.context import acting_in
from tenants.db import db
from webapp.notices.models import Notice
from webapp.notices.routes import notices

SECRET = "z6ws-esPC6UaXYE8SHBmC9Py9iay"


def test_two_who_write_the_same_at_once_are_told(browser, monkeypatch):
    """The second found no text yet, and the first had saved one before it ended."""
    monkeypatch.setattr(notices, "_own", lambda kind: Notice(kind=kind, text={}, html={}))
    admin = browser("admin")
    codes = [
        admin.post("/notices/privacy/edit", data={"text-fi": "Hei"}).status_code
        for _time in range(2)
    ]
    assert codes == [303, 409]


@pytest.mark.parametrize(
    ("error", "status"), [(IntegrityError, 409), (DataError, 400), (OperationalError, 503)]
)
def test_what_the_database_refuses_at_the_commit_has_its_own_page(
    browser, monkeypatch, error, status
):
    def refuse():
        raise error("commit", {}, ValueError())

    admin = browser("admin")
    monkeypatch.setattr(db.session, "commit", refuse)
    assert admin.get("/cookies").status_code == status


def test_an_error_of_the_database_holds_no_values(app, world):
    with app.app_context(), acting_in(world.tenant("kuopio")):
        with pytest.raises(DataError) as caught:
            db.session.execute(text("select 1 / (length(:word) - length(:word))"), {"word": SECRET})
        db.session.close()
    assert SECRET not in str(caught.value)
