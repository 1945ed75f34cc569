"""Text that is saved as it is typed: of two writers, none takes anything from the other."""

from __future__ import annotations

from sqlalchemy import String, Uuid, bindparam, func, literal, or_, select, update
from sqlalchemy.orm import aliased

from tenants.db import db
from tenants.owned import utcnow
from webapp.core.writing import clean_html
from webapp.meetings.models.agenda import Item
from webapp.meetings.models.meeting import Meeting

# Who sends the memo on waits for this, or this finds that it was sent on.
_PAGE = bindparam("page", type_=String)
_drafted = aliased(Meeting)
_STILL_WRITTEN = (
    select(literal(1))
    .where(_drafted.id == bindparam("meeting", type_=Uuid))
    .where(_drafted.checking_at.is_(None), _drafted.published_at.is_(None))
    .with_for_update(read=True)
    .exists()
)
_WRITE = (
    update(Item)
    .where(Item.id == bindparam("item", type_=Uuid))
    .where(
        or_(
            Item.version == 0,
            Item.version == bindparam("basis"),
            Item.saved_from == func.nullif(_PAGE, ""),
        )
    )
    .where(_STILL_WRITTEN)
    .values(
        text=bindparam("new_text"),
        text_html=bindparam("new_text_html"),
        agreed=bindparam("new_agreed"),
        agreed_html=bindparam("new_agreed_html"),
        version=Item.version + 1,
        saved_at=bindparam("now"),
        saved_by=bindparam("name"),
        saved_from=_PAGE,
    )
    .returning(Item.version)
    .execution_options(synchronize_session=False)
)


def write_text(item: Item, by, *, text: str, agreed: str, basis: int, page: str) -> int | None:
    """The version that it became; None when another page or the end of writing was first.

    A page that lost the answer to its own saving goes on from there.
    """
    if (text, agreed) == (item.text, item.agreed):
        return item.version
    values = {
        "item": item.id,
        "meeting": item.meeting_id,
        "basis": basis,
        "page": page,
        "new_text": text,
        "new_text_html": clean_html(text),
        "new_agreed": agreed,
        "new_agreed_html": clean_html(agreed),
        "now": utcnow(),
        "name": by.name,
    }
    return db.session.execute(_WRITE, values).scalar()
