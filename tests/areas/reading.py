"""What stands in the tables after a browser has done something."""

from contextlib import contextmanager

from sqlalchemy import event, select

from tenants.context import acting_in
from tenants.db import db
from webapp.areas.models import Area
from webapp.traits.audited import Event


@contextmanager
def inside(app, world, town):
    with app.app_context(), acting_in(world.tenant(town)):
        yield db.session
        db.session.commit()
        db.session.close()


def areas(app, world, town, **wanted):
    with inside(app, world, town) as session:
        found = session.scalars(select(Area).order_by(Area.id)).all()
        session.expunge_all()
    return [a for a in found if all(getattr(a, name) == value for name, value in wanted.items())]


def events(app, world, town):
    with inside(app, world, town) as session:
        found = session.scalars(select(Event).order_by(Event.id)).all()
        session.expunge_all()
    return found


@contextmanager
def asked(app):
    """The statements that reach the database meanwhile, without those that set the scope."""
    statements = []

    def listen(_connection, _cursor, statement, *_rest):
        if not statement.startswith("SET LOCAL"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield statements
    event.remove(engine, "before_cursor_execute", listen)
