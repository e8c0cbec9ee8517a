"""What is written arrives, is saved, and is there for the next who opens the text."""

import asyncio

from network.live import presence, protocol, texts
from tests.network.live.conftest import commit
from tests.network.live.people import until


def test_two_people_open_a_new_text_at_once_and_a_third_finds_what_they_wrote(
    common, document, ann, ben, sign, tab, run
):
    first, second = sign(ann), sign(ben)

    async def story():
        anna, bodil = tab(common, document, first), tab(common, document, second)
        await asyncio.gather(anna.enter(), bodil.enter())
        assert (anna.hello["role"], anna.hello["member"]) == ("edit", ann.pk)
        await anna.write("Peer support 同伴 ")
        await anna.settle()
        await until(lambda: bodil.text == "Peer support 同伴 ")
        await bodil.write("works.")
        await bodil.settle()
        await until(lambda: anna.text == "Peer support 同伴 works.")
        await anna.leave()
        await bodil.leave()
        third = await tab(common, document, first).enter()
        assert third.text == "Peer support 同伴 works."
        await third.leave()

    run(story())
    document.refresh_from_db()
    rows = list(document.updates.values_list("seq", "member", "size"))
    assert [row[0] for row in rows] == list(range(1, document.head + 1))
    assert {row[1] for row in rows} == {ann.pk, ben.pk}
    assert all(row[2] for row in rows)
    assert set(document.clients.values_list("member", flat=True)) == {ann.pk, ben.pk}
    assert texts.read(document)["content"][0]["content"][0]["text"] == "Peer support 同伴 works."


def test_what_was_written_without_a_line_is_merged_and_not_logged_twice(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)

    async def story():
        anna = await tab(common, document, first).enter()
        await anna.write("together ")
        await anna.settle()
        bodil = await tab(common, document, second).enter()
        await bodil.leave()
        bodil.out.clear()
        bodil._type("offline ")  # the line is gone; the tab is not
        await anna.write("meanwhile ")
        await anna.settle()
        await bodil.enter()
        await bodil.settle()
        await until(lambda: anna.text == bodil.text)
        assert sorted(anna.text.split()) == ["meanwhile", "offline", "together"]
        await bodil.leave()
        await bodil.enter()  # knows nothing new this time
        await bodil.settle()
        await bodil.leave()
        await anna.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 3


def test_deletions_alone_are_logged_once(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        await anna.write("one two")
        anna.out.clear()
        del anna.paragraph()[0:4]
        await anna.send(protocol.sync(protocol.UPDATE, anna.out[0]))
        await anna.settle()
        await anna.leave()
        await anna.enter()  # its step 2 holds the deletion again
        await anna.settle()
        reader = await tab(common, document, key).enter()
        assert reader.text == "two"
        await anna.leave()
        await reader.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 2


def test_what_the_portal_writes_reaches_open_browsers(common, ann, sign, tab, run):
    content = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "First."}]}]}
    document, key = commit(texts.create, "trial:2", content, by=ann), sign(ann)
    changed = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "First, then."}]}]}

    async def story():
        anna = await tab(common, document, key).enter()
        assert anna.text == "First."
        await asyncio.to_thread(commit, texts.rewrite, document, changed, by=ann)
        await until(lambda: anna.text == "First, then.")
        await anna.write("!")
        await anna.settle()
        await anna.leave()

    run(story())
    assert texts.read(document)["content"][0]["content"][0]["text"] == "First, then.!"


def test_presence_carries_the_name_of_the_session_and_ends_with_it(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)

    async def story():
        anna = await tab(common, document, first).enter()
        bodil = await tab(common, document, second).enter()
        false = {"user": {"name": "The Mayor", "id": 1}, "cursor": {"anchor": 3}}
        await bodil.ws.send(presence.message([(77, 1, false)]))
        await until(lambda: 77 in anna.others)
        assert anna.others[77]["user"] == presence.user_of(ben)
        assert anna.others[77]["cursor"] == {"anchor": 3}
        # Nobody moves another's caret or takes another away.
        await anna.ws.send(presence.message([(77, 9, None)]))
        await anna.ws.send(presence.message([(78, 1, {"cursor": None})]))
        await until(lambda: 78 in bodil.others)
        assert anna.others[77] is not None
        late = await tab(common, document, first).enter()
        await until(lambda: late.others.get(77) and late.others.get(78))
        await bodil.leave()
        await until(lambda: anna.others[77] is None)
        await anna.leave()
        await late.leave()

    run(story())


def test_carets_are_seen_from_process_to_process(serve, document, ann, ben, eva, sign, tab, run):
    one, two = serve(), serve()
    first, second, third = sign(ann), sign(ben), sign(eva)

    async def story():
        await one.up()
        await two.up()
        anna = await tab(one, document, first).enter()
        bodil = await tab(two, document, second).enter()
        await anna.ws.send(presence.message([(71, 1, {"cursor": {"anchor": 1}})]))
        await bodil.ws.send(presence.message([(72, 1, {"cursor": {"anchor": 2}})]))
        await until(lambda: anna.others.get(72) and bodil.others.get(71))
        assert (anna.others[72]["user"], bodil.others[71]["user"]) == (presence.user_of(ben), presence.user_of(ann))
        # More than one notice holds goes in several.
        for client in (73, 74):
            await bodil.ws.send(presence.message([(client, 1, {"cursor": {"anchor": "x" * 3500}})]))
        await until(lambda: anna.others.get(73) and anna.others.get(74))
        # Nobody takes a caret over from afar, or another's away.
        await anna.ws.send(presence.message([(72, 9, {"cursor": {"anchor": 9}})]))
        await anna.ws.send(presence.message([(72, 10, None)]))
        # Who opens the text in a process finds those of the other there, too.
        late = await tab(one, document, third).enter()
        await until(lambda: late.others.get(71) and late.others.get(72))
        assert late.others[72]["cursor"] == {"anchor": 2}
        await bodil.ws.send(presence.message([(72, 11, {"cursor": {"anchor": 4}})]))
        await until(lambda: anna.others[72]["cursor"] == {"anchor": 4})
        # Who comes back to another process is there once, and stays.
        again = await tab(one, document, second).enter()
        await again.ws.send(presence.message([(72, 12, {"cursor": {"anchor": 5}})]))
        await until(lambda: anna.others[72] and anna.others[72]["cursor"] == {"anchor": 5})
        await bodil.leave()
        await until(lambda: anna.others[73] is None)
        assert anna.others[72]["cursor"] == {"anchor": 5}
        await again.leave()
        await until(lambda: anna.others[72] is None)
        # A process that dies takes its people with it, although it cannot say so.
        back = await tab(two, document, second).enter()
        await back.ws.send(presence.message([(75, 1, {"cursor": None})]))
        await until(lambda: anna.others.get(75))
        await asyncio.to_thread(two.kill)
        await until(lambda: anna.others[75] is None)
        await anna.leave()
        await late.leave()

    run(story())


def test_many_moves_become_few_messages(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)

    async def story():
        anna = await tab(common, document, first).enter()
        bodil = await tab(common, document, second).enter()
        heard = []
        taken = anna.take

        async def count(message):
            heard.append(message[0])
            await taken(message)

        anna.take = count
        for clock in range(1, 31):
            await bodil.ws.send(presence.message([(77, clock, {"cursor": {"anchor": clock}})]))
            await asyncio.sleep(0.01)
        await until(lambda: anna.others.get(77, {}).get("cursor") == {"anchor": 30})
        assert heard.count(protocol.AWARENESS) <= 8
        await anna.leave()
        await bodil.leave()

    run(story())
