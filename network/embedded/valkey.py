"""One Valkey server: started, asked, stopped. What it keeps may be lost; what matters is in the database."""

import os
import shutil
import signal
import socket
import subprocess
import time
from urllib.parse import quote

from .places import EmbeddedError, valkey_binary
from .postgres import environment
from .runas import child

PATIENCE = 60


class Valkey:
    """The broker and cache of one place."""

    name = "valkey"

    def __init__(self, place, say, durable=True, stopping=lambda: False):
        self.place, self.say, self.durable, self.stopping = place, say, durable, stopping
        self.log = place.home / "valkey.log"
        self.process = None

    @property
    def url(self):
        """The address for REDIS_URL, as the redis client reads it."""
        return f"unix://{quote(os.fspath(self.place.queue_socket))}"

    def start(self):
        """Start the server and wait until it answers; a queue that it cannot read is put aside."""
        if self._ask("PING"):
            # Left over from a supervisor that was killed just now.
            self._ask("SHUTDOWN")
            _until(lambda: not self._ask("PING"), 10)
        try:
            self._launch()
        except EmbeddedError:
            if not self.place.queue.exists() or not any(self.place.queue.iterdir()):
                raise
            aside = self.place.queue.with_name("valkey.unreadable")
            shutil.rmtree(aside, ignore_errors=True)
            self.place.queue.rename(aside)
            self.say(f"The queue could not be read and was put aside ({aside}); work goes on from the database.")
            self._launch()

    def alive(self):
        """Whether the server process runs (a dead one is reaped here)."""
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """End the server; harder if that takes too long."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not self.alive():
                break
            self.process.send_signal(number)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def _launch(self):
        self.place.queue.mkdir(mode=0o700, exist_ok=True)
        self.place.own(self.place.queue)
        program = valkey_binary()
        command = [program, "--port", "0", "--unixsocket", self.place.queue_socket, "--unixsocketperm", "700"]
        command += ["--dir", self.place.queue, "--daemonize", "no", "--save", "", "--maxmemory-policy", "noeviction"]
        command += ["--appendonly", "yes" if self.durable else "no"]
        with open(self.log, "wb") as log:
            self.place.own(self.log, 0o600)
            self.process = subprocess.Popen(
                command,
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=child(self.place, program, self.place.queue),
            )
        _until(lambda: self._ask("PING") or not self.alive() or self.stopping(), PATIENCE)
        if not self._ask("PING"):
            self.stop()
            raise EmbeddedError(f"Valkey does not start: {_last_words(self.log)}")

    def _ask(self, word):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(os.fspath(self.place.queue_socket))
                line.sendall(f"{word}\r\n".encode())
                return line.recv(64).startswith(b"+PONG")
            except OSError:
                return False


def _until(done, patience):
    end = time.monotonic() + patience
    while not done() and time.monotonic() < end:
        time.sleep(0.02)


def _last_words(log):
    lines = log.read_text(errors="replace").splitlines()
    return " / ".join(lines[-3:]) or "it gave no reason."
