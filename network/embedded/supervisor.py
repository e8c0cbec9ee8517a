"""The process that keeps the servers of one data directory: it starts them on demand and ends with its last user.

Users hold a connection to its socket. The kernel closes a connection however its holder ends, so nothing has to be
counted, cleaned up or believed. The servers carry a parent-death signal, so they end even if this process is killed.
"""

import contextlib
import fcntl
import json
import os
import selectors
import signal
import socket
import sys
import time
from pathlib import Path

from .places import EmbeddedError, place
from .postgres import Postgres
from .valkey import Valkey

GRACE = 2.0
FIRST_GRACE = 20.0
KINDS = {"postgres": Postgres, "valkey": Valkey}


class Supervisor:
    """Listens, starts, watches, stops."""

    def __init__(self, directory):
        self.place = place(directory)
        self.servers = {}
        self.users = {}
        self.ending = False
        self.selector = selectors.DefaultSelector()
        self.empty_since = time.monotonic() + FIRST_GRACE - GRACE
        self.retry_at = {}

    def run(self):
        """Live until the last user has gone for a moment, or until told to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        lock = self._lock()
        door = self._open_door()
        try:
            while not self.ending:
                for key, _events in self.selector.select(timeout=0.25):
                    if key.fileobj is door:
                        self._welcome(door)
                    else:
                        self._hear(key.fileobj)
                self._watch(lock)
        finally:
            # First the door, so that newcomers wait for the next supervisor instead of hoping for this one.
            self.place.door.unlink(missing_ok=True)
            door.close()
            for server in reversed(self.servers.values()):
                server.stop()

    def _told(self, *_):
        self.ending = True

    def _lock(self):
        """One supervisor per directory: wait until an ending one has ended."""
        path = self.place.home / "supervisor.lock"
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self.place.own(path, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode())
        return lock

    def _open_door(self):
        self.place.door.unlink(missing_ok=True)
        door = socket.socket(socket.AF_UNIX)
        door.bind(os.fspath(self.place.door))
        self.place.own(self.place.door, 0o600)
        door.listen(128)
        door.setblocking(False)
        self.selector.register(door, selectors.EVENT_READ)
        return door

    def _welcome(self, door):
        with contextlib.suppress(BlockingIOError):
            user, _ = door.accept()
            user.settimeout(2)
            self.users[user] = b""
            self.selector.register(user, selectors.EVENT_READ)

    def _hear(self, user):
        try:
            data = user.recv(4096)
        except OSError:
            data = b""
        if not data:
            self._farewell(user)
            return
        *lines, self.users[user] = (self.users[user] + data).split(b"\n")
        for line in lines:
            said = json.loads(line)
            if "bye" in said:
                self.ending |= len(self.users) == 1
                self._tell(user, answer=self.ending)
            else:
                self._answer(user, said)

    def _farewell(self, user):
        self.selector.unregister(user)
        user.close()
        del self.users[user]
        if not self.users:
            self.empty_since = time.monotonic()

    def _answer(self, user, wish):
        kind = wish["want"]
        server = self.servers.get(kind)
        if server is None:
            server = KINDS[kind](
                self.place,
                lambda text: self._tell(user, progress=text),
                durable=wish.get("durable", True),
                stopping=lambda: self.ending,
            )
        try:
            if not server.alive():
                server.start()
            self.servers[kind] = server
            self._tell(user, answer=server.url)
        except (EmbeddedError, OSError) as error:
            server.stop()
            _note(f"{kind}: {error}")
            self._tell(user, error=str(error))
        server.say = _note

    def _tell(self, user, **message):
        if text := message.get("progress"):
            _note(text)
        with contextlib.suppress(OSError):
            user.sendall(json.dumps(message).encode() + b"\n")

    def _watch(self, lock):
        now = time.monotonic()
        if not self.users and now - self.empty_since > GRACE:
            self.ending = True
        try:
            # Somebody removed the data under us: there is nothing left to serve.
            self.ending |= os.stat(self.place.home / "supervisor.lock").st_ino != os.fstat(lock).st_ino
        except OSError:
            self.ending = True
        for kind, server in self.servers.items():
            if not self.ending and not server.alive() and now > self.retry_at.get(kind, 0):
                _note(f"{kind} ended by itself; starting it again")
                try:
                    server.start()
                except (EmbeddedError, OSError) as error:
                    _note(f"{kind}: {error}")
                    self.retry_at[kind] = time.monotonic() + 5


def _note(text):
    print(time.strftime("%Y-%m-%d %H:%M:%S"), text, flush=True)


def main(arguments):
    """Run the supervisor of the directory named in the arguments."""
    [directory] = arguments
    os.umask(0o077)
    os.chdir("/")
    try:
        Supervisor(Path(directory)).run()
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
