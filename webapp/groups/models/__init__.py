"""Groups, who takes part in them, and the tenant's own numbers for tables."""

from webapp.groups.models.group import (
    AUDIENCES,
    FIELDS,
    KINDS,
    MEMO_AUDIENCES,
    Group,
    GroupArea,
    NotReady,
)
from webapp.groups.models.participant import LEADING, ROLES, Participant
from webapp.groups.models.table_rules import MEMO_WORDS, TableRules

__all__ = [
    "AUDIENCES",
    "FIELDS",
    "KINDS",
    "LEADING",
    "MEMO_AUDIENCES",
    "MEMO_WORDS",
    "ROLES",
    "Group",
    "GroupArea",
    "NotReady",
    "Participant",
    "TableRules",
]
