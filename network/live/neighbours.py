"""Who is in a text by way of another process: the live servers tell each other by NOTIFY where their people are.

All of it may be lost and nothing of it is stored; while no other process is heard, nothing is told but "I am here".
"""

import asyncio
import json
import logging
import secrets
import time

from network.live.notices import PRESENCE
from network.live.store import Failure

log = logging.getLogger("network.live")

# PostgreSQL takes 8000 bytes.
MOST_BYTES = 7800
EVERY = 0.5
SILENT_FOR = 10


class Neighbours:
    """The other processes: `heard_at` says when each was heard last. `hub` is this process."""

    def __init__(self, hub):
        self.hub = hub
        self.name = ""
        self.heard_at = {}
        self.waiting = {}
        self.timer = None

    def begin(self):
        """Have a name from now on; not before, since processes may be copies of one."""
        self.name = secrets.token_hex(6)

    # -- what is told ------------------------------------------------------------------------------------------------
    def look(self):
        """Say 'I am here', and give up those who have not said so for a while."""
        for name in [n for n, at in self.heard_at.items() if time.monotonic() - at > SILENT_FOR]:
            self._give_up(name)
        self._send([[]])

    async def end(self):
        """Say that this process ends: its people come back to another."""
        if self.name:
            await self._notify([_written([self.name, ""])])
            self.name = ""

    def _give_up(self, name):
        self.heard_at.pop(name, None)
        for room in self.hub.rooms.values():
            room.presence.forget(name)

    def tell(self, document, entries):
        """Tell of [(client, clock, state or None)] in a text of ours, soon, and only the last of each client."""
        if self.heard_at:
            self.waiting.setdefault(document, {}).update((entry[0], entry) for entry in entries)
            self._soon()

    def ask(self, document):
        """Ask who is in a text that this process has just opened."""
        self._send([[str(document)]])

    def _soon(self):
        if self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(EVERY, self._flush)

    def _flush(self):
        self.timer = None
        waiting, self.waiting = self.waiting, {}
        self._send([part for document, rows in waiting.items() for part in _parts(str(document), list(rows.values()))])

    def _send(self, parts):
        if self.name and parts:
            self.hub.spawn(self._notify([_written([self.name, *part]) for part in parts]))

    async def _notify(self, payloads):
        try:
            await self.hub.store.notify(PRESENCE, payloads)
        except Failure:
            log.info("the other processes were not told who is where")

    # -- what is heard -----------------------------------------------------------------------------------------------
    def heard(self, payload):
        """Take what another process tells: its name alone, its end (""), a text that it asks about, or who is in it."""
        try:
            self._heard(*json.loads(payload))
        except (ValueError, TypeError, KeyError):
            log.warning("another process told what this one does not understand")

    def _heard(self, name, *told):
        if not self.name or name == self.name:
            return
        if told == ("",):
            self._give_up(name)
            return
        is_new = name not in self.heard_at
        self.heard_at[name] = time.monotonic()
        rooms = {str(room.document): room for room in self.hub.rooms.values()}
        if is_new:
            self._send([[]])
            for room in rooms.values():
                self.tell(room.document, room.presence.here())
        elif len(told) == 1 and told[0] in rooms:
            room = rooms[told[0]]
            self.tell(room.document, room.presence.here())
        if len(told) == 2 and told[0] in rooms:
            rooms[told[0]].presence.take_from(name, told[1])


def _written(payload):
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def _parts(document, rows):
    """Divide the rows of a text so that each part is short enough; a state that is not is told by its name alone."""
    parts, size = [], MOST_BYTES
    for client, clock, state in rows:
        length = len(_written([client, clock, state]).encode()) + 1
        if length > MOST_BYTES - 100:
            state = {"user": state["user"]}
            length = len(_written([client, clock, state]).encode()) + 1
        if size + length > MOST_BYTES - 100:
            parts.append([document, []])
            size = 0
        parts[-1][1].append([client, clock, state])
        size += length
    return parts
