"""The reader before the replica: what it lets through is what the library takes, what it asks for is missing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import bounds, compaction, updates
from network.live.protocol import Malformed


def story(seed, steps=40):
    """Updates of two people in one rich text, in an order in which each can be applied."""
    dice, log = random.Random(seed), []
    docs = [Doc(client_id=11), Doc(client_id=22)]
    for doc in docs:
        doc.observe(lambda event: log.append(event.update))
    for _ in range(steps):
        mine, other = dice.sample(docs, 2)
        mark = len(log)
        with mine.transaction():
            act(mine.get("default", type=XmlFragment), dice)
        new, log[mark:] = log[mark:], log[mark:]
        for update in new:
            other.apply_update(update)
        del log[mark + len(new) :]
    return log, docs


def act(root, dice):
    """One edit of any kind."""
    blocks = list(root.children)
    if not blocks or dice.random() < 0.2:
        block = XmlElement(dice.choice(["paragraph", "heading", "citation"]), {"id": str(dice.random())})
        root.children.insert(dice.randrange(len(blocks) + 1), block)
        block.children.append(XmlText(dice.choice(["æble ", "同伴", "peer 😀 "])))
        return
    block = dice.choice(blocks)
    text = block.children[0]
    length = len(text)
    choice = dice.random()
    if choice < 0.5 or length < 4:
        text.insert(dice.choice([0, length]), dice.choice(["a", "同", "😀", " words "]))
    elif choice < 0.7:
        text.format(0, length, {dice.choice(["bold", "comment--x"]): dice.choice([True, None, {"thread": "t"}])})
    elif choice < 0.8:
        block.attributes["items"] = [{"key": "k", "n": 1.5, "deep": {"list": [None, True]}}]
    elif choice < 0.95:
        del text[0:length]
    else:
        del root.children[blocks.index(block)]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_an_honest_story_is_complete_in_its_order_and_clocks_agree_with_the_replica(seed):
    log, docs = story(seed)
    clocks, doc = {}, Doc()
    for update in log:
        brought = bounds.read(update)
        assert brought.is_complete(clocks)
        clocks.update(brought.news(clocks))
        doc.apply_update(update)
        assert clocks == bounds.clocks_of(doc.get_state())
    assert bounds.read(doc.get_update()).is_complete({})
    assert doc.get_state() == docs[0].get_state()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.randoms())
def test_what_is_called_complete_leaves_nothing_waiting_in_the_replica(seed, dice):
    """Rows are dropped at random: whatever the reader still lets through is integrated at once, wholly."""
    log, _docs = story(seed)
    clocks, doc = {}, Doc()
    for update in log:
        if dice.random() < 0.15:
            continue
        brought = bounds.read(update)
        if not brought.is_complete(clocks):
            continue
        clocks.update(brought.news(clocks))
        doc.apply_update(update)
        assert clocks == bounds.clocks_of(doc.get_state())
    fresh = Doc()
    fresh.apply_update(doc.get_update())
    assert compaction.facts(fresh) == compaction.facts(doc)
    for client, parts in bounds.read(doc.get_update()).deletes.items():
        assert all(clock + length <= clocks[client] for clock, length in parts)


def test_it_agrees_with_the_reader_of_texts():
    for update in story(7)[0]:
        mine, theirs = bounds.read(update), updates.read(update)
        assert {c: (r[0][0], r[-1][1] - r[0][0]) for c, r in mine.ranges.items()} == theirs.clients
        assert mine.deletes == theirs.deletes


def mutated(dice, seeds):
    """Bytes that were an update once."""
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.choice([1, 1, 2, 4])):
        kind = dice.random()
        if kind < 0.5 and data:
            data[dice.randrange(len(data))] = dice.randrange(256)
        elif kind < 0.7 and data:
            del data[dice.randrange(len(data)) :]
        elif kind < 0.9:
            data[dice.randrange(len(data) + 1) : 0] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 6)))
        else:
            data += dice.choice(seeds)
    return bytes(data)


def test_fuzz_what_is_no_update_is_refused_and_nothing_panics():
    dice, (log, docs) = random.Random(11), story(3)
    seeds = [*log, docs[0].get_update()]
    refused = taken = odd = 0
    for _ in range(12_000):
        data = mutated(dice, seeds)
        try:
            bounds.read(data)
        except Malformed:
            refused += 1
            continue
        try:
            Doc().apply_update(data)
            taken += 1
        except (ValueError, RuntimeError):
            odd += 1  # caught in the room, which then builds its replica anew
    assert refused > 6000
    assert taken > 500
    assert odd < taken


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        b"\x00\x00\x00",
        b"\xff" * 30,
        b"\x01\x01\x05\x00\x04\x01\x01a\x02\xff\xfe\x00",  # a text that is not UTF-8
        b"\x01\x01\x05\x00\x08\x01\x01a\x01" + b"\x75\x01" * 200 + b"\x7f\x00",  # values nested without end
        b"\x01\x01\x05\x00\x01\x01\x01a\xff\xff\xff\xff\x7f\x00",  # a clock beyond all measure
        b"\x01\x01\x05\x00\x0b\x01\x01a\x00",  # content of no kind
    ],
)
def test_what_is_refused(data):
    with pytest.raises(Malformed):
        bounds.read(data)
