"""`manage.py demo`: the whole portal on a bare machine, from nothing to an address, and back to nothing.

This process loads the portal once and forks: front, web, live, worker, beat. It holds the embedded servers, starts
again what dies, and ends everything when it ends, in whatever way.
"""

import argparse
import contextlib
import fcntl
import gc
import http.client
import json
import os
import random
import secrets
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from network import embedded
from network.demo import services
from network.demo.children import Child, stop_all

ROOT = Path(__file__).resolve().parent.parent.parent
READY_PATIENCE = 90


class Unable(Exception):
    """The demo cannot start; the text says why and what to do."""


class Launcher:
    """One run of the demo."""

    def __init__(self, port, data, host, empty=False):
        self.port, self.host, self.empty = port, host, empty
        self.data = Path(data).absolute()
        self.home = self.data / "demo"
        self.address = f"http://localhost:{port}/"
        self.began = time.monotonic()
        self.stops = 0
        self.children = []
        self.locks = []

    def say(self, text):
        """One line of progress with the seconds since the start."""
        print(f"{time.monotonic() - self.began:6.1f} s  {text}", flush=True)

    def run(self):
        """Start, stay, stop; return the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        parent = _uv_parent()
        try:
            self._claim()
            self._load()
            self._prepare()
            self._serve()
            self._announce()
            while not self.stops and (parent is None or os.getppid() == parent):
                self._watch()
                time.sleep(0.2)
        except _Stop:
            pass
        except (Unable, embedded.EmbeddedError) as error:
            print(f"\n{error}", file=sys.stderr, flush=True)
            return 1
        finally:
            self._stop()
        return 0

    def _told_to_stop(self, *_):
        self.stops += 1

    def _claim(self):
        """The data and the port must be free, before anything is touched."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unable(
                f"Cannot keep data in {self.data}: {error.strerror}. Choose another folder: --data."
            ) from error
        if not self._lock("launcher.lock", wait=0):
            raise Unable(f"A demo with the data in {self.data} runs already. Stop it, or choose another: --data.")
        # Held by the children of every run: after a kill of the launcher they need a moment to end.
        if not self._lock("children.lock", wait=0):
            self.say("Waiting for the processes of an earlier run to end …")
            if not self._lock("children.lock", wait=30):
                raise Unable("Processes of an earlier run do not end. See the logs in the folder demo/ of the data.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except PermissionError as error:
                raise Unable(f"Port {self.port} needs more rights. Choose one above 1023: --port 8000.") from error
            except OSError as error:
                raise Unable(
                    f"Port {self.port} is in use by another program. Choose another: manage.py demo --port "
                    f"{self.port + 1}"
                ) from error

    def _lock(self, name, wait):
        descriptor = os.open(self.home / name, os.O_RDWR | os.O_CREAT, 0o600)
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end or self.stops:
                    os.close(descriptor)
                    return False
                time.sleep(0.1)
            else:
                self.locks.append(descriptor)
                return True

    def _load(self):
        """Start the servers and load the portal at the same time."""
        print(f"The demo starts. Everything is kept in {self.data}", flush=True)
        if sys.dont_write_bytecode:
            # Compiling takes longer than all the rest; what must not be kept beside the code is kept with the data.
            sys.dont_write_bytecode = False
            sys.pycache_prefix = str(self.data / "cache" / "python")
        self._environment()
        servers = None
        if self.own_servers:
            servers = threading.Thread(target=self._start_servers)
            servers.start()
        self.failure = None
        try:
            self._import_everything()
        finally:
            if servers:
                servers.join()
        if self.failure:
            raise self.failure
        self._check_stop()

    def _environment(self):
        for name in ("DEBUG", "FILES_ROOT", "SEARCH_ROOT", "STATIC_ROOT", "ALLOWED_HOSTS"):
            os.environ.pop(name, None)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "network.settings",
            "DEMO": "1",
            "DATA_DIR": str(self.data),
            "SECRET_KEY": self._secret(),
            "MAIL_URL": "mailbox:",
            "SITE_URL": self.address,
            "DB_POOL_SIZE": "4",
        }
        self.pages, self.sockets = _inner_ports(2)
        os.environ["LIVE_URL"] = f"http://{services.INSIDE}:{self.sockets}"
        if self.host not in ("127.0.0.1", "localhost"):
            os.environ["ALLOWED_HOSTS"] = "*"
        self.own_servers = [
            (name, ensure)
            for name, ensure in (("DATABASE_URL", embedded.ensure_postgres), ("REDIS_URL", embedded.ensure_valkey))
            if not os.environ.get(name)
        ]
        if self.own_servers:
            where = embedded.addresses(self.data)
            for name, _ensure in self.own_servers:
                os.environ[name] = getattr(where, name.lower())

    def _secret(self):
        path = self.home / "secret-key"
        with contextlib.suppress(FileNotFoundError):
            if kept := path.read_text().strip():
                return kept
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(made := secrets.token_urlsafe(50))
        return made

    def _start_servers(self):
        try:
            for _name, ensure in self.own_servers:
                ensure(self.data, say=self.say)
        except embedded.EmbeddedError as error:
            self.failure = error

    def _import_everything(self):
        from network.kit import translations

        if compiled := translations.compile_all():
            self.say(f"Compiled the messages: {', '.join(compiled)}")
        import django

        django.setup()
        from importlib import import_module

        from django.conf import settings

        import_module(settings.ROOT_URLCONF)
        import granian  # noqa: F401 - loaded here, once, for all children

        import network.live.server  # noqa: F401

    def _prepare(self):
        from network.demo import prepare

        # In a child of its own: what it loads and opens must not be in the process that everything is forked from.
        step = Child("prepare", lambda: prepare.everything(self.say, self.empty, self.began), before=self._loosen)
        self.children = [step]
        gc.collect()
        gc.freeze()
        step.start()
        while not step.ended():
            self._check_stop()
            time.sleep(0.02)
        self.children = []
        if step.status:
            raise Unable("The demo could not be prepared; the reason stands above.")

    def _loosen(self):
        """In a child: let go of what only the launcher may hold."""
        os.close(self.locks[0])

    def _serve(self):
        self.say("Starting web, live, worker and beat …")
        for name, work in services.of(self.host, self.port, self.home, self.pages, self.sockets).items():
            child = Child(name, work, self.home / f"{name}.log", before=self._loosen)
            with contextlib.suppress(FileNotFoundError):
                child.log.unlink()
            child.start()
            self.children.append(child)
        end = time.monotonic() + READY_PATIENCE
        while not self._ready():
            self._check_stop()
            self._watch()
            if time.monotonic() > end:
                raise Unable(f"The portal does not get ready. The logs are in {self.home}.")
            time.sleep(0.03)

    def _ready(self):
        connection = http.client.HTTPConnection(_reachable(self.host), self.port, timeout=5)
        try:
            connection.request("GET", "/health/ready", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _watch(self):
        """Start again what ended; with a pause that grows, and a word about it."""
        now = time.monotonic()
        for child in self.children:
            if child.pid is None:
                if now >= child.due:
                    child.start()
            elif child.ended():
                pause = child.pause()
                child.due = now + pause
                how = f"by signal {-child.status}" if child.status < 0 else f"with code {child.status}"
                self.say(f"{child.name} ended {how}; it starts again in {pause} s. Its log: {child.log}")
                if words := child.last_words():
                    print(words, flush=True)
        if self.own_servers and not embedded.alive(self.data):
            self.say("The keeper of the database ended; starting it again …")
            self._start_servers()

    def _announce(self):
        self.say("The portal is up.")
        lines = ["", f"  Address   {self.address}", f"  Mails     {self.address}mailbox/", ""]
        with contextlib.suppress(OSError, ValueError):
            cast = json.loads((self.home / "cast.json").read_text())
            lines += ["  The cast"]
            for person in cast:
                where = ", ".join(filter(None, (person.get("role"), person.get("city"))))
                lines.append(
                    f"    {person['email']:32} {person['password']:24} {person['name']} ({where}; {person['language']})"
                )
            lines += ["", f"  The same as a file: {self.home / 'cast.json'}"]
        lines += ["  Stop      Ctrl-C", ""]
        print("\n".join(lines), flush=True)

    def _check_stop(self):
        if self.stops:
            raise _Stop

    def _stop(self):
        if self.children:
            print("\nStopping …", flush=True)
        asked = self.stops
        stop_all(self.children, hurry=lambda: self.stops > max(asked, 1))
        if os.environ.get("DJANGO_SETTINGS_MODULE") and not embedded.leave(self.data):
            print("Other programs still use the database; it ends with them.", flush=True)
        if self.children:
            print("Stopped.", flush=True)


class _Stop(Exception):
    pass


def _reachable(host):
    """Where a program on this machine finds a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - read, not bound


def _inner_ports(count):
    """Free ports of this machine alone, below those that the system gives to whoever connects somewhere."""
    found = []
    for port in random.sample(range(20000, 32000), 500):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((services.INSIDE, port))
            found.append(port)
        if len(found) == count:
            return found
    raise Unable("No free port was found on this machine.")


def _uv_parent():
    """The process that stands between the person and us (`uv run`): its end must be ours."""
    parent = os.getppid()
    with contextlib.suppress(OSError):
        if Path(f"/proc/{parent}/comm").read_text().strip() == "uv":
            return parent
    return None


def main(arguments):
    """Run the demo with the arguments of `manage.py demo`."""
    parser = argparse.ArgumentParser(prog="manage.py demo", description="Run the whole portal with a sample world.")
    parser.add_argument("--port", type=int, default=8000, help="the port of the web pages (8000)")
    parser.add_argument("--data", default=str(ROOT / "var"), help="the folder where everything is kept (var/)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--empty", action="store_true", help="without the sample world")
    options = parser.parse_args(arguments)
    return Launcher(options.port, options.data, options.host, options.empty).run()
