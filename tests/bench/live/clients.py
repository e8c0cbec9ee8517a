"""The people of a run: the same client for every server, one replica each, a token in the text for each edit."""

import asyncio
import json
import random
import re
import time

import websockets
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import protocol

TOKEN = re.compile(rb"~(\d{3}):(\d{6})~")


class Run:
    """What one run has seen: `sent` {(writer, number): when}, and the delays since."""

    def __init__(self):
        self.sent, self.delays, self.acknowledged, self.opened = {}, [], [], []
        self.arrived, self.measuring = 0, False


class Client:
    """One person. `door` says how to enter; see `systems.Door`."""

    def __init__(self, run, number, door):
        self.run, self.number, self.door = run, number, door
        self.doc, self.out, self.seen = Doc(), [], set()
        self.root = self.doc.get("default", type=XmlFragment)
        self.doc.observe(lambda event: self.out.append(event.update))
        self.mine = None
        self.count = self.messages = 0
        self.waiting = {}

    async def enter(self):
        """Connect and wait until the text is here."""
        begun = time.perf_counter()
        self.ws = await websockets.connect(
            self.door.url,
            origin=self.door.origin,
            additional_headers=self.door.headers,
            max_size=None,
            compression=None,
            ping_interval=None,
            open_timeout=60,
        )
        for message in self.door.hello:
            await self.ws.send(message)
        self.synced = asyncio.Event()
        self.task = asyncio.create_task(self._hear())
        await self._send(protocol.sync(protocol.STEP_1, self.doc.get_state()))
        await asyncio.wait_for(self.synced.wait(), 60)
        self.run.opened.append(time.perf_counter() - begun)

    async def _send(self, message):
        await self.ws.send(self.door.prefix + message)

    async def _hear(self):
        run = self.run
        async for message in self.ws:
            now = time.perf_counter()
            if self.door.prefix:
                length, at = protocol.read_uint(message, 0)
                message = message[at + length :]
            if message[0] in (protocol.SYNC, 4) and message[1] == protocol.STEP_1:
                known, _ = protocol.read_sized(message, 2)
                self.messages += 1
                await self._send(protocol.sync(protocol.STEP_2, self.doc.get_update(known)))
            elif message[0] in (protocol.SYNC, 4):
                self.synced.set()
                for writer, number in TOKEN.findall(message):
                    key = int(writer), int(number)
                    if key[0] == self.number or key in self.seen:
                        continue
                    self.seen.add(key)
                    if run.measuring and key in run.sent:
                        run.delays.append(now - run.sent[key])
                        run.arrived += 1
            elif message[0] == protocol.SAVED:
                upto = protocol.read_uint(message, 1)[0]
                for number in [number for number in self.waiting if number <= upto]:
                    when = self.waiting.pop(number)
                    if run.measuring:
                        run.acknowledged.append(now - when)

    async def type(self, rate, until):
        """Write into a paragraph of one's own until a moment, `rate` edits a second, and move the caret each time."""
        await asyncio.sleep(random.random() / rate)
        while time.perf_counter() < until:
            key = self.number, self.count
            self.count += 1
            self.out.clear()
            self._write(f"~{key[0]:03}:{key[1]:06}~ ord ")
            now = time.perf_counter()
            if self.run.measuring:
                self.run.sent[key] = now
            self.messages += 1
            self.waiting[self.messages] = now
            await self._send(protocol.sync(protocol.UPDATE, self.out[-1]))
            await self._send(self._caret())
            await asyncio.sleep(random.uniform(0.6, 1.4) / rate)

    def _write(self, words):
        with self.doc.transaction():
            if self.mine is None:
                paragraph = self.root.children.append(XmlElement("paragraph"))
                self.mine = paragraph.children.append(XmlText(words))
            else:
                self.mine.insert(len(self.mine), words)

    def _caret(self):
        place = {
            "type": None,
            "tname": "default",
            "item": {"client": self.doc.client_id, "clock": self.count},
            "assoc": 0,
        }
        user = {"name": f"Member {self.number}", "color": "#aabbcc"}
        state = json.dumps({"user": user, "cursor": {"anchor": place, "head": place}}).encode()
        entry = protocol.uint(self.doc.client_id) + protocol.uint(self.count) + protocol.sized(state)
        return protocol.awareness(b"\x01" + entry)

    async def leave(self):
        """Close the tab."""
        self.task.cancel()
        await asyncio.wait_for(self.ws.close(), 5)


async def session(doors, writers, rate, seconds, cpu):
    """Let everybody in, let some type, and return the figures. `cpu()` returns seconds of processor time by name."""
    run = Run()
    people = [Client(run, number, door) for number, door in enumerate(doors)]
    await people[0].enter()
    for start in range(1, len(people), 10):
        await asyncio.gather(*(client.enter() for client in people[start : start + 10]))
    await asyncio.sleep(1)
    end = time.perf_counter() + 1 + seconds
    typing = [asyncio.create_task(client.type(rate, end)) for client in people[:writers]]
    await asyncio.sleep(1)
    before, run.measuring = cpu(), True
    await asyncio.gather(*typing)
    after = cpu()
    await asyncio.sleep(2.5)
    await asyncio.gather(*(client.leave() for client in people), return_exceptions=True)
    edits, expected = len(run.sent), len(run.sent) * (len(people) - 1)
    return {
        "edits": edits,
        "undelivered_percent": round(100 * (1 - run.arrived / expected), 2) if expected else 0.0,
        "p50_ms": at(run.delays, 0.5),
        "p95_ms": at(run.delays, 0.95),
        "saved_p50_ms": at(run.acknowledged, 0.5),
        "open_ms": at(run.opened, 1),
        **{f"cpu_ms_per_edit_{name}": round(1000 * (after[name] - before[name]) / max(1, edits), 3) for name in after},
    }


def at(values, part):
    """Return a quantile in milliseconds, None of nothing."""
    if not values:
        return None
    return round(1000 * sorted(values)[min(len(values) - 1, int(len(values) * part))], 1)
