from __future__ import annotations

from tenants.models import Tenant
from webapp.accounts.models import Invitation
from webapp.core.hosts import site_of
from webapp.core.mail import Reader, write

EXAMPLES = {
    "console/mail/site_opened": {
        "site": "https://kuopio.example.org/",
        "url": "https://kuopio.example.org/invitations/koodi",
        "names": {"fi": "Kuopion kaupunki", "sv": "Kuopio stad", "en": "City of Kuopio"},
    },
    "console/mail/operator_invitation": {"url": "https://example.org/invitations/koodi"},
}


def site_opened(tenant: Tenant, invitation: Invitation, token: str) -> None:
    """One mail that opens the site and invites its first administrator."""
    site = site_of(tenant)
    write(
        "console/mail/site_opened",
        to=Reader(invitation.email, invitation.language, invitation.name),
        urgent=True,
        tenant_id=tenant.id,
        site=f"{site}/",
        url=f"{site}/invitations/{token}",
        names=tenant.names,
    )


def operator_invitation(platform: Tenant, invitation: Invitation, token: str) -> None:
    write(
        "console/mail/operator_invitation",
        to=Reader(invitation.email, invitation.language, invitation.name),
        urgent=True,
        url=f"{site_of(platform)}/invitations/{token}",
    )
