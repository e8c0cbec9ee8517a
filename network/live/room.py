"""One replica of a shared text in this process.

The order of work is the promise: apply (which proves that an update is sound), commit, then tell the others and
acknowledge. When a commit fails nobody knows what is stored: the replica is dropped, all sockets are closed, and the
browsers come back with what was not acknowledged.
"""

import asyncio
import logging
import time
from dataclasses import dataclass

from pycrdt import merge_updates

from network.live import bounds, protocol
from network.live.presence import Presence
from network.live.protocol import Malformed, Refused
from network.live.replica import HalfApplied, Replica
from network.live.store import Row

log = logging.getLogger("network.live")

ROWS_WITHOUT_SNAPSHOT = 500


class Incomplete(Exception):
    """Something before this update is missing: it must not enter the log; the browser is asked for all it has."""


class LogBroken(Exception):
    """A number of the log is missing, or a row cannot be applied."""


@dataclass
class Entry:
    """What waits for the commit: an update, or only an acknowledgement (`payload` b"")."""

    connection: object
    number: int
    payload: bytes
    clients: list
    fresh: list


class Room:
    """A document, those who have it open, and what waits to be committed."""

    def __init__(self, hub, document):
        self.hub, self.store, self.document = hub, hub.store, document
        self.connections = set()
        self.presence = Presence(self.tell_all, lambda entries: hub.neighbours.tell(document, entries))
        self.pending = []
        self.wake = asyncio.Event()
        self.quiet = asyncio.Event()
        self.quiet.set()
        self.gate = asyncio.Lock()
        self.catching = asyncio.Lock()
        self.writing = self.dead = self.compacting = False
        self.behind = 0
        self.replica = None
        self.empty_since = time.monotonic()
        self.ready = asyncio.get_running_loop().create_future()
        self.task = asyncio.create_task(self.run())

    async def run(self):
        """Load, then commit what comes in, batch after batch, until the room is closed."""
        try:
            await self.load()
            self.ready.set_result(self)
            while True:
                await self.wake.wait()
                self.wake.clear()
                while self.pending:
                    await self.flush()
                self.quiet.set()
                if self.behind > self.replica.applied:
                    await self.catch_up()
        except asyncio.CancelledError:
            self.kill("again")
            raise
        except Refused as refusal:
            self.kill(refusal.code, refusal.detail)
        except Exception:
            log.exception("the room of %s failed; browsers come back and send again what was not saved", self.document)
            self.hub.counts["room failed"] += 1
            self.kill("again")

    async def load(self):
        """Build the replica."""
        self.replica = await Replica.load(self.store, self.document, self.hub.counts)

    # -- what comes in ---------------------------------------------------------------------------------------------
    async def submit(self, connection, number, payload):
        """Take one update of a browser. Returns when it waits for the commit.

        Raises Incomplete, or Refused ("malformed", "foreign-writer", "document-full", "again").
        """
        try:
            brought = bounds.read(payload)
        except Malformed as error:
            raise Refused("malformed", str(error)) from error
        if connection.names is not None and (unknown := brought.unknown(connection.names)):
            raise Refused("malformed", f"no text has {sorted(unknown)[0][:40]!r}")
        async with self.gate:
            if self.dead:
                raise Refused("again")
            if not brought.is_complete(self.replica.clocks) or self.replica.strangers(brought, connection.member):
                await self.catch_up()  # another process may know what is missing here
                if not brought.is_complete(self.replica.clocks):
                    raise Incomplete
            if strangers := self.replica.strangers(brought, connection.member):
                raise Refused("foreign-writer", f"client {strangers[0]} is another member's")
            try:
                news = self.replica.apply(brought, payload)
            except HalfApplied as error:
                log.warning("an update of %s could not be applied: %s", self.document, error)
                await self.rebuild()
                raise Refused("malformed", str(error)) from error
            clients, fresh = self.replica.know(brought, connection.member) if news else ([], [])
            self.wait_for_commit(Entry(connection, number, news, clients, fresh))

    def wait_for_commit(self, entry):
        """Queue an update, or only its acknowledgement, which must not overtake what was sent before it."""
        self.pending.append(entry)
        self.quiet.clear()
        self.wake.set()

    async def rebuild(self):
        """Throw a replica away that may hold half an update; called with the gate closed."""
        await self.settled()
        async with self.catching:
            await self.load()
        self.hub.counts["rebuilt"] += 1

    async def settled(self):
        """Wait until all that was taken in is committed; only with the gate closed this stays so."""
        await self.quiet.wait()
        if self.dead:
            raise Refused("again")

    async def difference(self, state_vector):
        """Return what a browser with this state vector lacks: only what is committed. Raises Refused."""
        async with self.gate:
            await self.settled()
            try:
                bounds.clocks_of(state_vector)
                return self.replica.doc.get_update(state_vector)
            except ValueError as error:
                raise Refused("malformed", str(error)) from error

    # -- commit, and what follows from it --------------------------------------------------------------------------
    async def flush(self):
        """Commit all that waits in one statement, then tell."""
        batch, self.pending = self.pending, []
        await self.commit(batch)
        self.tell(batch)

    async def commit(self, batch):
        """Append the updates of a batch to the log."""
        rows = [Row(e.payload, e.connection.member, e.connection.key, e.clients, e.fresh) for e in batch if e.payload]
        if not rows:
            return
        self.writing = True
        try:
            low, high = await self.store.append(self.document, self.replica.epoch, rows)
        finally:
            self.writing = False
        if low > self.replica.applied + 1:
            await self.catch_up(low - 1)
        self.replica.applied = max(self.replica.applied, high)
        self.hub.counts["saved"] += len(rows)

    def tell(self, batch):
        """Send what was committed to everybody else, and acknowledge to those who sent it."""
        sent = [entry for entry in batch if entry.payload]
        senders = {entry.connection for entry in sent}
        self.tell_all(_joined([entry.payload for entry in sent]), but=senders.pop() if len(senders) == 1 else None)
        for connection, number in {entry.connection: entry.number for entry in batch}.items():
            connection.acknowledge(number)

    def tell_all(self, message, but=None):
        """Send one message to all connections."""
        if message:
            for connection in list(self.connections):
                if connection is not but:
                    connection.queue(message)

    # -- what others committed -------------------------------------------------------------------------------------
    def heard(self, head):
        """Another process (or this one) says that the log has grown."""
        if self.replica is not None and head > self.replica.applied and not self.dead:
            self.behind = max(self.behind, head)
            if not self.writing:
                self.wake.set()

    async def catch_up(self, upto=None):
        """Apply and pass on the rows of the log that other processes wrote, up to a number or to the end."""
        async with self.catching:
            news, unknown = [], set()
            for seq, payload in await self.store.since(self.document, self.replica.applied):
                if seq <= self.replica.applied:
                    continue
                if upto is not None and seq > upto:
                    break
                unknown |= await self._take_in(seq, payload)
                news += [payload] if payload else []
            if unknown:
                self.replica.owners.update(await self.store.owners(self.document, unknown))
            self.tell_all(_joined(news))

    async def _take_in(self, seq, payload):
        try:
            if seq != self.replica.applied + 1:
                raise LogBroken(f"row {self.replica.applied + 1} of {self.document} is missing")
            return self.replica.take_in(seq, payload)
        except LogBroken:
            self.kill("again")
            raise
        except HalfApplied as error:
            self.kill("again")
            await self.store.quarantine(self.document, [seq])
            self.hub.counts["quarantined"] += 1
            raise LogBroken(f"row {seq} of {self.document} cannot be applied: {error}") from error

    # -- who is here -----------------------------------------------------------------------------------------------
    def join(self, connection):
        """Let a connection hear what happens from now on."""
        self.connections.add(connection)
        self.empty_since = None

    def leave(self, connection):
        """Forget a connection and where its member was."""
        self.connections.discard(connection)
        self.presence.leave(connection)
        if not self.connections:
            self.empty_since = time.monotonic()

    def kill(self, code, detail=""):
        """End the room: nothing more is taken in, everybody is sent away with `code`."""
        if self.dead:
            return
        self.dead = True
        self.quiet.set()
        if asyncio.current_task() is not self.task:
            self.task.cancel()
        if not self.ready.done():
            self.ready.set_exception(Refused(code, detail))
            self.ready.exception()  # nobody may be waiting
        self.hub.forget(self)
        for connection in list(self.connections):
            connection.refuse(code, detail)


def _joined(payloads):
    """One update message of several updates; b"" of none."""
    if not payloads:
        return b""
    return protocol.sync(protocol.UPDATE, payloads[0] if len(payloads) == 1 else merge_updates(*payloads))
