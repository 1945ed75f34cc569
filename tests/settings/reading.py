"""What stands in the tables after a browser has done something."""

from contextlib import contextmanager

from sqlalchemy import select

from tenants.context import acting_in
from tenants.db import db
from tenants.models import Tenant
from webapp.traits.audited import Event


@contextmanager
def inside(app, world, town="kuopio"):
    with app.app_context(), acting_in(world.tenant(town)):
        yield db.session
        db.session.commit()
        db.session.close()


def tenant(app, world, town="kuopio"):
    with inside(app, world, town) as session:
        found = session.get(Tenant, world.tenant(town))
        session.expunge_all()
    return found


def events(app, world, town="kuopio"):
    with inside(app, world, town) as session:
        return list(session.scalars(select(Event.what).order_by(Event.id)))
