"""Things that go wrong beneath: notices, commits, the database, snapshots, rows, slow lines."""

import asyncio
import hashlib
import socket
import time

import psycopg
import pytest
from pycrdt import Doc

from network.live import compaction, protocol, texts
from network.live.models import Snapshot, Update
from tests.network.live.conftest import commit
from tests.network.live.people import Person, Server, until

pytestmark = pytest.mark.django_db


def test_two_servers_write_one_text_even_when_no_notice_arrives(serve, document, ann, ben, sign, tab, run):
    servers, keys = [serve("deaf"), serve("deaf")], [sign(ann), sign(ben)]

    async def story():
        people = []
        for server, key in zip(servers, keys, strict=True):
            await server.up()
            people.append(await tab(server, document, key).enter())
        for number in range(10):
            for who, person in enumerate(people):
                await person.write(f"~{who:03}:{number:06}~")
        for person in people:
            await person.settle()
        await until(lambda: all(len(person.text.replace("\n", "")) == 20 * 12 for person in people), 10)
        assert people[0].text == people[1].text
        # Whoever moves to the other server brings what that one may not know yet: no forgery, no hole.
        people[0].out.clear()
        people[0].address = people[1].address
        await people[0].leave()
        await people[0].enter()
        await people[0].write("moved")
        await people[0].settle()
        assert people[0].closed is None
        for person in people:
            await person.leave()

    run(story())
    document.refresh_from_db()
    assert list(document.updates.values_list("seq", flat=True)) == list(range(1, document.head + 1))


def test_notices_wake_the_other_server_at_once(serve, common, document, ann, ben, sign, tab, run):
    other, keys = serve("blind"), [sign(ann), sign(ben)]

    async def story():
        await other.up()
        anna = await tab(common, document, keys[0]).enter()
        bodil = await tab(other, document, keys[1]).enter()
        await anna.write("quick")
        await until(lambda: bodil.text == "quick", 2)
        await anna.leave()
        await bodil.leave()

    run(story())


def test_a_commit_that_fails_costs_a_reconnection_and_no_text(serve, document, ann, ben, sign, tab, run):
    server, keys = serve("one_failure"), [sign(ann), sign(ben)]

    async def story():
        await server.up()
        anna, bodil = [await tab(server, document, key).enter() for key in keys]
        for word in ("one ", "two "):
            await anna.write(word)
            await anna.settle()
        await anna.write("three ")
        await until(lambda: anna.closed is not None and bodil.closed is not None)
        assert (anna.closed, anna.saved < anna.sent) == (1013, True)
        assert "three" not in bodil.text  # nobody saw what is not stored
        await bodil.enter()
        await anna.enter()
        await anna.settle()
        await until(lambda: bodil.text == "one two three ")
        await anna.leave()
        await bodil.leave()

    run(story())


def test_who_takes_nothing_is_sent_away_and_the_others_do_not_wait(common, document, ann, ben, sign, tab, run):
    keys = sign(ann), sign(ben), sign(ben)

    async def story():
        anna, bodil = await tab(common, document, keys[0]).enter(), await tab(common, document, keys[1]).enter()
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        narrow.connect(("127.0.0.1", common.port))
        slow = await tab(common, document, keys[2]).enter(sock=narrow)
        slow.ws.transport.pause_reading()
        for number in range(24):
            await anna.write(f"{number:03}" + "x" * 500_000)
            await anna.settle(20)
            anna.out.clear()
            del anna.paragraph()[0:500_000]
            await anna.send(protocol.sync(protocol.UPDATE, anna.out[0]))
            if common.counts()["sockets"] < 3:
                break
        assert common.counts()["counts"]["too slow"] >= 1
        await until(lambda: common.counts()["sockets"] == 2, 20)
        await until(lambda: bodil.text == anna.text, 20)
        slow.vanish()
        again = await tab(common, document, keys[2]).enter()
        assert again.text == anna.text
        for person in (anna, bodil, again):
            await person.leave()

    run(story())


def test_a_wrong_snapshot_is_passed_over(serve, document, ann, sign, tab, run):
    server, key = serve("quick"), sign(ann)

    async def look():
        reader = await tab(server, document, key).enter()
        text = reader.text
        await reader.leave()
        return text

    async def story():
        await server.up()
        anna = await tab(server, document, key).enter()
        for word in ("one ", "two ", "three"):
            await anna.write(word)
        await anna.settle()
        await anna.leave()
        await until(lambda: server.counts()["texts"] == 0)  # an empty room is let go of
        assert await asyncio.to_thread(commit, compaction.compact, document.pk) == 3
        assert await look() == "one two three"
        await asyncio.to_thread(commit, Snapshot.objects.update, payload=b"\0\0")
        await until(lambda: server.counts()["texts"] == 0)
        assert await look() == "one two three"

    run(story())


