"""The application without its walls: filters in words stay, roles and row-level security go.

It signs in as a login that bypasses row-level security and sends no SET LOCAL; the driver begins
its transactions, as in any application. What the kernel writes into every ORM statement
(`tenant_id = …`) is exactly the explicit filter to compare with.
"""

from sqlalchemy import event

from tenants.session import TenantSession, enter_scope
from webapp import PARTS, config, create_app
from webapp.core import database


def make():
    event.remove(TenantSession, "after_begin", enter_scope)
    # It would refuse this login, rightly.
    database.inspect = lambda *_: None
    assert database in PARTS
    settings = config.from_environment()
    settings["SQLALCHEMY_ENGINE_OPTIONS"] |= {"isolation_level": "READ COMMITTED"}
    return create_app(settings)
