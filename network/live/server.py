"""The live server: uvicorn with the options that sockets need, the same in service, in the demo and in tests."""

import socket

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from network.live.protocol import MOST_MESSAGE

PING_EVERY = 20
# Seconds after which the system gives up on a browser that takes nothing, even while something waits to be sent.
SILENCE = 45_000


class Protocol(WebSocketsSansIOProtocol):
    """uvicorn's own, with a way to cut the line of a browser that takes nothing: a polite close would wait for ever."""

    def connection_made(self, transport):
        """Let the system notice, too, that nothing is taken."""
        super().connection_made(transport)
        plain = transport.get_extra_info("socket")
        if (
            plain is not None
            and plain.family in (socket.AF_INET, socket.AF_INET6)
            and hasattr(socket, "TCP_USER_TIMEOUT")
        ):
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE)

    async def run_asgi(self):
        """Hand `live.abort` to the application."""
        self.scope["extensions"]["live.abort"] = self.transport.abort
        await super().run_asgi()

    def keepalive_timeout(self):
        """Cut instead of waiting until all that was queued for a silent browser is taken."""
        super().keepalive_timeout()
        self.transport.abort()


def serve(**where):
    """Serve until told to stop; `where` is host and port, or the `fd` of a listening socket, or `uds`."""
    uvicorn.Server(
        uvicorn.Config(
            "network.asgi:application",
            ws=Protocol,
            # What is a little too large is refused in words, what is far too large is not even read.
            ws_max_size=MOST_MESSAGE + (1 << 16),
            ws_ping_interval=PING_EVERY,
            ws_ping_timeout=PING_EVERY,
            # Costs memory for each connection, and text of people who type is small.
            ws_per_message_deflate=False,
            lifespan="on",
            access_log=False,
            server_header=False,
            log_config=None,
            timeout_graceful_shutdown=10,
            **where,
        )
    ).run()
