"""The log of shared texts, as the live server reads and writes it: psycopg alone, no ORM on the way of a key stroke.

Numbers are gapless and in the order of commit, per document: the row of the document is locked from the append to the
commit, so whoever has rows 1..n can never find a row <= n later. `texts.py` writes the same log from Django.
"""

import asyncio
import contextlib
import hashlib
import logging
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.db import Error as DjangoError
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from network.live.notices import LOG, PRESENCE, RIGHTS
from network.live.protocol import Refused

log = logging.getLogger("network.live")

# Frozen texts and other epochs are refused by the very statement that appends: no check before it could be late.
APPEND = f"""
WITH d AS (UPDATE live_document SET head = head + %(n)s, changed_at = clock_timestamp()
           WHERE id = %(document)s AND epoch = %(epoch)s AND NOT is_frozen RETURNING head),
     i AS (INSERT INTO live_update (document_id, seq, payload, member_id, connection, client_ids, at, size)
           SELECT %(document)s, d.head - %(n)s + u.ord, u.payload, u.member, u.connection, u.clients::bigint[],
                  clock_timestamp(), length(u.payload)
           FROM d, unnest(%(payloads)s::bytea[], %(members)s::bigint[], %(connections)s::text[], %(clients)s::text[])
                   WITH ORDINALITY AS u(payload, member, connection, clients, ord)
           RETURNING seq),
     k AS (SELECT pg_notify('{LOG}', %(document)s::text || ' ' || d.head) FROM d)
SELECT (SELECT min(seq) FROM i), (SELECT max(seq) FROM i), (SELECT count(*) FROM k)
"""  # noqa: S608 - a constant
# The lock above is held: whoever else binds the same client waits, and then finds it bound.
BIND = """
INSERT INTO live_client (document_id, client_id, member_id, first_seq)
SELECT %(document)s, u.client, u.member, %(seq)s
FROM unnest(%(clients)s::bigint[], %(members)s::bigint[]) AS u(client, member)
ON CONFLICT (document_id, client_id) DO NOTHING
"""
BOUND = "SELECT client_id, member_id FROM live_client WHERE document_id = %s AND client_id = ANY(%s)"
OPEN = "SELECT head, epoch, is_frozen, schema_version FROM live_document WHERE id = %s"
SNAPSHOTS = "SELECT upto, payload, sha256 FROM live_snapshot WHERE document_id = %s ORDER BY upto DESC"
SINCE = "SELECT seq, payload, is_quarantined FROM live_update WHERE document_id = %s AND seq > %s ORDER BY seq"
OWNERS = "SELECT client_id, member_id FROM live_client WHERE document_id = %s"
QUARANTINE = "UPDATE live_update SET is_quarantined = true WHERE document_id = %s AND seq = ANY(%s)"
HEADS = "SELECT id, head, epoch, is_frozen FROM live_document WHERE id = ANY(%s)"

Failure = (psycopg.Error, PoolTimeout, OSError, DjangoError)


@dataclass
class Row:
    """One update to append: who sent it, by which connection, which clients write in it, which for the first time."""

    payload: bytes
    member: int | None
    connection: str
    clients: list
    fresh: list


@dataclass
class Loaded:
    """A document as it stood at one moment; `snapshot` is b"" when there is no sound one, `rows` are (seq, payload)."""

    head: int
    epoch: int
    is_frozen: bool
    schema_version: int
    upto: int
    snapshot: bytes
    rows: list
    owners: dict


def conninfo():
    """Return the address of the database of the settings, as psycopg takes it."""
    of = settings.DATABASES["default"]
    parts = {"host": of.get("HOST"), "port": of.get("PORT"), "user": of.get("USER"), "password": of.get("PASSWORD")}
    parts |= {"dbname": of["NAME"], "connect_timeout": 5, "application_name": "live"}
    parts["options"] = "-c statement_timeout=10000 -c idle_in_transaction_session_timeout=10000"
    return psycopg.conninfo.make_conninfo("", **{name: value for name, value in parts.items() if value})


