"""The reader of Yjs updates: what each brings and deletes, who wrote which letters; against what pycrdt says."""

import random
import time

import pytest
from pycrdt import Doc, Text, XmlElement, XmlFragment, XmlText, merge_updates

from network.live import authorship, bounds, prose, updates


def written(doc, change):
    sent = []
    watching = doc.observe(lambda event: sent.append(event.update))
    change()
    doc.unobserve(watching)
    return sent[-1]


def test_a_key_stroke_is_one_client_and_its_clock():
    doc = Doc(client_id=11)
    text = doc.get("t", type=Text)
    text += "abc"
    reading = updates.read(written(doc, lambda: text.insert(3, "同😀")))
    assert reading.clients == {11: (3, 3)}, "a character beyond the first plane counts two"
    assert reading.deletes == {}
    reading = updates.read(written(doc, lambda: text.clear()))
    assert (reading.clients, reading.deletes) == ({}, {11: [(0, 6)]})


def test_two_readers_agree_on_what_an_update_brings():
    """The one that guards the socket and the one that counts authorship were written apart."""
    rng = random.Random(4)
    docs = [Doc(client_id=number) for number in (11, 22, 33)]
    log = []
    for doc in docs:
        root = doc.get(prose.FIELD, type=XmlFragment)
        for _ in range(30):
            log.append(
                written(
                    doc, lambda root=root: root.children.insert(rng.randrange(len(root.children) + 1), XmlText("同 x"))
                )
            )
            if rng.random() < 0.3:
                log.append(written(doc, lambda root=root: root.children.__delitem__(0)))
    log += [merge_updates(*rng.sample(log, 5)) for _ in range(20)]
    for update in log:
        one, other = updates.read(update), bounds.read(update)
        assert set(one.clients) == set(other.ranges)
        assert {client: ends[0] for client, ends in one.clients.items()} == {
            client: min(start for start, _ in parts) for client, parts in other.ranges.items()
        }
        assert {k: sorted(v) for k, v in one.deletes.items()} == {k: sorted(v) for k, v in other.deletes.items()}


@pytest.mark.parametrize("cut", range(1, 12))
def test_half_an_update_is_none(cut):
    doc = Doc(client_id=11)
    update = written(doc, lambda: doc.get("t", type=Text).insert(0, "同伴"))
    with pytest.raises(updates.Malformed):
        updates.read(update[:-cut])
    with pytest.raises(updates.Malformed):
        updates.read(update + b"\0")


def test_mutated_updates_are_read_or_refused_and_nothing_else():
    rng = random.Random(9)
    doc = Doc(client_id=11)
    root = doc.get(prose.FIELD, type=XmlFragment)
    element = root.children.append(XmlElement("heading", {"id": "a"}))
    element.children.append(XmlText("Støtte 同伴 😀"))
    update = doc.get_update()
    for _ in range(5000):
        forged = bytearray(update)
        for _ in range(rng.randrange(1, 4)):
            forged[rng.randrange(len(forged))] = rng.randrange(256)
        try:
            authorship.letters(bytes(forged))
        except updates.Malformed:
            continue


def test_a_long_text_is_read_quickly_and_a_key_stroke_in_no_time():
    """Bounds far from the usual time: they fail when the work is of another order, not when the machine is busy."""
    doc, rng = Doc(), random.Random(1)
    root = doc.get(prose.FIELD, type=XmlFragment)
    paragraphs = [root.children.append(XmlElement("paragraph")).children.append(XmlText("")) for _ in range(40)]
    sent = []
    watching = doc.observe(lambda event: sent.append(event.update))
    for number in range(4000):
        text = rng.choice(paragraphs)
        text.insert(rng.randrange(len(text) + 1), f"ord {number} ")
    doc.unobserve(watching)
    state = doc.get_update()
    assert len(state) > 100_000
    begun = time.perf_counter()
    letters = authorship.letters(state)
    assert time.perf_counter() - begun < 2
    assert sum(sum(block.values()) for block in letters.values()) == sum(len(str(text)) for text in paragraphs)
    begun = time.perf_counter()
    for update in sent:
        updates.read(update)
    assert (time.perf_counter() - begun) / len(sent) < 0.0005
