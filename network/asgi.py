"""Sockets alone: pages are served by WSGI. Until something is written together, this only says that it lives."""


async def application(scope, receive, send):
    """Answer the health question; refuse everything else."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4404})
    else:
        found = scope["path"] == "/health/live"
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        headers.append((b"x-content-type-options", b"nosniff"))
        await send({"type": "http.response.start", "status": 200 if found else 404, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"status": "ok"}' if found else b'{"status": "not here"}'})
