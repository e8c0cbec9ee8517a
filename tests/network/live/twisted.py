"""`python -m tests.network.live.twisted PORT`: the live server, with a room for trials and a fault of choice (TWIST)."""

import asyncio
import os
import sys

import django

django.setup()

from network.live import hub, room, server, store  # noqa: E402
from network.live.models import Document  # noqa: E402
from network.live.registry import EDIT, Grant, shares  # noqa: E402


@shares("trial")
def open_trial(member, key, params):
    """Everybody edits everything; `?role=` says otherwise, and a member without a name is let into nothing."""
    document = Document.objects.filter(pk=key).first()
    role = params.get("role", EDIT)
    if document is None or member.name == "withdrawn":
        return None
    return Grant(document, "comment" if member.name == "commenter" else role)


def slow_commit():
    """Each commit takes 50 ms longer."""
    append = store.Store.append

    async def later(self, *arguments):
        await asyncio.sleep(0.05)
        return await append(self, *arguments)

    store.Store.append = later


def wrong_order():
    """Acknowledge and tell first, commit then: the mistake that the test of acknowledged text must see."""
    slow_commit()

    async def flush(self):
        batch, self.pending = self.pending, []
        self.tell(batch)
        await self.commit(batch)

    room.Room.flush = flush


def deaf():
    """No notice of another process is ever heard."""
    store.Store.heard = property(lambda self: lambda *said: None, lambda self, value: None)


def one_failure():
    """The third commit fails once."""
    append, count = store.Store.append, [0]

    async def failing(self, *arguments):
        count[0] += 1
        if count[0] == 3:
            raise store.psycopg.OperationalError("for once")
        return await append(self, *arguments)

    store.Store.append = failing


def quick():
    """Empty rooms are let go of at once."""
    hub.EMPTY_FOR, hub.LOOK_EVERY = 0.2, 0.3


if __name__ == "__main__":
    for name in filter(None, os.environ.get("TWIST", "").split(",")):
        globals()[name]()
    server.serve(host="127.0.0.1", port=int(sys.argv[1]))
