"""What stands in the database: the tables, and the demonstration's people."""

import json

from deploy.launcher.children import run
from deploy.launcher.places import PYTHON, ROOT, digest, files_in, write_whole
from deploy.launcher.screen import step
from deploy.launcher.settings import kept_secret

ADVICE = "If the data is of another version: deploy/demo --reset."


def up_to_date(env, owner_url, mark):
    """Returns what the demonstration says of its people.

    `mark` remembers that for a database of our own, as long as the code that filled it is the same.
    """
    now = f"{_code()} {env['PLATFORM_DOMAIN']}"
    known = json.loads(mark.read_text()) if mark and mark.exists() else {}
    if known.get("of") == now:
        return known["people"]
    with step("Bringing the tables up to date"):
        owner = {
            "OWNER_DATABASE_URL": owner_url,
            "APP_DATABASE_PASSWORD": kept_secret("database-password"),
        }
        run("migrate", [PYTHON, "-m", "webapp", "migrate"], ADVICE, env={**env, **owner})
    with step("Filling in the demonstration"):
        told = run("demonstrate", [PYTHON, "-m", "webapp", "demonstrate"], ADVICE, env=env)
    people = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    if mark:
        write_whole(mark, json.dumps({"of": now, "people": people}))
    return people


def _code():
    rooms = (ROOT / room for room in ("migrations", "tenants", "webapp"))
    return digest(files_in(*rooms, without=["assets", "static"]))