def test_snapshots_say_what_the_log_says_or_go(document, ann):
    def story():
        rows, doc = written(document, 30)
        assert compaction.compact(document.pk) == 30
        assert compaction.compact(document.pk) is None
        snapshot = Snapshot.objects.get(document=document)
        assert hashlib.sha256(bytes(snapshot.payload)).hexdigest() == snapshot.sha256
        assert compaction.verify(document.pk) == []
        assert texts.replica(document).get_state() == doc.get_state()
        # One with a right checksum and wrong words: only the log can tell.
        wrong = Doc()
        for payload in rows[:20]:
            wrong.apply_update(payload)
        payload = wrong.get_update()
        Snapshot.objects.update(payload=payload, sha256=hashlib.sha256(payload).hexdigest())
        assert compaction.verify(document.pk) == [30]
        assert not Snapshot.objects.filter(document=document).exists()
        assert Update.objects.filter(document=document).count() == 30

    commit(story)


def written(document, count):
    """Write rows straight into the log; return them and the replica."""
    doc, rows = Doc(), []
    doc.observe(lambda event: rows.append(event.update))
    text = texts._fragment(doc)
    for number in range(count):
        with doc.transaction():
            text.children.append(texts.prose.XmlText(f"{number} "))
    for seq, payload in enumerate(rows, 1):
        Update.objects.create(document=document, seq=seq, payload=payload, size=len(payload))
    document.head = count
    document.save()
    return rows, doc


def test_a_row_that_cannot_be_applied_is_put_aside_and_the_text_opens(common, document, ann, sign, tab, run):
    key = sign(ann)

    def prepare():
        written(document, 3)
        Update.objects.create(document=document, seq=4, payload=b"\x01\x01\x01\x01broken", size=10)
        document.head = 4
        document.save()

    commit(prepare)

    async def story():
        anna = await tab(common, document, key).enter()
        assert anna.closed is None
        await anna.leave()

    run(story())
    assert list(document.updates.filter(is_quarantined=True).values_list("seq", flat=True)) == [4]


def test_a_large_text_is_refused_before_it_hurts(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        for _ in range(9):
            await anna.write("x" * 950_000)
            await anna.settle(20)
            if anna.closed is not None:
                break
        assert (anna.closed, anna.refusals) == (4413, ["document-full"])
        reader = await tab(common, document, key).enter()
        assert 6 << 20 < len(reader.text) <= protocol.MOST_DOCUMENT
        await reader.leave()

    run(story())


def test_a_replica_that_took_half_an_update_is_built_anew(serve, document, ann, ben, sign, tab, run):
    server, keys = serve("fragile"), [sign(ann), sign(ben), sign(ben)]

    async def story():
        await server.up()
        anna, bodil = [await tab(server, document, key).enter() for key in keys[:2]]
        await anna.write("sound ")
        await anna.settle()
        await bodil.write("POISON")
        await until(lambda: bodil.closed is not None)
        assert (bodil.closed, bodil.refusals) == (4400, ["malformed"])
        await anna.write("still")
        await anna.settle()
        assert anna.closed is None
        reader = await tab(server, document, keys[2]).enter()
        assert reader.text == anna.text == "sound still"
        assert server.counts()["counts"]["rebuilt"] == 1
        await anna.leave()
        await reader.leave()

    run(story())


def test_while_the_database_is_away_people_write_on_and_nothing_is_lost(own, nursery, tab):
    """The browser keeps what is not acknowledged, comes back until it is, and nobody sees it before."""
    database = {"NAME": "portal", "HOST": str(own.place.run), "PORT": "", "USER": "portal", "PASSWORD": ""}
    address = psycopg.conninfo.make_conninfo("", host=database["HOST"], user="portal", dbname="portal")
    nursery.wait(nursery.fork(database=database, twist="grow"))
    with psycopg.connect(address) as link:
        (key,) = link.execute("SELECT session_key FROM django_session").fetchone()
        (document,) = link.execute("SELECT id FROM live_document").fetchone()
    server = Server(nursery, database).start()

    async def story():
        await server.up()
        anna = Person(f"{server.address}/{document}/", key)
        await anna.enter()
        await anna.write("before ")
        await anna.settle()
        own.stop()
        await anna.write("while ")
        await until(lambda: anna.closed == 1013, 40)
        assert anna.saved < anna.sent
        for _ in range(3):
            anna._type("it is away ")
            await anna.enter()
            assert anna.closed == 1013
        own.start()
        end = time.monotonic() + 60
        while not anna.synced.is_set() and time.monotonic() < end:
            await asyncio.sleep(0.2)
            await anna.enter()
        await anna.settle()
        reader = Person(f"{server.address}/{document}/", key)
        await reader.enter()
        assert reader.text == anna.text == "before while " + "it is away " * 3
        await anna.leave()
        await reader.leave()

    try:
        asyncio.run(story())
    finally:
        server.kill()
