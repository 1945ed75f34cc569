from __future__ import annotations

from tenants.models import Tenant
from webapp.accounts.models import Invitation
from webapp.core.hosts import site_of
from webapp.core.mail import Reader, write

EXAMPLES = {
    "console/mail/site_opened": {
        "site": "https://kuopio.example.org/",
        "names": {"fi": "Kuopion kaupunki", "sv": "Kuopio stad", "en": "City of Kuopio"},
    },
}


def site_opened(tenant: Tenant, invitation: Invitation) -> None:
    """To the first administrator, whose invitation comes in a mail of its own."""
    write(
        "console/mail/site_opened",
        to=Reader(invitation.email, invitation.language, invitation.name),
        urgent=True,
        tenant_id=tenant.id,
        site=f"{site_of(tenant)}/",
        names=tenant.names,
    )
