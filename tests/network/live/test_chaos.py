"""A minute of bad luck: two servers, eight people; servers and database die at random, snapshots are made meanwhile."""

import asyncio
import contextlib
import os
import random
import signal
import time

import psycopg
import pytest
import websockets
from pycrdt import Doc

from tests.network.live.people import WORD, Person, Server, until, words

SECONDS = int(os.environ.get("CHAOS_SECONDS", "60"))
PEOPLE = 8


class Unlucky(Person):
    """Types, moves to the other server, loses the line, closes the tab; knows which words are acknowledged."""

    def __init__(self, servers, document, number, tally, session):
        super().__init__("", session)
        self.servers, self.document, self.number, self.tally = servers, document, number, tally

    def choose(self, server):
        """Take the address of a server."""
        self.address = f"{server.address}/{self.document}/"
        return self

    async def live(self, end):
        """Type until the end, and on until all is saved: true; or until the tab is closed: false."""
        count = 0
        while time.monotonic() < end or self.waiting:
            try:
                await asyncio.wait_for(self.choose(random.choice(self.servers)).enter(open_timeout=5), 8)
                while self.closed is None and self.synced.is_set() and (time.monotonic() < end or self.waiting):
                    await asyncio.sleep(random.uniform(0.03, 0.15))
                    if time.monotonic() < end:
                        count += 1
                        self.tally["typed"] += 1
                        await self.write(f"~{self.number:06}:{count:06}~", random.choice([None, 0]))
                    if random.random() < 0.003:
                        self.tally["tabs closed"] += 1
                        return False
            except (OSError, TimeoutError, websockets.WebSocketException):
                pass
            finally:
                with contextlib.suppress(Exception):
                    self.vanish()
            await asyncio.sleep(random.uniform(0.1, 0.5))
        return True


async def bad_luck(servers, postgres, end, tally):
    """Kill a server every few seconds, and three times the whole database."""
    next_database = time.monotonic() + SECONDS / 4
    while time.monotonic() < end:
        await asyncio.sleep(random.uniform(1.5, 4))
        server = random.choice(servers)
        server.kill()
        tally["server kills"] += 1
        if time.monotonic() > next_database:
            next_database = time.monotonic() + SECONDS / 4
            tally["database kills"] += 1
            postgres.process.kill()
            postgres.process.wait()
            postgres.start()  # in this very thread: it ends with the thread that started it
        await asyncio.sleep(random.uniform(0.2, 1))
        server.start()


@pytest.mark.slow
def test_a_minute_of_bad_luck_loses_and_doubles_nothing(own, nursery):
    database = {"NAME": "portal", "HOST": str(own.place.run), "PORT": "", "USER": "portal", "PASSWORD": ""}
    address = psycopg.conninfo.make_conninfo("", host=database["HOST"], user="portal", dbname="portal")
    nursery.wait(nursery.fork(database=database, twist="grow"))
    with psycopg.connect(address) as link:
        sessions = [key for (key,) in link.execute("SELECT session_key FROM django_session")]
        (document,) = link.execute("SELECT id FROM live_document").fetchone()
    servers = [Server(nursery, database).start(), Server(nursery, database).start()]
    compactor = nursery.fork(database=database, twist="keep_compacting")
    tally = dict.fromkeys(("typed", "tabs closed", "server kills", "database kills"), 0)
    kept, everybody = set(), []

    async def sit(number, end):
        for serial in range(1000):
            person = Unlucky(servers, document, number + 100 * serial, tally, sessions[number % 3])
            everybody.append(person)
            if await person.live(end):
                return
            everybody.remove(person)
            kept.update(person.kept_words)

    async def story():
        for server in servers:
            await server.up()
        end = time.monotonic() + SECONDS
        people = [sit(number, end) for number in range(PEOPLE)]
        await asyncio.wait_for(asyncio.gather(*people, bad_luck(servers, own, end, tally)), SECONDS + 120)
        for server in servers:  # the last one killed may still be starting
            await server.up()
        for person in everybody:
            kept.update(person.kept_words)
            await person.choose(servers[0]).enter()
            await person.settle()
        await until(lambda: len({person.text for person in everybody}) == 1, 20)
        for person in everybody:
            await person.leave()
        return everybody[0].text

    try:
        text = asyncio.run(story())
    finally:
        for server in servers:
            server.kill()
        os.kill(compactor, signal.SIGKILL)
    with psycopg.connect(address) as link:
        rows = link.execute("SELECT seq, payload FROM live_update ORDER BY seq").fetchall()
        snapshot = link.execute("SELECT upto, payload FROM live_snapshot ORDER BY upto DESC LIMIT 1").fetchone()
        (head,) = link.execute("SELECT head FROM live_document").fetchone()
    replay, opened = Doc(), Doc()
    opened.apply_update(snapshot[1])
    for seq, payload in rows:
        replay.apply_update(payload)
        if seq > snapshot[0]:
            opened.apply_update(payload)
    found = WORD.findall(text)
    print(tally | {"acknowledged": len(kept), "found": len(found), "rows": len(rows), "snapshot": snapshot[0]})
    assert [seq for seq, _payload in rows] == list(range(1, head + 1))
    assert words(replay) == words(opened) == text
    assert kept - set(found) == set()
    assert len(found) == len(set(found))
    assert len(kept) > SECONDS * 5
    assert tally["server kills"] and tally["database kills"]
