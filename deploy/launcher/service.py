"""The processes of the demonstration, in the order in which they need each other."""

import json
import time
import urllib.error
import urllib.request

from deploy.launcher import ports, valkey
from deploy.launcher.children import Child, last_lines, run
from deploy.launcher.places import CLUSTERS, PYTHON, SOCKETS, STATE
from deploy.launcher.postgres import Cluster
from deploy.launcher.screen import Failure, step
from deploy.launcher.settings import as_application, kept_secret, without_settings

WORKERS = 2


class Service:
    def __init__(self, family, port, mailbox_port, given):
        self.family, self.port, self.given = family, port, given
        self.domain = given.get("PLATFORM_DOMAIN", f"localhost:{port}")
        self.address = f"http://localhost:{port}/"
        self.mailbox = None if "SMTP_URL" in given else f"http://localhost:{mailbox_port}/"
        self.mailbox_port = mailbox_port
        self.database = None

    def start(self):
        """Afterwards the pages answer. Returns what the demonstration says of its people."""
        with step("Starting the database, the queue and the mailbox"):
            owner_url = self._servers()
        with step("Bringing the tables up to date"):
            password = kept_secret("database-password")
            owner = {"OWNER_DATABASE_URL": owner_url, "APP_DATABASE_PASSWORD": password}
            run("migrate", self._command("migrate"), self._advice, env={**self.env, **owner})
        self.env["DATABASE_URL"] = as_application(owner_url, password)
        with step("Filling in the demonstration"):
            told = run("demonstrate", self._command("demonstrate"), self._advice, env=self.env)
        with step("Starting the pages, the workers and the clock"):
            self._application()
        return [json.loads(line) for line in told.splitlines() if line.startswith("{")]

    @property
    def _advice(self):
        own = "DATABASE_URL" not in self.given
        return "If the data is of another version: deploy/demo --reset." if own else ""

    def _servers(self):
        smtp_url = self.given.get("SMTP_URL") or self._mail_catcher()
        owner_url = self.given.get("DATABASE_URL") or self._postgres()
        self.env = {
            **without_settings(),
            "DATABASE_URL": owner_url,
            "REDIS_URL": self.given.get("REDIS_URL") or valkey.start(self.family, SOCKETS),
            "SMTP_URL": smtp_url,
            "PLATFORM_DOMAIN": self.domain,
            "SECRET_KEY": self.given.get("SECRET_KEY") or kept_secret("secret"),
            "DEMONSTRATION": "1",
            "PYTHONUNBUFFERED": "1",
        }
        return owner_url

    def _postgres(self):
        cluster = Cluster(CLUSTERS, SOCKETS)
        cluster.start(self.family)
        self.database = cluster.url
        return cluster.url

    def _mail_catcher(self):
        smtp = ports.any_free()
        where = [STATE / "mail", "--smtp", smtp, "--page", self.mailbox_port]
        argv = [PYTHON, "-m", "deploy.mailbox", *where]
        self.catcher = self.family.start(Child("mailbox", argv, restart=True))
        return f"smtp://127.0.0.1:{smtp}"

    def _application(self):
        gunicorn = [PYTHON, "-m", "gunicorn", "-b", f"127.0.0.1:{self.port}", "-k", "gthread"]
        size = ["--workers", 2, "--threads", 4, "--graceful-timeout", 5, "--no-control-socket"]
        pages = [*gunicorn, *size, "--log-level", "warning", "webapp:create_app()"]
        common = {"env": self.env, "restart": True}
        web = self.family.start(
            Child("web", pages, **common),
            *(
                Child(f"worker-{number}", self._command("worker", "urgent", "bulk"), **common)
                for number in range(1, WORKERS + 1)
            ),
            Child("clock", self._command("clock"), **common),
        )
        self._wait_for(web, self.port, self.domain)
        if self.mailbox:
            self._wait_for(self.catcher, self.mailbox_port, "localhost")

    def _wait_for(self, child, port, host, seconds=30):
        ends = time.monotonic() + seconds
        while not _answers(port, host):
            if child.ended or time.monotonic() > ends:
                raise Failure(f"{child.name} does not answer.\n{last_lines(child.log)}")
            time.sleep(0.05)

    def _command(self, *words):
        return [PYTHON, "-m", "webapp", *words]


def _answers(port, host):
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host})
    try:
        with urllib.request.urlopen(asked, timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
