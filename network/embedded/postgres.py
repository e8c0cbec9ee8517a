"""One PostgreSQL server: made once, started, asked, stopped."""

import os
import shutil
import signal
import subprocess
import time
from urllib.parse import quote

from .orphans import clear_way
from .places import EmbeddedError, postgres_binaries
from .runas import child

USER = DATABASE = "portal"
ROOM_FOR_A_CLUSTER = 200 * 1024 * 1024
PATIENCE = 900
# A server that calls itself ready answers within that time, or never.
SURELY, READY = 20, "database system is ready to accept connections"

# Small, since it is one of several servers on one machine. No TCP: the socket folder's mode is the lock.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "48MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_parallel_workers_per_gather": "0",
    "autovacuum_max_workers": "2",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] ",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "checkpoint_timeout": "30min"}


def environment():
    """A fixed environment: a foreign LANG would stop initdb or change the order of words."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "ICU_DATA") if name in os.environ}
    return {"LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent", **kept}


class Postgres:
    """The database server of one place; `durable=False` (tests) trades safety at power failure for speed."""

    name = "postgres"

    def __init__(self, place, say, durable=True, stopping=lambda: False):
        self.place, self.say, self.durable, self.stopping = place, say, durable, stopping
        self.log = place.home / "postgres.log"
        self.process = None
        self.refusal = "no answer"

    @property
    def url(self):
        """The address for DATABASE_URL."""
        return f"postgres://{USER}@{quote(str(self.place.run), safe='')}/{DATABASE}"

    def start(self):
        """Make the cluster if there is none, start the server, wait until it answers, make the database."""
        self.bin, self.major = postgres_binaries(self.place.cluster)
        if not (self.place.cluster / "PG_VERSION").exists():
            self._make()
        clear_way(self.place, self.say)
        # The shared memory of a killed server may still be held by its last backends for a moment.
        for last in (False, False, False, True):
            try:
                self._launch()
                return self._wait()
            except _StillHeldError as error:
                if last:
                    raise EmbeddedError(str(error)) from error
                time.sleep(2)

    def alive(self):
        """Whether the server process runs (a dead one is reaped here)."""
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """Disconnect everybody and end; harder if that takes too long."""
        for number, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
            if not self.alive():
                break
            self.process.send_signal(number)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def _make(self):
        self.say("Preparing the database (first start) …")
        cluster, home = self.place.cluster, self.place.home
        for leftover in [*home.glob("postgres.new-*"), *([cluster] if cluster.exists() else [])]:
            if leftover == cluster and any(leftover.iterdir()):
                raise EmbeddedError(f"{cluster} is not empty, yet holds no database. Move it away and start again.")
            shutil.rmtree(leftover, ignore_errors=True)
        if shutil.disk_usage(home).free < ROOM_FOR_A_CLUSTER:
            raise EmbeddedError(f"The disk is full: a new database in {home} needs 200 MB of room.")
        new = home / f"postgres.new-{os.getpid()}"
        new.mkdir(mode=0o700)
        maker = self.place.maker()
        maker.own(new)
        builtin = "PG_UNICODE_FAST" if self.major >= 18 else "C.UTF-8"
        command = [self.bin / "initdb", "-D", new, "-U", USER, "--auth=trust", "--encoding=UTF8"]
        # The order of letters must not depend on the machine; LC_CTYPE is UTF-8 or trigrams ignore Chinese.
        command += ["--locale-provider=builtin", f"--builtin-locale={builtin}", "--locale=C", "--lc-ctype=C.UTF-8"]
        command += ["--no-instructions", *([] if self.durable else ["--no-sync"])]
        answer = subprocess.run(
            command,
            env=environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            preexec_fn=child(maker, self.bin, new, dying=signal.SIGKILL),
        )
        if answer.returncode != 0:
            shutil.rmtree(new, ignore_errors=True)
            raise EmbeddedError(_why("The database could not be made", answer.stdout))
        if maker.uid != self.place.uid:
            for folder, names, files in os.walk(new):
                for name in (".", *names, *files):
                    os.chown(os.path.join(folder, name), self.place.uid, self.place.gid)
        # A kill during initdb leaves only the folder above; the cluster appears whole or not at all.
        new.rename(cluster)
        descriptor = os.open(home, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)

    def _launch(self):
        if self.log.exists() and self.log.stat().st_size > 5_000_000:
            self.log.replace(self.log.with_suffix(".log.old"))
        settings = (
            SETTINGS | {"unix_socket_directories": _quoted(self.place.run)} | ({} if self.durable else NOT_DURABLE)
        )
        if self.major >= 18:
            # No extra reader processes: the machine is small and the data fits into its cache.
            settings["io_method"] = "sync"
        command = [self.bin / "postgres", "-D", self.place.cluster]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open(self.log, "ab") as log:
            self.place.own(self.log, 0o600)
            self.mark = log.tell()
            self.process = subprocess.Popen(
                command,
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=child(self.place, self.bin, self.place.cluster, dying=signal.SIGINT),
            )

    def _wait(self):
        began = told = time.monotonic()
        while True:
            databases = self._ask(f"select count(*) from pg_database where datname = '{DATABASE}'")  # noqa: S608
            if databases == "0":
                self._ask(f"create database {DATABASE}")
            elif databases == "1":
                return
            now = time.monotonic()
            if not self.alive():
                text = self._new_log()
                self.process = None
                if "pre-existing shared memory block" in text or "is another postmaster" in text:
                    raise _StillHeldError(_why("The database is still held by an earlier server", text))
                raise EmbeddedError(_why("The database does not start", text))
            if now - began > PATIENCE or self.stopping():
                self.stop()
                raise EmbeddedError(_why("The database does not answer", self._new_log()))
            if now - began > SURELY and READY in self._new_log():
                self.stop()
                raise EmbeddedError(f"The database runs, but cannot be reached: {self.refusal}")
            if now - told > 3:
                told = now
                self.say(f"The database puts itself in order after an interrupted stop … {now - began:.0f} s")
            time.sleep(0.05)

    def _ask(self, sql):
        """One statement over a real connection; nothing else proves that a server lives."""
        command = [self.bin / "psql", "-XAtq", "-h", self.place.run, "-U", USER, "-d", "postgres", "-c", sql]
        try:
            answer = subprocess.run(
                command, env=environment(), cwd="/", capture_output=True, text=True, timeout=10, check=False
            )
        except subprocess.TimeoutExpired:
            return None
        self.refusal = answer.stderr.strip()
        return answer.stdout.strip() if answer.returncode == 0 else None

    def _new_log(self):
        with open(self.log, "rb") as log:
            log.seek(self.mark)
            return log.read(100_000).decode(errors="replace")


def _quoted(path):
    """A name in a list of folders, where a comma would begin the next."""
    return '"' + str(path).replace('"', '""') + '"'


class _StillHeldError(Exception):
    pass


def _why(sentence, text):
    """The server's own last words, shortened, with a plain sentence before them."""
    if "No space left on device" in text:
        return f"{sentence}: the disk is full. Make room and start again."
    lines = [line for line in text.splitlines() if any(word in line for word in ("FATAL", "PANIC", "ERROR", "error"))]
    return f"{sentence}: " + (" / ".join((lines or text.splitlines())[-3:]) or "it gave no reason.")
