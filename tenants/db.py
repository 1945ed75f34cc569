"""The database object, the names of constraints, and what a row is."""

from __future__ import annotations

from datetime import datetime

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, registry

from tenants.session import TenantSession
from tenants.types import UtcTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES), type_annotation_map={datetime: UtcTime}
    )


class FlaskTenantSession(TenantSession, FlaskSession):
    """The guarded session, made by Flask-SQLAlchemy and bound to the application's engine."""


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    engine_options={
        "hide_parameters": True,  # an error is logged: no address, no hash in it
        # The driver begins nothing by itself: each transaction is opened with its scope.
        "isolation_level": "AUTOCOMMIT",
    },
    session_options={"class_": FlaskTenantSession},
)
