"""`python -m tests.network.live.twisted`: live servers on demand, with texts for trials and faults of choice.

Loads the portal once; each line `{"port": …, "database": …, "twist": …}` on its input forks a server, whose process id
is answered. A fork starts within a moment; a test that kills servers needs many of them.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import Error, connection, connections  # noqa: E402

import network.asgi  # noqa: E402, F401 - loaded once, for all
from network.live import compaction, consumer, hub, replica, room, server, store  # noqa: E402
from network.live.models import Client, Document, Snapshot, Update  # noqa: E402
from network.live.registry import EDIT, Grant, shares  # noqa: E402


@shares("trial")
def open_trial(member, key, params):
    """Everybody edits everything; `?role=` says otherwise, and whoever is withdrawn is let into nothing.

    Threads whose key begins with the member's own number are theirs; `?strict=1` knows paragraphs and bold alone.
    """
    document = Document.objects.filter(pk=key).first()
    role = params.get("role", EDIT)
    if document is None or member.name == "withdrawn":
        return None
    names = frozenset({"paragraph", "bold"}) if params.get("strict") else None
    owns = lambda keys: [key for key in keys if key.startswith(f"{member.pk}-")]  # noqa: E731
    return Grant(document, "comment" if member.name == "commenter" else role, owns=owns, names=names)


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


def blind():
    """Nobody looks whether something has changed unheard."""
    hub.LOOK_EVERY = 3600


def attentive():
    """Rights are asked again within a second."""
    consumer.ASK_EVERY, hub.LOOK_EVERY = 0.5, 0.2


def one_failure():
    """The third commit fails once."""
    append, count = store.Store.append, [0]

    async def failing(self, *arguments):
        count[0] += 1
        if count[0] == 3:
            raise store.psycopg.OperationalError("for once")
        return await append(self, *arguments)

    store.Store.append = failing


def fragile():
    """The library applies one half of a poisoned update, then raises."""
    real = replica.Doc

    class Doc(real):
        def apply_update(self, update):
            super().apply_update(update)
            if b"POISON" in update:
                raise RuntimeError("half of it is in now")

    replica.Doc = Doc


def quick():
    """Empty rooms are let go of at once."""
    hub.EMPTY_FOR, hub.LOOK_EVERY = 0.2, 0.3


def grow():
    """Make the few tables that the live server needs in an empty database, three members, their sessions, one text."""
    models = [get_user_model(), Session, Document, Update, Snapshot, Client]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        # What they point at beyond each other is not here.
        editor.deferred_sql = [line for line in editor.deferred_sql if "FOREIGN KEY" not in str(line)]
    for number in range(3):
        facts = {"email": f"{number}@live.example", "handle": f"p{number}", "name": f"P{number}", "status": "member"}
        sign_in(get_user_model().objects.create(**facts))
    Document.objects.create(subject="trial:chaos")


def sign_in(member):
    """Make a session of a member and return its key."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return session.session_key


def keep_compacting():
    """Make snapshots all the time, as several processes might."""
    while True:
        for document in Document.objects.values_list("pk", flat=True) if awake() else []:
            with contextlib.suppress(Error):
                compaction.compact(document)
        time.sleep(0.5)


def awake():
    """Say whether the database answers."""
    connection.close()
    try:
        connection.ensure_connection()
    except Error:
        return False
    return True


def become(order):
    """Be a server."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    settings.DATABASES["default"] |= order["database"]
    connections["default"].settings_dict |= order["database"]
    for name in filter(None, order.get("twist", "").split(",")):
        globals()[name]()
    if "port" in order:
        server.serve(host="127.0.0.1", port=order["port"])


def main():
    """Fork servers until the input ends, and end them with it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    made = []
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                become(json.loads(line))
            finally:
                os._exit(0)
        made.append(pid)
        print(pid, flush=True)
    for pid in made:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