class Store:
    """A small pool, and one connection that listens. `heard(channel, payload)` is called for each notice.

    `heard(None, None)` says that the ear was deaf for a while: whatever was told in between is lost.
    """

    def __init__(self, heard):
        self.heard = heard
        self.pool = None
        self.ear = None

    async def open(self):
        """Begin; does not wait for the database."""
        if self.pool is None:
            kwargs = {"autocommit": True}
            self.pool = AsyncConnectionPool(conninfo(), min_size=1, max_size=4, timeout=5, open=False, kwargs=kwargs)
            await self.pool.open()
            self.ear = asyncio.create_task(self._listen())

    async def close(self):
        """End all connections."""
        if self.pool is not None:
            self.ear.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.ear
            await self.pool.close(timeout=2)
            self.pool = None

    async def _listen(self):
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(conninfo(), autocommit=True) as connection:
                    for channel in (LOG, RIGHTS, PRESENCE):
                        await connection.execute(f"LISTEN {channel}")
                    self.heard(None, None)
                    async for notice in connection.notifies():
                        self.heard(notice.channel, notice.payload)
            except Failure:
                await asyncio.sleep(0.5)

    @contextlib.asynccontextmanager
    async def connection(self):
        """One connection of the pool. After a failure all others are looked at: a restart of the server breaks all."""
        try:
            async with self.pool.connection() as connection:
                yield connection
        except (psycopg.OperationalError, psycopg.InterfaceError):
            with contextlib.suppress(*Failure):
                await asyncio.wait_for(self.pool.check(), 2)
            raise

    async def load(self, document):
        """Return Loaded, all of one moment, or None where there is none. A wrong snapshot is passed over."""
        async with self.connection() as connection, connection.transaction(), connection.cursor(binary=True) as cursor:
            await cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            await cursor.execute(OPEN, (document,))
            found = await cursor.fetchone()
            if found is None:
                return None
            upto, snapshot = 0, b""
            await cursor.execute(SNAPSHOTS, (document,))
            async for number, payload, digest in cursor:
                if hashlib.sha256(payload).hexdigest() == digest:
                    upto, snapshot = number, payload
                    break
                log.error("snapshot %s of %s is not what was stored; it is passed over", number, document)
            await cursor.execute(SINCE, (document, upto))
            rows = await cursor.fetchall()
            await cursor.execute(OWNERS, (document,))
            return Loaded(
                *found, upto, snapshot, [(s, b"" if bad else p) for s, p, bad in rows], dict(await cursor.fetchall())
            )

    async def since(self, document, seq):
        """Return [(seq, payload)] of what was committed after `seq`; the payload of a quarantined row is b""."""
        async with self.connection() as connection, connection.cursor(binary=True) as cursor:
            await cursor.execute(SINCE, (document, seq))
            return [(number, b"" if bad else payload) for number, payload, bad in await cursor.fetchall()]

    async def append(self, document, epoch, rows):
        """Commit rows of one document and return the first and last number they got.

        Raises Refused for a frozen text ("frozen"), another epoch ("epoch"), a client of another member
        ("foreign-writer"); then nothing was appended.
        """
        values = {
            "n": len(rows),
            "document": document,
            "epoch": epoch,
            "payloads": [row.payload for row in rows],
            "members": [row.member for row in rows],
            "connections": [row.connection for row in rows],
            "clients": ["{" + ",".join(map(str, row.clients)) + "}" for row in rows],
        }
        fresh = {client: row.member for row in rows for client in row.fresh}
        async with self.connection() as connection:
            if not fresh:
                return await self._append(connection, values)
            async with connection.transaction():
                low, high = await self._append(connection, values)
                await self._bind(connection, document, low, fresh)
                return low, high

    async def _append(self, connection, values):
        cursor = await connection.execute(APPEND, values)
        low, high, _told = await cursor.fetchone()
        if low is None:
            cursor = await connection.execute(OPEN, (values["document"],))
            found = await cursor.fetchone()
            raise Refused("frozen" if found and found[1] == values["epoch"] else "epoch")
        return low, high

    async def _bind(self, connection, document, seq, fresh):
        clients, members = list(fresh), list(fresh.values())
        values = {"document": document, "seq": seq, "clients": clients, "members": members}
        cursor = await connection.execute(BIND, values)
        if cursor.rowcount < len(fresh):
            cursor = await connection.execute(BOUND, (document, clients))
            if any(fresh[client] != member for client, member in await cursor.fetchall()):
                raise Refused("foreign-writer")

    async def owners(self, document, clients):
        """Return {client: member} of those of `clients` that belong to somebody."""
        async with self.connection() as connection:
            return dict(await (await connection.execute(BOUND, (document, list(clients)))).fetchall())

    async def quarantine(self, document, numbers):
        """Mark rows that cannot be applied: kept, and passed over from now on."""
        async with self.connection() as connection:
            await connection.execute(QUARANTINE, (document, list(numbers)))

    async def notify(self, channel, payloads):
        """Tell whoever listens; each payload has less than 8000 bytes."""
        if self.pool is None:
            return
        async with self.connection() as connection:
            await connection.execute(
                "SELECT pg_notify(%s, told) FROM unnest(%s::text[]) AS told", (channel, list(payloads))
            )

    async def heads(self, documents):
        """Return {document: (head, epoch, is_frozen)}."""
        async with self.connection() as connection:
            cursor = await connection.execute(HEADS, (list(documents),))
            return {row[0]: row[1:] for row in await cursor.fetchall()}
