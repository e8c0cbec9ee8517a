"""What was acknowledged is there, whatever dies: the server and every tab vanish at the same instant, again and again.

Commits are made 50 ms slower, or the test would have no power: it must fail when the order of work is wrong, and the
second test shows that it does.
"""

import asyncio
import random
import signal

from network.live import texts
from network.live.models import Document
from tests.network.live.conftest import commit
from tests.network.live.people import Person, until

PEOPLE = 6


async def one_crash(server, document, sessions, seconds, rounds):
    """Type, kill, look: return (acknowledged and lost, seen by others and lost, acknowledged)."""
    people = [Person(f"{server.address}/{document.pk}/", session) for session in sessions]
    for person in people:
        await person.enter()

    async def type_on(person, number):
        for count in range(100_000):
            await person.write(f"~{number:03}:{rounds * 1000 + count:06}~")
            await asyncio.sleep(random.uniform(0.02, 0.1))

    typing = [asyncio.create_task(type_on(person, number)) for number, person in enumerate(people)]
    await asyncio.sleep(seconds * random.uniform(0.8, 1.2))
    server.kill()
    for task in typing:
        task.cancel()
    await asyncio.gather(*typing, return_exceptions=True)
    for person in people:
        person.vanish()
    kept = set().union(*(person.kept_words for person in people))
    seen = set().union(*(person.seen for person in people))
    server.start()
    await server.up()
    reader = await Person(f"{server.address}/{document.pk}/", sessions[0]).enter()
    there = reader.text
    await reader.leave()
    return {w for w in kept if w not in there}, {w for w in seen if w not in there}, len(kept)


def crashes(server, sign, members, seconds, rounds, enough=lambda lost: False):
    """Crash `rounds` times, each with a new text; return (lost, seen and lost, acknowledged, the documents)."""
    sessions = [sign(member) for member in members]
    documents = [commit(Document.objects.create, subject=f"trial:crash {number}") for number in range(rounds)]
    lost, unseen, kept = set(), set(), 0

    async def story():
        nonlocal kept
        await server.up()
        for number, document in enumerate(documents):
            one, two, count = await one_crash(server, document, sessions, seconds, number)
            lost.update(one)
            unseen.update(two)
            kept += count
            if enough(lost):
                break

    asyncio.run(story())
    return lost, unseen, kept, documents


def test_nothing_acknowledged_and_nothing_seen_is_lost(serve, sign, ann, ben, eva):
    members = [ann, ben, eva, ann, ben, eva]
    lost, unseen, kept, documents = crashes(serve("slow_commit"), sign, members, 2.5, 3)
    assert kept > 100
    assert lost == set()
    assert unseen == set()
    for document in documents:
        document.refresh_from_db()
        assert list(document.updates.values_list("seq", flat=True)) == list(range(1, document.head + 1))


def test_the_test_above_sees_the_wrong_order(serve, sign, ann, ben, eva):
    members = [ann, ben, eva, ann, ben, eva]
    lost, _unseen, kept, _documents = crashes(serve("wrong_order"), sign, members, 1.5, 6, enough=bool)
    assert kept
    assert lost


def test_a_polite_stop_saves_what_it_took_and_tells_the_browsers(serve, document, sign, tab, ann):
    server, key = serve("slow_commit"), sign(ann)

    async def story():
        await server.up()
        anna = await tab(server, document, key).enter()
        await anna.write("~000:000001~")
        await asyncio.to_thread(server.kill, signal.SIGTERM)
        await until(lambda: anna.closed is not None)
        assert anna.closed == 1012
        return anna.kept_words

    kept = asyncio.run(story())
    text = texts.read(document)["content"]
    assert not kept or "~000:000001~" in text[0]["content"][0]["text"]
