"""What is measured. Each function prints by `say` and asserts nothing."""

import asyncio
import hashlib
import os
import random
import statistics
import sys
import time

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # a bench may wait for the database between two measurements

from django.db import connection
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import texts
from network.live.models import Document, Snapshot
from tests.bench.live import systems
from tests.bench.live.clients import Client, Run, session


async def people(arguments, database, sessions, folder, say):
    """Interleaved rounds of the same load on every server; then the ratios to y-websocket, medians over rounds."""
    makers = [lambda: systems.Ours(database, sessions)]
    if not arguments.ours:
        others = systems.install(folder)
        makers += [
            lambda: systems.YWebsocket(others),
            lambda: systems.Hocuspocus(others),
            lambda: systems.Hocuspocus(others, keeps=True),
        ]
    found = {}
    for load in arguments.people.split(","):
        count, writers, rate = (int(part) for part in load.split(":"))
        for _ in range(arguments.rounds):
            for make in makers:
                system = await make().start()
                try:
                    await asyncio.sleep(1)
                    facts = await session(system.doors(count), writers, rate, arguments.seconds, system.cpu)
                    facts["memory_mib"] = systems.memory(system.process.pid)
                    say(system=system.name, people=count, **facts)
                    found.setdefault((count, system.name), []).append(facts)
                finally:
                    system.stop()
    for (count, name), rounds in found.items():
        beside = found.get((count, "y-websocket 2.1.0"))
        if beside and name.startswith("ours"):
            ratio = _median(rounds, "cpu_ms_per_edit_server") / (_median(beside, "cpu_ms_per_edit_server") or 1)
            later = _median(rounds, "p50_ms") - _median(beside, "p50_ms")
            say(people=count, cpu_ratio_to_y_websocket=round(ratio, 2), p50_later_ms=round(later, 1))


def _median(rounds, name):
    return statistics.median(facts[name] or 0 for facts in rounds)


async def opening(arguments, database, sessions, _folder, say):
    """A long text, and a long log that a snapshot makes short, from the opening of the socket to the whole text."""
    dice = random.Random(1)
    words = ["peer", "support", "同伴支持", "glycaemic", "kontrol", "på", "byen", "of"]
    blocks = [
        {"type": "paragraph", "content": [{"type": "text", "text": " ".join(dice.choices(words, k=100))}]}
        for _ in range(arguments.words // 100)
    ]
    long = texts.create("trial:long", {"type": "doc", "content": blocks})
    begun = time.perf_counter()
    many = _long_log(arguments.updates)
    say(log=arguments.updates, written_in_s=round(time.perf_counter() - begun, 1))
    for document, name in ((long, f"{arguments.words} words"), (many, f"{arguments.updates} updates in the log")):
        system = await systems.Ours(database, sessions).start()
        for again in ("first to come", "second"):
            run = Run()
            client = Client(run, 0, system.doors(1, document)[0])
            await client.enter()
            say(opens=name, who=again, ms=round(1000 * run.opened[0]), memory_mib=systems.memory(system.process.pid))
            await client.leave()
        system.stop()


def _long_log(count):
    """Return a document whose log has `count` rows, with a snapshot of all but the last hundred."""
    doc, heard = Doc(), []
    root = doc.get("default", type=XmlFragment)
    lines = [root.children.append(XmlElement("paragraph")).children.append(XmlText("")) for _ in range(200)]
    first = doc.get_update()
    doc.observe(lambda event: heard.append(event.update))
    document = Document.objects.create(subject="trial:log")
    dice, done, lengths = random.Random(2), 0, [0] * len(lines)
    line = place = 0
    with connection.cursor() as cursor:
        copy = "COPY live_update (document_id, seq, payload, connection, client_ids, size) FROM STDIN"
        with cursor.copy(copy) as rows:
            rows.write_row((document.pk, 1, first, "", [], len(first)))
            for seq in range(2, count + 1):
                if dice.random() < 0.05:  # as people type: some twenty letters, then somewhere else
                    line = dice.randrange(len(lines))
                    place = dice.randrange(lengths[line] + 1)
                if lengths[line] > 800:
                    del lines[line][0:400]
                    lengths[line] -= 400
                    place = lengths[line]
                else:
                    lines[line].insert(place, "x")
                    lengths[line] += 1
                    place += 1
                rows.write_row((document.pk, seq, heard[-1], "", [doc.client_id], len(heard[-1])))
                heard.clear()
                if seq == count - 100:
                    done, payload = seq, doc.get_update()
    sha = hashlib.sha256(payload).hexdigest()
    Snapshot.objects.create(document=document, upto=done, payload=payload, sha256=sha)
    Document.objects.filter(pk=document.pk).update(head=count)
    return document


async def memory(arguments, database, sessions, _folder, say):
    """Many connections to one long text and to many short ones; then empty rooms are let go of."""
    system = await systems.Ours(database, sessions, "quick").start()
    await asyncio.sleep(2)
    text = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "lorem ipsum " * 25000}]}],
    }
    big = texts.create("trial:big", text)
    pid, seen = system.process.pid, []

    async def visit(document):
        run = Run()
        client = Client(
            run, random.randrange(999), system.doors(len(sessions), document)[random.randrange(len(sessions))]
        )
        await client.enter()
        await client.type(50, time.perf_counter() + 0.03)
        await client.leave()

    seen.append(systems.memory(pid))
    for _ in range(6):
        for _ in range(arguments.connections // 60):
            await asyncio.gather(*(visit(big) for _ in range(10)), return_exceptions=True)
        seen.append(systems.memory(pid))
    say(memory_mib_after_each_sixth_of_connections=seen, connections=arguments.connections)
    seen = []
    for _ in range(4):
        for _ in range(25):
            await asyncio.gather(*(visit(texts.create("trial:short")) for _ in range(10)), return_exceptions=True)
        seen.append(systems.memory(pid))
    await asyncio.sleep(8)
    said = {name: value for name, value in system.counts().items() if isinstance(value, int)}
    say(memory_mib_after_each_250_texts=seen, after_letting_go=systems.memory(pid), says=said)
    system.stop()


async def chaos(arguments, _database, _sessions, _folder, say):
    """The test of chaos, for as long as one likes: it kills servers and the database, and counts what is lost."""
    environ = os.environ | {"CHAOS_SECONDS": str(int(arguments.chaos_seconds))}
    words = [
        sys.executable,
        "-m",
        "pytest",
        "tests/network/live/test_chaos.py",
        "-q",
        "-s",
        "-n0",
        "-p",
        "no:rerunfailures",
    ]
    done = await asyncio.create_subprocess_exec(
        *words, env=environ, cwd=systems.ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await done.communicate()
    told = [line for line in out.decode(errors="replace").splitlines() if "acknowledged" in line or "E  " in line]
    say(chaos=told[-8:], ended_with=done.returncode)
