"""After a long time without a line a browser has more to tell than the server takes at once: it tells it in pieces."""

import base64
import json
import subprocess
from pathlib import Path

import pytest
from pycrdt import Doc, XmlFragment

from network.kit import bundle
from network.live import bounds, protocol, texts
from network.live.protocol import STEP_2
from tests.network.live.conftest import commit
from tests.network.live.people import words

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def offline():
    """Return `offline(seed, base, **how) -> (the whole state, the size of what is told, its pieces)`."""
    if not (ROOT / "node_modules" / "yjs").exists():
        pytest.skip("THE EDITOR WAS NOT ASKED: node_modules is absent; run `uv run manage.py editor` first")

    def ask(seed, base, **how):
        order = {"seed": seed, "base": base64.b64encode(base).decode(), "most": 0, "letters": 0} | how
        script = ROOT / "tests" / "network" / "live" / "offline.mjs"
        done = subprocess.run(
            [bundle.programs()[0], script], input=json.dumps(order), capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr[-3000:]
        told = json.loads(done.stdout)
        return base64.b64decode(told["whole"]), told["size"], [base64.b64decode(one) for one in told["pieces"]]

    return ask


def replica(*updates):
    doc = Doc()
    doc.get("default", type=XmlFragment)
    for update in updates:
        doc.apply_update(update)
    return doc


def read(doc):
    return str(doc.get("default", type=XmlFragment))


@pytest.mark.parametrize("seed", range(1, 13))
def test_each_piece_can_be_taken_in_after_those_before_it(offline, seed):
    base = replica(offline(99, b"\0\0", rounds=12, size=4)[0]).get_update()
    whole, size, pieces = offline(seed, base, most=700, letters=90, rounds=60, size=60)
    assert len(pieces) > size / 900 > 3
    doc = replica(base)
    for piece in pieces:
        assert len(piece) < 1300
        assert bounds.read(piece).is_complete(bounds.clocks_of(doc.get_state()))
        doc.apply_update(piece)
    assert read(doc) == read(replica(whole))
    assert bounds.clocks_of(doc.get_state()) == bounds.clocks_of(replica(whole).get_state())
    assert "\ufffd" not in read(doc)


def test_what_is_small_is_told_as_it_is(offline):
    whole, size, pieces = offline(3, b"\0\0", rounds=9, size=4)
    assert [len(piece) for piece in pieces] == [size]
    assert pieces[0] == whole


def test_more_than_a_megabyte_merges_with_what_others_wrote(common, document, ann, ben, sign, tab, run, offline):
    keys = sign(ann), sign(ben)

    async def story():
        at_home = await tab(common, document, keys[0]).enter()
        await at_home.write("at home. ")
        await at_home.settle()
        whole, size, pieces = offline(5, at_home.doc.get_update(), rounds=40, size=9000)
        assert size > 2 * protocol.MOST_UPDATE
        assert all(len(piece) <= protocol.MOST_UPDATE for piece in pieces)
        other = await tab(common, document, keys[1]).enter()
        await other.write("meanwhile. ", at=0)
        for piece in pieces:
            await at_home.send(protocol.sync(STEP_2, piece))
        await at_home.settle()
        await other.settle()
        assert at_home.closed is None, at_home.refusals
        await at_home.leave()
        await other.leave()
        return whole

    whole = run(story())
    there = commit(texts.replica, document)
    assert "meanwhile. " in words(there)
    expected = replica(whole, there.get_update())
    assert read(there) == read(expected)
