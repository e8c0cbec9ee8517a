"""People who write together: a browser's side of the socket in Python, and a server in a process of its own."""

import asyncio
import contextlib
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import websockets
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import presence, protocol
from network.live.protocol import STEP_1, STEP_2, UPDATE

ROOT = Path(__file__).resolve().parents[3]
WORD = re.compile(r"~\d{3,6}:\d{6}~")


class Person:
    """One tab. `sent` counts its step 2 and update messages, `saved` how many of them the server has committed."""

    def __init__(self, address, session, client_id=None, **query):
        self.query = {"schema": 1, "epoch": 1} | query
        self.address, self.session = address, session
        self.doc = Doc(client_id=client_id) if client_id else Doc()
        self.text_root = self.doc.get("default", type=XmlFragment)
        self.out = []
        self.doc.observe(lambda event: self.out.append(event.update))
        self.ws = None
        self._reset()

    def _reset(self):
        self.sent = self.saved = 0
        self.synced = asyncio.Event()
        self.told = asyncio.Event()
        self.hello = None
        self.refusals = []
        self.others = {}
        self.seen = set()
        self.closed = None
        self.open_words = []
        self.kept_words = getattr(self, "kept_words", set())

    @property
    def url(self):
        return f"{self.address}?" + "&".join(f"{k}={v}" for k, v in self.query.items())

    async def enter(self, **more):
        """Open the socket and wait until the text is here, or the server has refused."""
        self._reset()
        headers = {"Cookie": f"sessionid={self.session}"} if self.session else {}
        origin = more.pop("origin", re.sub(r"^ws", "http", self.address).split("/ws/")[0])
        self.ws = await websockets.connect(
            self.url, origin=origin, additional_headers=headers, max_size=None, compression=None, **more
        )
        self.task = asyncio.create_task(self._hear())
        with contextlib.suppress(websockets.ConnectionClosed):  # a server without a database may have hung up already
            await self.ws.send(protocol.sync(STEP_1, self.doc.get_state()))
        done = [asyncio.create_task(self.synced.wait()), self.task]
        await asyncio.wait(done, timeout=20, return_when=asyncio.FIRST_COMPLETED)
        done[0].cancel()
        return self

    async def _hear(self):
        try:
            async for message in self.ws:
                self.told.set()
                await self.take(message)
        except websockets.ConnectionClosed:
            pass
        finally:
            self.closed = self.ws.close_code

    async def take(self, message):
        type_ = message[0]
        if type_ == protocol.SYNC:
            kind, (payload, _end) = message[1], protocol.read_sized(message, 2)
            if kind == STEP_1:
                await self.send(protocol.sync(STEP_2, self.doc.get_update(payload)), list(self.waiting))
            else:
                if payload != protocol.EMPTY:
                    self.seen.update(WORD.findall(payload.decode("latin-1")))
                    mark = len(self.out)
                    self.doc.apply_update(payload)
                    del self.out[mark:]
                if kind == STEP_2:
                    self.synced.set()
        elif type_ == protocol.AWARENESS:
            for client, _clock, state in presence.parse(protocol.read_sized(message, 1)[0]):
                self.others[client] = state
        elif type_ == protocol.SAVED:
            self.saved = protocol.read_uint(message, 1)[0]
            while self.open_words and self.open_words[0][0] <= self.saved:
                self.kept_words.update(self.open_words.pop(0)[1])
        elif type_ == protocol.REFUSED:
            self.refusals.append(protocol.read_sized(message, 1)[0].decode())
        elif type_ == protocol.HELLO:
            self.hello = json.loads(protocol.read_sized(message, 1)[0])

    @property
    def waiting(self):
        """The words that this tab knows and that are not acknowledged."""
        return [word for _number, words in self.open_words for word in words]

    async def send(self, message, words=()):
        """Send a message that is counted."""
        self.sent += 1
        self.open_words.append((self.sent, list(words)))
        await self.ws.send(message)

    async def write(self, text, at=None):
        """Type into the first paragraph (made when there is none) and send it."""
        self.out.clear()
        self._type(text, at)
        for update in self.out:
            await self.send(protocol.sync(UPDATE, update), WORD.findall(text))

    def _type(self, text, at=None):
        with self.doc.transaction():
            paragraph = self.paragraph()
            if paragraph is None:
                element = XmlElement("paragraph")
                self.text_root.children.append(element)
                element.children.append(XmlText(text))
            else:
                paragraph.insert(len(paragraph) if at is None else at, text)

    def paragraph(self):
        """The first text of the document, or None."""
        for block in self.text_root.children:
            for child in block.children:
                return child
        return None

    @property
    def text(self):
        """All words, without marks."""
        return words(self.doc)

    async def settle(self, patience=30):
        """Wait until everything that was sent is saved."""
        await until(lambda: self.saved >= self.sent or self.closed is not None, patience)

    async def leave(self):
        """Close the tab politely."""
        if self.ws is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(self.ws.close(), 2)
            self.task.cancel()

    def vanish(self):
        """Lose the tab and all it knew."""
        self.task.cancel()
        self.ws.transport.abort()


def words(doc):
    """All letters of the text of a replica."""
    found = []
    for block in doc.get("default", type=XmlFragment).children:
        found += ["".join(piece for piece, _ in child.diff()) for child in block.children if isinstance(child, XmlText)]
    return "\n".join(found)


async def until(condition, patience=30):
    """Wait for something to become true."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        await asyncio.sleep(0.01)


def free_port():
    """A port below those that the system gives to whoever connects somewhere."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Nursery:
    """The process that servers are forked from; see `twisted.py`."""

    def __init__(self):
        self.process = None

    def fork(self, **order):
        """Return the process id of a new server."""
        if self.process is None:
            command = [sys.executable, "-m", "tests.network.live.twisted"]
            environ = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
            self.process = subprocess.Popen(
                command, env=environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def wait(self, pid, patience=60):
        """Wait until a forked process has ended."""
        end = time.monotonic() + patience
        while Path(f"/proc/{pid}").exists():
            assert time.monotonic() < end, "it does not end"
            time.sleep(0.02)

    def end(self):
        """End it, and all servers with it."""
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait(30)


class Server:
    """A live server in a process of its own, on a port of its own; `twist` names functions of `twisted.py`."""

    def __init__(self, nursery, database, twist="", port=None):
        self.nursery, self.database, self.twist = nursery, database, twist
        self.port = port or free_port()
        self.address = f"ws://127.0.0.1:{self.port}/ws/trial"
        self.pid = None

    def start(self):
        """Start it, without waiting."""
        self.pid = self.nursery.fork(port=self.port, database=self.database, twist=self.twist)
        return self

    @property
    def runs(self):
        """Whether the process is there."""
        return self.pid is not None and Path(f"/proc/{self.pid}").exists()

    async def up(self, patience=30):
        """Wait until it answers."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            assert self.runs, "the server ended"
            try:
                _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.03)
            else:
                writer.close()
                return self
        raise AssertionError("the server does not answer")

    def counts(self):
        """What it says of itself at /health/live."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def kill(self, number=signal.SIGKILL, patience=20):
        """As a power cut does; or, by SIGTERM, as an operator does."""
        if self.runs:
            os.kill(self.pid, number)
            self.nursery.wait(self.pid, patience)
