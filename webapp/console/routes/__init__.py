from webapp.console.routes import hostings, tenants  # noqa: F401
