"""A replica in Python and the editor's own binding (yjs, y-tiptap, in Node) read and write the very same text."""

import base64
import json
import random
import subprocess
from pathlib import Path

import pytest
from pycrdt import Doc, XmlFragment

from network.kit import bundle
from network.live import prose
from network.live.rewriting import rewrite
from resources.papers import schema
from tests.network.live import samples

ROOT = Path(__file__).resolve().parents[3]
COUNT = 60


def b64(data):
    return base64.b64encode(data).decode()


def made(content):
    doc = Doc()
    rewrite(doc.get(prose.FIELD, type=XmlFragment), content)
    return doc


@pytest.fixture(scope="module")
def node():
    if not (ROOT / "node_modules" / "yjs").exists():
        pytest.skip("THE EDITOR WAS NOT COMPARED: node_modules is absent; run `uv run manage.py editor` first")
    program = bundle.programs()[0]

    def ask(cases):
        script = ROOT / "tests" / "network" / "live" / "editor.mjs"
        done = subprocess.run(
            [program, str(script)], input=json.dumps({"cases": cases}), capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return ask


def joined(content):
    """Return what the binding read with neighbouring texts of the same marks joined, as ProseMirror joins them."""
    return prose.without(content, ())


def filled(content):
    """Return the text as ProseMirror has it, with every default filled in."""
    return schema.schema().node_from_json(content).to_json()


def texts(seed):
    dice = random.Random(seed)
    return [samples.content(dice) for _ in range(COUNT)]


def test_what_the_editor_writes_is_read_exactly(node):
    for content, answer in zip(texts(1), node([{"content": each} for each in texts(1)]), strict=True):
        read = prose.read(base64.b64decode(answer["state"]))
        assert prose.same(read, joined(answer["raw"]))
        assert prose.same(read, filled(content))


def test_what_is_written_here_is_shown_by_the_editor(node):
    contents = texts(2)
    answers = node([{"state": b64(made(each).get_update())} for each in contents])
    for content, answer in zip(contents, answers, strict=True):
        assert prose.same(joined(answer["raw"]), content)
        assert prose.same(answer["shown"], filled(content))


def test_marks_are_kept_under_the_names_that_the_editor_gives_them(node):
    comments = [{"type": "comment", "attrs": {"thread": name}} for name in ("t1", "同", "k3n9x2ab")]
    content = {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": [{"type": "bold"}, *comments]}]}
        ],
    }
    (answer,) = node([{"content": content}])
    assert answer["formats"] == sorted(["bold", *map(prose.mark_key, comments)])


def test_a_rewrite_here_of_what_the_editor_wrote_is_shown_as_wanted(node):
    """From any text to any other, exactly, and the editor shows what was meant."""
    first, second = texts(3), texts(4)
    updates = []
    for old, answer in zip(first, node([{"content": each} for each in first]), strict=True):
        doc = Doc()
        doc.apply_update(base64.b64decode(answer["state"]))
        rewrite(doc.get(prose.FIELD, type=XmlFragment), second[first.index(old)], keep=())
        updates.append({"state": b64(doc.get_update())})
    for content, answer in zip(second, node(updates), strict=True):
        assert prose.same(joined(answer["raw"]), content)


def test_both_write_at_once_and_end_with_the_same_text(node):
    """The editor types through its binding, the server rewrites, neither knows of the other: then all is exchanged."""
    dice = random.Random(5)
    cases, here = [], []
    for content in texts(6):
        doc = made(content)
        state = doc.get_update()
        before = doc.get_state()
        rewrite(doc.get(prose.FIELD, type=XmlFragment), samples.edited(dice, content))
        cases.append(
            {
                "state": b64(state),
                "typed": samples.edited(dice, prose.read(state)),
                "later": [b64(doc.get_update(before))],
            }
        )
        here.append(doc)
    for doc, answer in zip(here, node(cases), strict=True):
        for update in answer["heard"]:
            doc.apply_update(base64.b64decode(update))
        assert prose.same(prose.read(doc), joined(answer["raw"]))
        assert prose.read(doc) == prose.read(base64.b64decode(answer["state"]))
