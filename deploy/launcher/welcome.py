"""What stands on the screen once the service runs."""

from deploy.launcher.screen import say


def welcome(service, people, seconds):
    """`people` are the demonstration's own lines: addresses, and roles with a sign-in link."""
    say(f"\nYhteispöytä runs (started in {seconds:.1f} s). Ctrl-C stops it.\n")
    addresses = [(line.get("name", ""), line["address"]) for line in people if "address" in line]
    _table("Addresses", addresses or [("Platform", service.address)])
    roles = [(f"{line['role']}: {line['who']}", line["url"]) for line in people if "role" in line]
    _table("Sign in with one press (only in the demonstration)", roles)
    if service.mailbox:
        _table("Mail as its receivers see it", [("Mailbox", service.mailbox)])
    else:
        say(f"Mail goes out by {service.env['SMTP_URL'].rpartition('@')[2]}.\n")
    if service.cluster:
        _table("For migrations and psql", [("OWNER_DATABASE_URL", service.owner_url)])


def _table(title, rows):
    if not rows:
        return
    width = max(len(label) for label, _ in rows)
    say(title)
    for label, address in rows:
        say(f"  {label:<{width}}  {address}")
    say()
