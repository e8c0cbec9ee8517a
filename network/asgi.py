"""Sockets alone: `/ws/<name>/<key>/` and `/health/live`. Pages are served by WSGI."""

import json
import os
import re

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")
django.setup()

from network.live.consumer import Socket  # noqa: E402 - after Django is ready
from network.live.hub import Hub  # noqa: E402

ADDRESS = re.compile(r"/ws/([a-z][a-z-]{0,40})/([^/]{1,80})/?")

hub = Hub()


async def application(scope, receive, send):
    """Hand a socket to the hub; answer the health question; refuse everything else."""
    if scope["type"] == "websocket":
        found = ADDRESS.fullmatch(scope["path"])
        if found is None:
            await receive()
            await send({"type": "websocket.close", "code": 4404})
            return
        await hub.start()
        await Socket(hub, scope, receive, send).run(*found.groups())
    elif scope["type"] == "lifespan":
        await _live(receive, send)
    else:
        await _answer(scope, send)


async def _live(receive, send):
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await hub.start()
        else:
            await hub.stop()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _answer(scope, send):
    found = scope["path"] == "/health/live"
    facts = {"status": "ok" if found else "not here"}
    if found:
        facts |= {"sockets": len(hub.sockets), "texts": len(hub.rooms), "counts": dict(sorted(hub.counts.items()))}
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    headers.append((b"x-content-type-options", b"nosniff"))
    await send({"type": "http.response.start", "status": 200 if found else 404, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(facts).encode()})
