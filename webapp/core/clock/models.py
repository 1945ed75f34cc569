"""When each task of the clock was last done, and which clock is doing it now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.context import RELAY
from tenants.scoping import GlobalModel
from tenants.walls import Wall


class ClockTask(GlobalModel):
    """One task; `held_until` is the lock of the clock that leads it, and ends by itself."""

    __walls__ = (Wall(RELAY, "ALL", "true"),)

    name: Mapped[str] = mapped_column(String(100), unique=True)
    done_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
