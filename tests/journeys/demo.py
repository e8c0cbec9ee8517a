"""The demo as a reader of README.md starts it: `manage.py demo` in a process of its own, with data of its own."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 600
# Of the surroundings of a test run the demo must not know.
OURS = ("DATA_DIR", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "MAIL_URL", "SITE_URL", "JOBS_NUDGE", "DB_POOL")
OURS += ("EMBEDDED_DURABLE", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "PYTEST_CURRENT_TEST")


def surroundings(**more):
    """Return the environment without what tests put into it."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | more


def python(*arguments):
    """Return the command line of README.md where uv is at hand, else the same with this Python."""
    if uv := shutil.which("uv"):
        return [uv, "run", "manage.py", *arguments]
    return [sys.executable, "manage.py", *arguments]


class Demo:
    """A running demo: `url`, the cast by handle, its mails, its commands."""

    def __init__(self, url, data):
        self.url, self.data = url.rstrip("/"), Path(data)
        self.process = None
        self.has_no_sockets = False

    @classmethod
    def start(cls, data):
        """Start one on a free port, and wait until it is ready."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        demo = cls(f"http://localhost:{port}", data)
        log = Path(data) / "launcher.log"
        with log.open("wb") as out:
            demo.process = subprocess.Popen(
                python("demo", "--port", str(port), "--data", str(data)),
                cwd=ROOT, env=surroundings(DIGESTS_EVERY="15"), stdout=out, stderr=out, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while not demo.is_ready():
            if demo.process.poll() is not None or time.monotonic() > end:
                demo.stop()
                raise RuntimeError(f"the demo did not start:\n{log.read_text()[-4000:]}")
            time.sleep(0.2)
        demo.wait_for_leftovers()
        return demo

    def wait_for_leftovers(self, patience=240):
        """Wait until the worker has read the sample files: what a journey uploads must not stand behind them."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            with self.get("/health/ready") as answer:
                said = answer.read().decode()
            waiting = re.search(r'"oldest_due_seconds": (\d+)', said)
            if waiting is None or int(waiting[1]) < 3:
                return
            time.sleep(1)

    def is_ready(self):
        """Whether all of it is up."""
        try:
            return self.get("/health/ready").status == 200
        except (OSError, urllib.error.URLError):
            return False

    def stop(self):
        """End it as Ctrl-C does, and every process that it started."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def get(self, path, **headers):
        """Fetch an address without a browser."""
        address = path if path.startswith("http") else self.url + path
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30)

    @property
    def cast(self):
        """The people who can sign in: {first part of the address: {name, email, password, …}}."""
        people = json.loads((self.data / "demo" / "cast.json").read_text())
        return {person["email"].partition("@")[0]: person for person in people}

    def manage(self, *arguments, given=None):
        """Run a command of the portal beside the running demo, `given` on its standard input; return what it says."""
        environment = surroundings(
            DATA_DIR=str(self.data), DEMO="1", MAIL_URL="mailbox:", SITE_URL=self.url,
            SECRET_KEY=(self.data / "demo" / "secret-key").read_text().strip(),
        )  # fmt: skip
        done = subprocess.run(
            python(*arguments),
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            input=given,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    # -- mails ---------------------------------------------------------------------------------------------------
    def mails(self, to, kind=None, since=0):
        """Return the mails to an address that have left, oldest first, newer than the one with the id `since`."""
        with self.get(f"/mailbox/messages.json?to={urllib.request.quote(to)}") as answer:
            found = json.load(answer)["messages"]
        wanted = [mail for mail in found if mail["id"] > since and kind in (None, mail["kind"])]
        return sorted(wanted, key=lambda mail: mail["id"])

    def last_mail(self, to):
        """Return the id of the newest mail to an address, 0 for none."""
        return max((mail["id"] for mail in self.mails(to)), default=0)

    def wait_for_mail(self, to, kind=None, since=0, seconds=60, holds=""):
        """Return the first such mail, as soon as it is in the mail box."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for mail in self.mails(to, kind, since):
                if holds in mail["subject"] + mail["text"]:
                    return mail
            time.sleep(0.3)
        there = [(mail["kind"], mail["subject"]) for mail in self.mails(to)]
        raise AssertionError(f"no mail to {to} of kind {kind} with {holds!r}; there are {there}")
