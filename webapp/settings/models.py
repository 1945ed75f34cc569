"""The picture of a coat of arms, small, under the digest that is its address."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.scoping import TenantModel


class CoatOfArms(TenantModel):
    __table_args__ = (Index(None, "tenant_id", "digest", unique=True),)

    digest: Mapped[str] = mapped_column(String(64))
    image: Mapped[bytes] = mapped_column(LargeBinary)
