"""Start, stop and weight of the whole portal: `uv run python -m tests.bench.start [--kills 20] [--world]`.

Prints Z1 (first start in an empty folder), Z2 (second start), Z3 (processes left and rows lost after kills of the
launcher at any moment) and M2 (memory of the idle stack, proportional set size), each with its limit.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from network.embedded.places import place, postgres_binaries  # noqa: E402
from network.embedded.postgres import Postgres, environment  # noqa: E402

LIMITS = {"Z1": 20, "Z2": 5, "Z3": 0, "M2": 600}
GOALS = {"Z1": 8, "Z2": 2.5, "Z3": 0, "M2": 400}


class Portal:
    """One data folder and the demo in it; its processes are known by a word in their environment or arguments."""

    def __init__(self, data, world):
        self.data, self.world = Path(data), world
        self.word = f"bench-{uuid.uuid4().hex}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    def start(self):
        """Launch, without waiting."""
        command = [sys.executable, ROOT / "manage.py", "demo", "--port", str(self.port), "--data", self.data]
        environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        with open(self.data.parent / "demo.log", "ab") as log:
            self.process = subprocess.Popen(
                command + ([] if self.world else ["--empty"]),
                env=environ | {"BENCH_WORD": self.word},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def until_served(self, patience=300):
        """Wait until it is ready and has served a first page; return the seconds since now."""
        began = time.monotonic()
        while time.monotonic() - began < patience:
            if self.process.poll() is not None:
                sys.exit(f"The demo ended with {self.process.returncode}; see {self.data.parent / 'demo.log'}")
            try:
                for page in ("health/ready", ""):
                    urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{page}", timeout=10).read()
                return time.monotonic() - began
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    sys.exit(f"/{page} answers {error.code}; see the logs in {self.data / 'demo'}")
                time.sleep(0.02)
            except OSError:
                time.sleep(0.02)
        sys.exit("The demo did not get ready.")

    def processes(self):
        """The ids of all living processes of this portal."""
        found = []
        for status in Path("/proc").iterdir():
            if not status.name.isdigit() or int(status.name) == os.getpid():
                continue
            try:
                if (status / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
                    continue
                words = (status / "cmdline").read_bytes()
                ours = os.fsencode(self.data) in words or self.word.encode() in (status / "environ").read_bytes()
            except OSError:
                continue
            if ours:
                found.append(int(status.name))
        # A connection's process of PostgreSQL has another title, but a parent that is known.
        return sorted({*found, *(child for pid in found for child in _children(pid))})

    def end(self, number):
        """Signal the launcher; return the processes that are there 30 seconds later, or [] as soon as none is."""
        self.process.send_signal(number)
        self.process.wait(60)
        end = time.monotonic() + 30
        while (left := self.processes()) and time.monotonic() < end:
            time.sleep(0.1)
        return left

    def cpu(self):
        """Seconds of CPU that all of it has used so far: what a start costs on a machine that others use too."""
        ticks = 0
        for pid in self.processes():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(int(field) for field in fields[11:15])
        return ticks / os.sysconf("SC_CLK_TCK")

    def url(self):
        """The database's address, for a client of our own."""
        where = place(self.data)
        return f"host={where.run} user=portal dbname=portal"


def _children(pid):
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def bare(folder):
    """Seconds of initdb and a first start alone, with the same programs: the anchor of Z1."""
    where = place(folder)
    began = time.monotonic()
    server = Postgres(where, lambda _text: None)
    server.start()
    taken = time.monotonic() - began
    server.stop()
    return taken


def memory(pids):
    """Proportional set size of all, in MiB, by name."""
    sizes = {}
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            name = Path(f"/proc/{pid}/comm").read_text().strip()
        except OSError:
            continue
        size = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        sizes[name] = sizes.get(name, 0) + size
    return sizes


def kills(portal, times):
    """Kill the launcher `times` times, at any moment, while rows are written; return processes left, rows lost."""
    left = lost = written = 0
    chance = random.Random(2026)
    for turn in range(times):
        portal.start()
        early = turn % 4 == 3
        if early:
            time.sleep(chance.uniform(0.1, 2.5))
        else:
            portal.until_served()
            with psycopg.connect(portal.url(), autocommit=True) as link:
                link.execute("CREATE TABLE IF NOT EXISTS bench_kills (turn int)")
                for _ in range(chance.randrange(1, 20)):
                    link.execute("INSERT INTO bench_kills VALUES (%s)", [turn])
                    written += 1
        found = portal.end(signal.SIGKILL if turn % 2 == 0 else signal.SIGTERM)
        left += len(found)
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        print(f"  kill {turn + 1:2} {'while starting' if early else 'in service':14} left {len(found)}", flush=True)
    portal.start()
    portal.until_served()
    with psycopg.connect(portal.url()) as link:
        lost = written - link.execute("SELECT count(*) FROM bench_kills").fetchone()[0]
        link.execute("DROP TABLE bench_kills")
    return left, lost, _sound(portal)


def _sound(portal):
    """Whether every index and table passes PostgreSQL's own check."""
    binaries, _ = postgres_binaries(place(portal.data).cluster)
    command = [binaries / "pg_amcheck", "--install-missing", "-h", place(portal.data).run, "-U", "portal", "portal"]
    answer = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if answer.returncode:
        print(answer.stdout[-2000:], answer.stderr[-2000:])
    return answer.returncode == 0


def report(name, value, words):
    """Print one figure beside its limit and goal; return whether the limit is kept."""
    kept = value <= LIMITS[name]
    print(f"{name}  {value:8.2f}   limit {LIMITS[name]}, goal {GOALS[name]}   {'kept' if kept else 'MISSED'}   {words}")
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--world", action="store_true", help="with the sample world (its making counts in Z1)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-start-"))
    portal = Portal(folder / "data", options.world)
    good = done = False
    try:
        good = True
        anchor = bare(folder / "bare")
        portal.start()
        first = portal.until_served()
        cpu = portal.cpu()
        good &= report(
            "Z1",
            first,
            f"seconds to the first page, {cpu:.1f} of CPU; {first / anchor:.1f} x initdb and start ({anchor:.2f} s)",
        )
        time.sleep(10)
        sizes = memory(portal.processes())
        good &= report(
            "M2", sum(sizes.values()), "MiB PSS idle: " + ", ".join(f"{k} {v:.0f}" for k, v in sizes.items())
        )
        left = portal.end(signal.SIGTERM)
        times, costs = [], []
        for _ in range(3):
            portal.start()
            times.append(portal.until_served())
            costs.append(portal.cpu())
            left += portal.end(signal.SIGTERM)
        good &= report(
            "Z2",
            sorted(times)[1],
            f"seconds, median of {', '.join(f'{t:.2f}' for t in times)}; {sorted(costs)[1]:.1f} of CPU",
        )
        more, lost, sound = kills(portal, options.kills) if options.kills else (0, 0, True)
        left += portal.end(signal.SIGTERM) if options.kills else []
        good &= report(
            "Z3",
            len(left) + more + lost,
            f"processes left {len(left) + more}, rows lost {lost} of {options.kills} kills",
        )
        good &= sound
        print("    tables and indexes", "pass pg_amcheck" if sound else "ARE DAMAGED")
        done = True
    finally:
        for pid in portal.processes():
            os.kill(pid, signal.SIGKILL)
        if good and done:
            shutil.rmtree(folder, ignore_errors=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
