from webapp.notices.routes import feedback, notices  # noqa: F401
