"""A short stay in another scope while a request goes on in its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import current_app
from sqlalchemy.orm import scoped_session

from tenants.db import db


@contextmanager
def beside(stay: AbstractContextManager) -> Iterator[scoped_session]:
    """Work in the scope `stay`: `db.session` is a session of its own, committed at the end.

    Its rows do not outlive the stay: take out what is needed as plain values.
    """
    with current_app.app_context(), stay:
        yield db.session
        db.session.commit()
