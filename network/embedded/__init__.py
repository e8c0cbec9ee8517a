"""A database and a broker for whoever has configured none: shared by all processes of one data directory.

`ensure_postgres(directory)` and `ensure_valkey(directory)` return addresses for DATABASE_URL and REDIS_URL. The
calling process becomes a user of the servers until it ends, in whatever way. See `network/decisions` for the why.
"""

import contextlib
import fcntl
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .places import EmbeddedError, place
from .postgres import Postgres
from .valkey import Valkey

__all__ = [
    "EmbeddedError",
    "Services",
    "addresses",
    "alive",
    "ensure",
    "ensure_postgres",
    "ensure_valkey",
    "leave",
]

PATIENCE = 90
SILENCE = 120

_guard = threading.RLock()
_connections = {}
_urls = {}


@dataclass(frozen=True)
class Services:
    """The addresses of what runs."""

    database_url: str
    redis_url: str


def ensure(directory, *, durable=None, say=None):
    """Have both servers run for this directory and return their addresses."""
    return Services(
        ensure_postgres(directory, durable=durable, say=say), ensure_valkey(directory, durable=durable, say=say)
    )


def ensure_postgres(directory, *, durable=None, say=None):
    """Have PostgreSQL run for this directory and return its address.

    `durable=False` (or EMBEDDED_DURABLE=0) is for tests: faster, and not safe when the power fails.
    """
    return _ensure("postgres", directory, durable, say)


def ensure_valkey(directory, *, durable=None, say=None):
    """Have Valkey run for this directory and return its address."""
    return _ensure("valkey", directory, durable, say)


def addresses(directory):
    """The addresses that `ensure` will return, without waiting for anything."""
    where = place(directory)
    return Services(Postgres(where, _to_stderr).url, Valkey(where, _to_stderr).url)


def leave(directory, patience=90):
    """Stop being a user; the last one waits until the servers have ended. Return whether they have."""
    key = str(Path(directory).resolve())
    with _guard:
        if not alive(directory):
            _forget(key)
            return True
        connection = _connections[os.getpid(), key]
        ending = _talk(connection, {"bye": True}, _to_stderr)
        _forget(key)
    if ending is False:
        return False
    lock = os.open(place(directory).home / "supervisor.lock", os.O_RDWR)
    try:
        return _wait_for(lock, patience)
    finally:
        os.close(lock)


def _wait_for(lock, patience):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(0.02)
    return False


def alive(directory):
    """Whether the supervisor that this process uses still lives (it answers to the kernel, not to a pid file)."""
    connection = _connections.get((os.getpid(), str(Path(directory).resolve())))
    if connection is None:
        return False
    try:
        # Nothing is ever sent unasked, so a readable connection is a closed one.
        readable, _, _ = select.select([connection], [], [], 0)
        return not readable
    except (OSError, ValueError):
        return False


def _ensure(kind, directory, durable, say):
    say = say or _to_stderr
    durable = os.environ.get("EMBEDDED_DURABLE", "1") != "0" if durable is None else durable
    key = str(Path(directory).resolve())
    with _guard:
        # A forked child holds its parent's connection, which is enough to count as a user.
        for pid in (os.getpid(), os.getppid()):
            if (pid, key) in _connections and (key, kind) in _urls and (pid != os.getpid() or alive(directory)):
                return _urls[key, kind]
        end = time.monotonic() + PATIENCE
        while True:
            connection = _connection(directory, key, say)
            url = _talk(connection, {"want": kind, "durable": durable}, say)
            if url:
                _urls[key, kind] = url
                return url
            # The supervisor was just ending, or was killed while it worked: the next one takes over.
            _forget(key)
            if time.monotonic() > end:
                raise EmbeddedError(f"The embedded {kind} does not start; see {key}/embedded/supervisor.log.")
            time.sleep(0.1)


def _to_stderr(text):
    print(text, file=sys.stderr, flush=True)


def _forget(key):
    connection = _connections.pop((os.getpid(), key), None)
    if connection is not None:
        connection.close()
    for kind in ("postgres", "valkey"):
        _urls.pop((key, kind), None)


def _connection(directory, key, say):
    """This process's own connection to the supervisor, started if there is none."""
    if alive(directory):
        return _connections[os.getpid(), key]
    _forget(key)
    where = place(directory)
    with _lock(where, say):
        connection = _knock(where)
        if connection is None:
            connection = _start(where, directory, say)
    connection.settimeout(SILENCE)
    _connections[os.getpid(), key] = connection
    return connection


@contextlib.contextmanager
def _lock(where, say):
    """Only one process at a time starts a supervisor."""
    path = where.home / "start.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.geteuid() == 0:
            where.own(path, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _knock(where):
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(os.fspath(where.door))
    except PermissionError as error:
        raise EmbeddedError(f"The servers of {where.home} belong to another user.") from error
    except OSError:
        connection.close()
        return None
    return connection


def _start(where, directory, say):
    """Start a supervisor apart from this process: it outlives it if others need it."""
    path = where.home / "supervisor.log"
    with open(path, "wb") as log:
        where.own(path, 0o600)
        program = Path(__file__).with_name("__main__.py")
        supervisor = subprocess.Popen(
            [sys.executable, "-P", program, str(Path(directory).resolve())],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd="/",
        )
    # It may first have to wait until its predecessor has stopped the servers in good order.
    end, told = time.monotonic() + PATIENCE, time.monotonic()
    while time.monotonic() < end:
        connection = _knock(where)
        if connection is not None:
            # Its end is waited for by whoever is its parent then; no warning about a child that still runs.
            supervisor.returncode = 0
            return connection
        if supervisor.poll() is not None:
            break
        if time.monotonic() - told > 3:
            told = time.monotonic()
            say("Waiting for the servers of an earlier run to end …")
        time.sleep(0.02)
    raise EmbeddedError(f"The embedded servers do not start: {path.read_text(errors='replace').strip()[-600:]}")


def _talk(connection, wish, say):
    """Say one thing to the supervisor, pass on what it tells meanwhile, return its answer; None if it went away."""
    try:
        connection.sendall(json.dumps(wish).encode() + b"\n")
        answer = b""
        while True:
            while b"\n" not in answer:
                data = connection.recv(4096)
                if not data:
                    return None
                answer += data
            line, answer = answer.split(b"\n", 1)
            message = json.loads(line)
            if "progress" in message:
                say(message["progress"])
            elif "error" in message:
                raise EmbeddedError(message["error"])
            else:
                return message["answer"]
    except TimeoutError as error:
        raise EmbeddedError("The embedded servers do not answer.") from error
    except OSError:
        return None
