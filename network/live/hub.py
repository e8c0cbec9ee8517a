"""All sockets and all replicas of one process, and who looks after them."""

import asyncio
import logging
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from network.live import asking
from network.live.neighbours import Neighbours
from network.live.notices import LOG, PRESENCE
from network.live.protocol import Refused
from network.live.room import ROWS_WITHOUT_SNAPSHOT, Room
from network.live.store import Failure, Store

log = logging.getLogger("network.live")

LOOK_EVERY = 3
ASK_EVERY = 300
EMPTY_FOR = 300
MOST_SOCKETS = 2000
MOST_PER_MEMBER = 20
ROWS_WORTH_A_SNAPSHOT = 50


class Hub:
    """What a process of the live server holds. `counts` says what was saved, refused, dropped and broken."""

    def __init__(self, store=Store):
        self.store = store(self.heard)
        self.rooms = {}
        self.sockets = set()
        self.counts = Counter()
        self.threads = ThreadPoolExecutor(4, thread_name_prefix="asking")
        self.neighbours = Neighbours(self)
        self.keeper = None
        self.tasks = set()
        self.standings = {}

    async def start(self):
        """Open the store and begin to look after things; may be called at each connection."""
        if self.keeper is None:
            self.neighbours.begin()
            self.keeper = asyncio.create_task(self._keep())
            await self.store.open()

    async def stop(self):
        """Commit what waits, send everybody away, end all connections to the database."""
        for socket in list(self.sockets):
            socket.refuse("restart")
        for room in list(self.rooms.values()):
            try:
                await asyncio.wait_for(room.settled(), 5)
            except (TimeoutError, Refused):
                log.warning("the room of %s ended with text that is not saved", room.document)
            room.task.cancel()
        if self.keeper is not None:
            self.keeper.cancel()
            await self.neighbours.end()
            await self.store.close()
        self.threads.shutdown(wait=False)

    async def in_thread(self, function, *arguments):
        """Ask Django something without holding up the others."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, asking.alone, function, *arguments)

    def spawn(self, work):
        """Let a coroutine run beside; its failure is logged."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("a task beside failed", exc_info=task.exception())

    # -- rooms -----------------------------------------------------------------------------------------------------
    async def room(self, document):
        """Return the room of a document, loaded. Raises Refused."""
        room = self.rooms.get(document)
        if room is None:
            room = self.rooms[document] = Room(self, document)
            self.neighbours.ask(document)
        return await asyncio.shield(room.ready)

    def forget(self, room):
        """Let the next who comes have a new room."""
        if self.rooms.get(room.document) is room:
            del self.rooms[room.document]

    # -- notices ---------------------------------------------------------------------------------------------------
    def heard(self, channel, payload):
        """Take a notice; without a channel, know that notices may have been lost."""
        if channel is None:
            self._soon(self._look())
            for socket in list(self.sockets):
                socket.due = 0
        elif channel == LOG:
            document, _, head = payload.partition(" ")
            room = self.rooms.get(_uuid(document))
            if room is not None and head.isdigit():
                room.heard(int(head))
        elif channel == PRESENCE:
            self.neighbours.heard(payload)
        else:
            for socket in list(self.sockets):
                if payload == socket.subject or socket.subject is None:
                    socket.ask_soon()

    def _soon(self, work):
        self.spawn(work)

    # -- looking after ---------------------------------------------------------------------------------------------
    async def _keep(self):
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self._look()
            except Failure:
                log.warning("the database does not answer; looking again later")
            except Exception:
                log.exception("looking after the rooms failed")

    async def _look(self):
        """Find out what no notice told: growth of logs, ends of sessions, changes of members; let go of empty rooms."""
        self.neighbours.look()
        await self._look_at_rooms()
        await self._look_at_sockets()

    async def _look_at_rooms(self):
        if not self.rooms:
            return
        heads = await self.store.heads(self.rooms)
        for room in [room for room in self.rooms.values() if room.ready.done() and not room.dead]:
            found = heads.get(room.document)
            if found is None or found[1] != room.replica.epoch:
                room.kill("not-found" if found is None else "epoch")
                continue
            room.heard(found[0])
            if found[2] != room.replica.is_frozen:
                room.replica.is_frozen = found[2]
                for socket in list(room.connections):
                    socket.ask_soon()
            if room.replica.applied - room.replica.upto >= ROWS_WITHOUT_SNAPSHOT:
                self.compact(room)
            if room.empty_since is not None and time.monotonic() - room.empty_since > EMPTY_FOR and not room.pending:
                self._evict(room)

    def _evict(self, room):
        if room.replica.applied - room.replica.upto >= ROWS_WORTH_A_SNAPSHOT:
            self.compact(room)
        self.forget(room)
        room.task.cancel()
        self.counts["rooms let go"] += 1

    def compact(self, room):
        """Write a snapshot of a room's document, beside."""
        if not room.compacting:
            room.compacting = True
            self.spawn(self._compact(room))

    async def _compact(self, room):
        from network.live.compaction import compact

        replica = room.replica
        try:
            await self.in_thread(compact, room.document)
        finally:
            # Even a failure is not tried again at once; the daily duty looks, too.
            replica.upto = replica.applied
            room.compacting = False

    async def _look_at_sockets(self):
        open_ = [socket for socket in self.sockets if socket.member is not None]
        if not open_:
            return
        keys, members = {socket.session for socket in open_}, {socket.member for socket in open_}
        sessions, standings = await self.in_thread(asking.standing, keys, members)
        now = time.monotonic()
        for socket in open_:
            before = self.standings.get(socket.member)
            changed = before is not None and before != standings.get(socket.member)
            if socket.session not in sessions or socket.member not in standings or changed or now > socket.due:
                socket.ask_soon()
        self.standings = standings


def _uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
