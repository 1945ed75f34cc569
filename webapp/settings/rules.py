"""Who sets what: the municipality's own administrators, never those of a host."""

from __future__ import annotations

from webapp.accounts.rules import administers


def decide(member, hosting) -> bool:
    """Accepts or ends the agreement by which others work here."""
    is_own = member.host_id is None and hosting.municipality_id == member.tenant_id
    return is_own and administers(member)


def resend(member, _letter) -> bool:
    return administers(member)
