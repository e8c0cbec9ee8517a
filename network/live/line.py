"""The sending side of a socket: one queue and one task each, so that a slow phone holds nobody up."""

import asyncio
import contextlib
import logging
from collections import deque

from network.live import protocol

log = logging.getLogger("network.live")

MOST_QUEUED = 4 << 20
CLOSE_PATIENCE = 3


class Line:
    """What waits to be sent to one browser. `closing` is the code with which it is being sent away, else None."""

    room = None

    def __init__(self, hub, scope, send):
        self.hub, self.scope, self.send = hub, scope, send
        self.messages, self.queued, self.whole = deque(), 0, False
        self.filled = asyncio.Event()
        # Set while nothing keeps what comes in waiting.
        self.allowed = asyncio.Event()
        self.closing = None
        self.gone = False

    def queue(self, message, *, counts=True):
        """Send when the browser takes it; who lets too much pile up is sent away and comes back later."""
        if self.closing is not None or not message:
            return
        # The whole text may be larger than what may wait: it is let pass, but not a second one before it is taken.
        size = len(message) if counts or self.whole else 0
        self.whole = self.whole or not counts
        self.messages.append((message, size))
        self.queued += size
        if self.queued > MOST_QUEUED:
            self.hub.counts["too slow"] += 1
            self.refuse("again", "too slow")
        else:
            self.filled.set()

    def refuse(self, code, detail=""):
        """Say why, and close with the code that belongs to it."""
        if self.closing is not None:
            return
        self.hub.counts[f"refused {code}"] += 1
        self.closing = protocol.CLOSES[code] or 4400
        self.messages.clear()
        self.queued = 0
        self.messages.append((protocol.refused(code, detail), 0))
        self.filled.set()
        self.allowed.set()
        if self.room is not None:
            self.room.leave(self)
        asyncio.get_running_loop().call_later(CLOSE_PATIENCE, self._cut)

    def _cut(self):
        """Cut the line of a browser that takes nothing any more."""
        if not self.gone and (abort := self.scope.get("extensions", {}).get("live.abort")):
            abort()

    async def write(self):
        """Send what is queued, as fast as the browser takes it; then the code of the end."""
        try:
            while True:
                while self.messages:
                    message, size = self.messages.popleft()
                    await self.send({"type": "websocket.send", "bytes": message})
                    self.queued -= size
                    self.whole = self.whole and size > 0
                if self.closing is not None:
                    await self.send({"type": "websocket.close", "code": self.closing})
                    return
                self.filled.clear()
                await self.filled.wait()
        except Exception as error:  # the server's own kind of "it is gone"
            log.debug("a socket went away: %s", error)

    async def end(self, writer):
        """Give the last words a moment."""
        if self.closing is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(writer), CLOSE_PATIENCE + 1)
        self.gone = True
        writer.cancel()
