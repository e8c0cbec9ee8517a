"""Whoever may not is not let in, and what is no honest update does not enter the log."""

import asyncio

import pytest
import websockets
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import protocol, texts
from network.live.models import Document
from network.live.notices import rights_changed
from network.live.protocol import UPDATE
from tests.network.live.conftest import commit
from tests.network.live.people import until


def paragraph(text, client_id=None):
    """An update that brings one paragraph, and the replica it came from."""
    doc = Doc(client_id=client_id) if client_id else Doc()
    heard = []
    doc.observe(lambda event: heard.append(event.update))
    with doc.transaction():
        element = XmlElement("paragraph")
        doc.get("default", type=XmlFragment).children.append(element)
        element.children.append(XmlText(text))
    return heard[0], doc, heard


async def closed(person, code, why=None):
    """Wait for the end and look at its reason."""
    await until(lambda: person.closed is not None)
    assert person.closed == code, (person.closed, person.refusals)
    if why:
        assert why in person.refusals


def test_strangers_other_sites_and_wrong_addresses(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        for origin in ("http://evil.example", "null", f"http://localhost.evil.example:{common.port}"):
            with pytest.raises(websockets.InvalidStatus) as refused:
                await tab(common, document, key).enter(origin=origin)
            assert refused.value.response.status_code == 403
        for session in ("", "no-such-session"):
            await closed(await tab(common, document, session).enter(), 4401, "signed-out")
        await closed(await tab(common, document, key, epoch=2).enter(), 4409, "epoch")
        document.pk = "00000000-0000-4000-8000-000000000000"
        await closed(await tab(common, document, key).enter(), 4404, "not-found")
        person = tab(common, document, key)
        person.address = person.address.replace("/trial/", "/nothing/")
        await closed(await person.enter(), 4404, "not-found")

    run(story())


def test_malformed_updates_are_refused_and_disturb_nobody(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)
    update, _doc, _heard = paragraph("x")
    bad = [b"\x01\x01", update[:-1], update + b"\0", b"\xff" * 40, update.replace(b"default", b"\xff\xfefault")]

    async def story():
        anna = await tab(common, document, first).enter()
        await anna.write("sound ")
        await anna.settle()
        for payload in bad:
            bodil = await tab(common, document, second).enter()
            await bodil.send(protocol.sync(UPDATE, payload))
            await closed(bodil, 4400, "malformed")
        for message in (b"\x00", b"\x00\x05\x00", b"\x07abc", b"\x00\x02\x7f", b"\x01\x05abc"):
            bodil = await tab(common, document, second).enter()
            await bodil.ws.send(message)
            await closed(bodil, 4400, "malformed")
        bodil = await tab(common, document, second).enter()
        await bodil.ws.send("text")
        await closed(bodil, 4400, "malformed")
        await anna.write("still")
        await anna.settle()
        assert anna.closed is None
        await anna.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 2


def test_too_large_is_refused_and_counted(common, document, ann, sign, tab, run):
    key, before = sign(ann), common.counts()["counts"]
    update, _doc, _heard = paragraph("x" * (protocol.MOST_UPDATE + 10))

    async def story():
        anna = await tab(common, document, key).enter()
        await anna.send(protocol.sync(UPDATE, update))
        await closed(anna, 1009, "too-large")
        # Beyond every frame that could be honest, the server hangs up before it is read.
        anna = await tab(common, document, key).enter()
        await anna.send(protocol.sync(UPDATE, bytes(3 << 20)))
        await until(lambda: anna.closed in (1009, 1006))

    run(story())
    assert common.counts()["counts"]["refused too-large"] > before.get("refused too-large", 0)
    document.refresh_from_db()
    assert document.head == 0


def test_nobody_writes_in_anothers_name(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)

    async def story():
        anna = await tab(common, document, first, client_id=4711).enter()
        await anna.write("mine ")
        await anna.settle()
        bodil = await tab(common, document, second, client_id=4711).enter()
        bodil.out.clear()
        bodil._type("hers")
        await bodil.send(protocol.sync(UPDATE, bodil.out[0]))
        await closed(bodil, 4403, "foreign-writer")
        # To send on what another wrote and all know is no forgery; nor is a second tab of one's own.
        honest = await tab(common, document, second).enter()
        await honest.send(protocol.sync(protocol.STEP_2, honest.doc.get_update()))
        await honest.settle()
        assert honest.closed is None
        await honest.leave()
        await anna.leave()

    run(story())
    assert list(document.clients.values_list("client_id", "member")) == [(4711, ann.pk)]
    assert texts.read(document)["content"][0]["content"][0]["text"] == "mine "


def test_an_update_with_something_missing_before_it_is_asked_for_anew(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        anna.out.clear()
        for text in ("one ", "two ", "three "):
            anna._type(text)
        await anna.send(protocol.sync(UPDATE, anna.out[2]))  # the first two got lost
        await until(lambda: anna.sent == 3)  # step 2 of the opening, the update, step 2 of the answer
        await anna.settle()
        assert anna.saved == 3
        reader = await tab(common, document, key).enter()
        assert reader.text == "one two three "
        await anna.leave()
        await reader.leave()

    run(story())
    assert [bytes(p) for p in document.updates.values_list("payload", flat=True)] != []
    replay = Doc()
    for row in document.updates.order_by("seq"):
        replay.apply_update(bytes(row.payload))
    assert replay.get_state() == texts.replica(document).get_state()


def test_a_hole_that_stays_is_refused(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        anna.out.clear()
        anna._type("one ")
        anna._type("two ")
        late = anna.out[1]
        bodil = await tab(common, document, key).enter()
        await bodil.send(protocol.sync(protocol.STEP_2, late))
        await closed(bodil, 4410, "incomplete")
        await anna.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 0


def test_readers_and_old_pages_change_nothing(common, document, ann, sign, tab, run):
    key = sign(ann)
    update, _doc, _heard = paragraph("no")
    commit(Document.objects.filter(pk=document.pk).update, schema_version=2)

    async def story():
        reader = await tab(common, document, key, role="read", schema=2).enter()
        assert (reader.hello["role"], reader.closed) == ("read", None)
        await reader.send(protocol.sync(UPDATE, update))
        await closed(reader, 4403, "read-only")
        for schema in (1, "", "x"):
            old = await tab(common, document, key, schema=schema).enter()
            assert (old.hello["role"], old.hello["because"], old.refusals) == ("read", "schema", ["schema"])
            assert old.closed is None
            await old.send(protocol.sync(UPDATE, update))
            await closed(old, 4403, "read-only")

    run(story())
    document.refresh_from_db()
    assert document.head == 0


def test_commenters_change_comment_marks_alone(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)

    async def story():
        anna = await tab(common, document, first).enter()
        await anna.write("Peer support works.")
        anna.out.clear()
        anna.paragraph().format(0, 4, {"bold": True})
        await anna.send(protocol.sync(UPDATE, anna.out[0]))
        await anna.settle()
        bodil = await tab(common, document, second, role="comment").enter()
        assert bodil.hello["role"] == "comment"
        for change in (
            lambda text: text.format(2, 12, {"comment--a1": {"thread": f"{ben.pk}-1"}}),
            lambda text: text.format(0, 6, {"comment": {"thread": f"{ben.pk}-2"}}),
            lambda text: text.format(2, 4, {"comment--a1": None}),
        ):
            bodil.out.clear()
            change(bodil.paragraph())
            await bodil.send(protocol.sync(UPDATE, bodil.out[0]))
            await bodil.settle()
        assert bodil.closed is None
        await until(lambda: "comment" in (anna.paragraph().diff()[0][1] or {}))
        for change in (
            lambda person: person.paragraph().insert(3, "!"),
            lambda person: person.paragraph().__delitem__(slice(0, 2)),
            lambda person: person.paragraph().format(5, 8, {"italic": True}),
            lambda person: person.text_root.children.append(XmlElement("paragraph")),
            lambda person: person.doc.get("hidden", type=XmlFragment).children.append(XmlElement("paragraph")),
        ):
            typist = await tab(common, document, second, role="comment").enter()
            typist.out.clear()
            change(typist)
            await typist.send(protocol.sync(UPDATE, typist.out[0]))
            await closed(typist, 4403, "comment-only")
        await anna.leave()
        await bodil.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 5


def test_commenters_leave_the_marks_of_others_alone(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)
    hers, his = {"thread": f"{ann.pk}-1"}, {"thread": f"{ben.pk}-1"}

    async def story():
        anna = await tab(common, document, first).enter()
        await anna.write("Peer support works.")
        anna.out.clear()
        anna.paragraph().format(5, 12, {"comment--h": hers})
        anna.paragraph().format(13, 18, {"comment--a": {"thread": "ann's", "more": 1}})
        for update in anna.out:
            await anna.send(protocol.sync(UPDATE, update))
        await anna.settle()
        for change in (
            lambda text: text.format(5, 12, {"comment--h": None}),
            lambda text: text.format(6, 8, {"comment--h": None}),
            lambda text: text.format(0, 4, {"comment--h": hers}),
            lambda text: text.format(0, 4, {"comment--x": {"thread": f"{ann.pk}-2"}}),
            # A stranger's mark in the place of another's, under an own name, or as something that is no mark at all.
            lambda text: text.format(5, 12, {"comment--h": his}),
            lambda text: text.format(0, 4, {"comment--x": his | {"of": "Ann"}}),
            lambda text: text.format(0, 4, {"comment": "loud"}),
            lambda text: text.format(13, 18, {"comment--a": None}),
        ):
            ben_ = await tab(common, document, second, role="comment").enter()
            ben_.out.clear()
            change(ben_.paragraph())
            await ben_.send(protocol.sync(UPDATE, ben_.out[0]))
            await closed(ben_, 4403, "comment-only")
        # His own lies over hers, and goes again, and hers stays.
        ben_ = await tab(common, document, second, role="comment").enter()
        for marks in ({"comment--b": his}, {"comment--b": None}):
            ben_.out.clear()
            ben_.paragraph().format(3, 9, marks)
            await ben_.send(protocol.sync(UPDATE, ben_.out[0]))
            await ben_.settle()
        assert ben_.closed is None
        assert [marks for piece, marks in ben_.paragraph().diff() if marks and "comment--h" in marks]
        await ben_.leave()
        await anna.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 5


def test_what_no_text_is_made_of_does_not_enter(common, document, ann, sign, tab, run):
    """A browser would take out what it does not know, for everybody, with all that stands around it."""
    key = sign(ann)

    def element(name, *inside):
        return lambda person: person.paragraph().parent.children.append(XmlElement(name, {}, inside))

    async def story():
        anna = await tab(common, document, key, strict=1).enter()
        await anna.write("Peer support works.")
        anna.out.clear()
        anna.paragraph().format(0, 4, {"bold": True})
        anna.text_root.children.append(XmlElement("paragraph", {"id": "x"}, [XmlText("More.")]))
        for update in anna.out:
            await anna.send(protocol.sync(UPDATE, update))
        await anna.settle()
        for change in (
            element("blink"),
            element("paragraph", XmlElement("script")),
            lambda person: person.paragraph().format(0, 4, {"loud": True}),
            lambda person: person.paragraph().format(0, 4, {"loud--aBcDeFgH": True}),
            lambda person: person.paragraph().insert_embed(2, {"image": "x"}),
            lambda person: person.doc.get("hidden", type=XmlFragment).children.append(XmlElement("paragraph")),
        ):
            stranger = await tab(common, document, key, strict=1).enter()
            stranger.out.clear()
            change(stranger)
            await stranger.send(protocol.sync(UPDATE, stranger.out[0]))
            await closed(stranger, 4400, "malformed")
        assert anna.closed is None
        await anna.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 3


def test_a_frozen_text_takes_nothing_and_says_so(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        await anna.write("before ")
        await anna.settle()
        await asyncio.to_thread(commit, texts.freeze, document)
        await until(lambda: anna.hello["role"] == "read")
        assert anna.hello["because"] == "frozen"
        await anna.write("after ")
        await closed(anna, 4423, "frozen")
        again = await tab(common, document, key).enter()
        assert (again.hello["role"], again.text) == ("read", "before ")
        await asyncio.to_thread(commit, texts.thaw, document)
        await until(lambda: again.hello["role"] == "edit")
        await until(lambda: again.sent == 1)  # it was asked for what it has meanwhile
        await again.settle()
        await again.leave()

    run(story())
    document.refresh_from_db()
    assert document.head == 1


def test_the_append_itself_refuses_a_text_that_froze_unheard(serve, document, ann, sign, tab, run):
    server, key = serve("deaf", "blind"), sign(ann)

    async def story():
        await server.up()
        anna = await tab(server, document, key).enter()
        await anna.write("before ")
        await anna.settle()
        await asyncio.to_thread(commit, texts.freeze, document)
        await anna.write("after ")
        await closed(anna, 4423, "frozen")
        await asyncio.to_thread(commit, texts.thaw, document)
        anna = await tab(server, document, key).enter()
        await asyncio.to_thread(commit, Document.objects.filter(pk=document.pk).update, epoch=2)
        await anna.write("another epoch ")
        await closed(anna, 4409, "epoch")

    run(story())
    document.refresh_from_db()
    assert document.head == 1


def test_rights_that_are_withdrawn_end_the_socket_and_nothing_enters_any_more(
    common, document, ann, ben, sign, tab, run
):
    keys = sign(ann), sign(ben), sign(ann)

    def withdraw():
        type(ann).objects.filter(pk=ann.pk).update(name="withdrawn")
        rights_changed(document.subject)

    async def story():
        anna, bodil = await tab(common, document, keys[0]).enter(), await tab(common, document, keys[1]).enter()
        await anna.write("before ")
        await anna.settle()
        typing = asyncio.create_task(keep_typing(anna))
        await asyncio.to_thread(commit, withdraw)
        started = asyncio.get_running_loop().time()
        await closed(anna, 4403, "no-right")
        assert asyncio.get_running_loop().time() - started < 5
        typing.cancel()
        written = bodil.text
        await asyncio.sleep(0.5)
        assert bodil.text == written
        assert bodil.closed is None
        await until(lambda: common.counts()["sockets"] == 1)
        await closed(await tab(common, document, keys[2]).enter(), 4404, "not-found")
        await bodil.leave()

    run(story())


def test_rights_are_asked_again_though_nobody_says_that_they_changed(serve, document, ann, ben, sign, tab, run):
    server, keys = serve("deaf", "attentive"), (sign(ann), sign(ben))

    async def story():
        await server.up()
        anna, bodil = [await tab(server, document, key).enter() for key in keys]
        await asyncio.to_thread(commit, type(ann).objects.filter(pk=ann.pk).update, name="withdrawn")
        await closed(anna, 4403, "no-right")
        await bodil.write("still here")
        await bodil.settle()
        assert bodil.closed is None
        await bodil.leave()

    run(story())


async def keep_typing(person):
    """Type until the line ends."""
    while person.closed is None:
        await person.write("x")
        await asyncio.sleep(0.01)


def test_the_end_of_a_session_and_of_a_membership_end_sockets_without_any_notice(
    common, document, ann, ben, eva, sign, tab, run
):
    from django.contrib.sessions.models import Session

    keys = sign(ann), sign(ben), sign(eva)

    def changes():
        Session.objects.filter(pk=keys[0]).delete()
        type(ben).objects.filter(pk=ben.pk).update(is_active=False)

    async def story():
        anna, bodil, stays = [await tab(common, document, key).enter() for key in keys]
        await asyncio.sleep(3.5)  # looked at once while all was well
        await asyncio.to_thread(commit, changes)
        await closed(anna, 4401, "signed-out")
        await closed(bodil, 4401, "signed-out")
        assert stays.closed is None
        await stays.leave()

    run(story())


def test_a_flood_is_slowed_and_harms_nobody(common, document, ann, ben, sign, tab, run):
    first, second = sign(ann), sign(ben)
    before = common.counts()["counts"]

    async def story():
        flood = await tab(common, document, first).enter()
        anna = await tab(common, document, second).enter()

        async def pour():
            for number in range(3000):
                await flood.ws.send(b"\x01\x08\x01\x05" + bytes([number % 120]) + b"\x04null")

        pouring = asyncio.create_task(pour())
        for word in ("calm ", "as ", "ever"):
            await anna.write(word)
            await anna.settle(3)
        pouring.cancel()
        flood.vanish()
        await anna.leave()

    run(story())
    counts = common.counts()["counts"]
    assert counts.get("moves dropped", 0) > before.get("moves dropped", 0)
    assert texts.read(document)["content"][0]["content"][0]["text"] == "calm as ever"


def test_a_new_page_never_meets_the_text_of_before(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        await anna.write("old")
        await anna.settle()
        await asyncio.to_thread(commit, Document.objects.filter(pk=document.pk).update, epoch=2)
        # Whether this process has looked meanwhile or not: it waits a moment, and is not told to load anew.
        again = await tab(common, document, key, epoch=2).enter()
        await until(lambda: again.hello or again.closed is not None)
        if again.closed is not None:
            assert again.closed == 1013, again.refusals
            again = await tab(common, document, key, epoch=2).enter()
            await until(lambda: again.hello)
        assert again.hello["epoch"] == 2
        await again.leave()

    run(story())


def test_a_text_that_begins_anew_sends_everybody_away(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        await anna.write("old")
        await anna.settle()
        await asyncio.to_thread(commit, Document.objects.filter(pk=document.pk).update, epoch=2)
        await closed(anna, 4409, "epoch")  # found by looking, without any notice
        again = await tab(common, document, key, epoch=2).enter()
        assert again.hello["epoch"] == 2
        await again.leave()

    run(story())


def test_who_asks_for_the_whole_text_again_and_again_is_sent_away(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        anna = await tab(common, document, key).enter()
        for _ in range(25):
            await anna.ws.send(protocol.sync(protocol.STEP_1, b"\0"))
        await anna.write("a habit")
        await anna.settle()
        assert anna.closed is None
        for _ in range(20):
            await anna.ws.send(protocol.sync(protocol.STEP_1, b"\0"))
        await closed(anna, 4408, "rate")

    run(story())


def test_one_member_does_not_take_all_lines(common, document, ann, sign, tab, run):
    key = sign(ann)

    async def story():
        people = [await tab(common, document, key).enter() for _ in range(20)]
        await closed(await tab(common, document, key).enter(), 4408, "too-many")
        for person in people:
            await person.leave()

    run(story())
