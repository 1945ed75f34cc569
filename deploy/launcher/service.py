"""The processes of the demonstration, in the order in which they need each other."""

import time
import urllib.error
import urllib.request

from deploy.launcher import contents, ports, valkey
from deploy.launcher.children import Child, last_lines
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
        self.mailbox_port = mailbox_port
        self.mailbox = None if "SMTP_URL" in given else f"http://localhost:{mailbox_port}/"
        self.cluster = None if "DATABASE_URL" in given else Cluster(CLUSTERS, SOCKETS)
        self.owner_url = self.cluster.url if self.cluster else given["DATABASE_URL"]

    def start(self):
        """Afterwards the pages answer. Returns what the demonstration says of its people."""
        with step("Starting the database, the queue and the mailbox"):
            self._servers()
        mark = self.cluster and self.cluster.mark
        people = contents.up_to_date(self.env, self.owner_url, mark)
        with step("Starting the pages, the workers and the clock"):
            web = self.family.start(self._web())
            self._wait_for(web, self.port, self.domain)
            if self.mailbox:
                self._wait_for(self.catcher, self.mailbox_port, "localhost")
            self.family.start(*self._workers())
        return people

    def _servers(self):
        smtp_url = self.given.get("SMTP_URL") or self._mail_catcher()
        if self.cluster:
            self.cluster.start(self.family)
        self.env = {
            **without_settings(),
            "DATABASE_URL": as_application(self.owner_url, kept_secret("database-password")),
            "REDIS_URL": self.given.get("REDIS_URL") or valkey.start(self.family, SOCKETS),
            "SMTP_URL": smtp_url,
            "PLATFORM_DOMAIN": self.domain,
            "SECRET_KEY": self.given.get("SECRET_KEY") or kept_secret("secret"),
            "DEMONSTRATION": "1",
            "PYTHONUNBUFFERED": "1",
        }

    def _mail_catcher(self):
        smtp = ports.any_free()
        where = [STATE / "mail", "--smtp", smtp, "--page", self.mailbox_port]
        argv = [PYTHON, "-m", "deploy.mailbox", *where]
        self.catcher = self.family.start(Child("mailbox", argv, restart=True))
        return f"smtp://127.0.0.1:{smtp}"

    def _web(self):
        gunicorn = [PYTHON, "-m", "gunicorn", "-b", f"127.0.0.1:{self.port}", "-k", "gthread"]
        size = [
            "--workers",
            2,
            "--threads",
            4,
            "--graceful-timeout",
            5,
            "--no-control-socket",
            "--preload",
        ]
        pages = [*gunicorn, *size, "--log-level", "warning", "webapp:create_app()"]
        return Child("web", pages, env=self.env, restart=True)

    def _workers(self):
        workers = {f"worker-{n}": ["worker", "urgent", "bulk"] for n in range(1, WORKERS + 1)}
        for name, words in {**workers, "clock": ["clock"]}.items():
            yield Child(name, [PYTHON, "-m", "webapp", *words], env=self.env, restart=True)

    def _wait_for(self, child, port, host, seconds=60):
        ends = time.monotonic() + seconds
        while not _answers(port, host):
            if child.ended or time.monotonic() > ends:
                raise Failure(f"{child.name} does not answer.\n{last_lines(child.log)}")
            time.sleep(0.05)


def _answers(port, host):
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host})
    try:
        with urllib.request.urlopen(asked, timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
