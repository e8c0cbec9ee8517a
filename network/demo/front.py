"""One port for pages and sockets: looks at the first bytes of a connection, then only passes bytes on.

Browsers open a connection of its own for each socket, so `GET /ws/` at the beginning decides for its whole life. No
request is parsed and nothing is kept: what one side does not take is not read from the other.
"""

import asyncio
import hashlib
import ipaddress
import signal

SOCKETS = b"GET /ws/"
HEAD_PATIENCE = 20
PAGES_PATIENCE = 10
NOT_READY = b"The portal is not ready yet. Wait a moment, then try again."
AWAY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nRetry-After: 2\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(NOT_READY), NOT_READY)
)


class Side(asyncio.Protocol):
    """One of the two connections that belong together."""

    def __init__(self, other=None):
        self.other = other
        self.transport = None

    def connection_made(self, transport):
        """Keep the transport."""
        self.transport = transport

    def data_received(self, data):
        """Pass it on."""
        self.other.transport.write(data)

    def pause_writing(self):
        """This side takes nothing now: read nothing from the other."""
        if self.other is not None:
            self.other.transport.pause_reading()

    def resume_writing(self):
        """Go on."""
        if self.other is not None:
            self.other.transport.resume_reading()

    def eof_received(self):
        """Nothing more comes from this side; the other may still answer."""
        if self.other is None or not self.other.transport.can_write_eof():
            return False
        self.other.transport.write_eof()
        return True

    def connection_lost(self, error):
        """End the other side, after what it is still to be sent."""
        if self.other is not None and self.other.transport is not None:
            (self.other.transport.abort if error else self.other.transport.close)()


class Client(Side):
    """A browser: its first bytes say where it is led."""

    def __init__(self, front):
        super().__init__()
        self.front, self.head, self.timer = front, b"", None

    def connection_made(self, transport):
        """Wait for the first bytes, but not for ever."""
        super().connection_made(transport)
        self.timer = asyncio.get_running_loop().call_later(HEAD_PATIENCE, transport.abort)

    def data_received(self, data):
        """Look at the first bytes, then pass on."""
        if self.other is not None:
            self.other.transport.write(data)
            return
        self.head += data
        if self.head[: len(SOCKETS)] == SOCKETS[: len(self.head)] and len(self.head) < len(SOCKETS):
            return
        self.timer.cancel()
        self.transport.pause_reading()
        work = asyncio.ensure_future(self.lead(self.head.startswith(SOCKETS)))
        self.front.leading.add(work)
        work.add_done_callback(self.front.leading.discard)

    async def lead(self, is_socket):
        """Connect to the server behind; while that of the pages starts anew, try for a while."""
        host, port = self.front.live if is_socket else self.front.pages
        end = asyncio.get_running_loop().time() + (0 if is_socket else PAGES_PATIENCE)
        while not self.transport.is_closing():
            try:
                _transport, other = await asyncio.get_running_loop().create_connection(
                    lambda: Side(self), host, port, local_addr=_stand_in(self.transport.get_extra_info("peername"))
                )
            except OSError:
                if asyncio.get_running_loop().time() >= end:
                    self.transport.write(AWAY)
                    self.transport.close()
                    return
                await asyncio.sleep(0.05)
            else:
                if self.transport.is_closing():
                    other.transport.abort()
                    return
                self.other = other
                other.transport.write(self.head)
                self.head = b""
                self.transport.resume_reading()
                return

    def eof_received(self):
        """A browser that ends before it was led anywhere is let go."""
        return super().eof_received() if self.other is not None else False

    def connection_lost(self, error):
        """Stop waiting."""
        self.timer.cancel()
        super().connection_lost(error)


class Front:
    """The public port, and the two servers behind it."""

    def __init__(self, pages, live):
        self.pages, self.live = pages, live
        self.leading = set()

    async def run(self, host, port):
        """Listen until told to stop."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Client(self), host, port, backlog=1024)
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        await stop.wait()
        server.close()
        # A line that a browser keeps for later would hold up the end of everything behind it.
        server.close_clients()
        await asyncio.sleep(0.2)
        server.abort_clients()
        await asyncio.sleep(0)


def _stand_in(peer):
    """Return a local address to connect from, one for each visitor from outside.

    The portal counts attempts per address; behind this port all visitors would share one. 127.0.0.0/8 has enough.
    """
    address = ipaddress.ip_address(peer[0].partition("%")[0])
    if address.is_loopback:
        return None
    one, two, three = hashlib.sha256(address.packed).digest()[:3]
    return f"127.{one or 1}.{two}.{three or 1}", 0


def serve(host, port, pages, live):
    """Stand in front of `pages` and `live`, each (host, port)."""
    asyncio.run(Front(pages, live).run(host, port))
