"""The editor and the server know the same nodes, marks and attributes: what one does not know, an editor deletes."""

import json
import subprocess
from pathlib import Path

import pytest

from network.kit import bundle
from resources.papers import schema

ROOT = Path(__file__).resolve().parents[4]


def told(kinds, names, left_out):
    """Return what matters of a schema, in the shape in which the editor tells it: what is usual is left out."""
    found = {}
    for kind, rules in kinds.items():
        said = {name: rules[name] for name in names if name in rules and rules[name] != left_out.get(name, ...)}
        attributes = rules.get("attrs", {})
        plain = {
            name: rule["default"] if isinstance(rule, dict) and "default" in rule else rule
            for name, rule in attributes.items()
        }
        found[kind] = said | {"attrs": plain}
    return found


def test_the_editor_has_the_schema_of_the_server():
    if not (ROOT / "node_modules" / "@tiptap" / "core").exists():
        pytest.skip("THE SCHEMAS WERE NOT COMPARED: node_modules is absent; run `uv run manage.py editor` first")
    program = bundle.programs()[0]
    done = subprocess.run(
        [program, str(ROOT / "static" / "editor" / "schema" / "dump.js")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
    editor, server = json.loads(done.stdout), schema.spec()
    assert editor["version"] == schema.VERSION
    usual = {"inline": False, "atom": False, "inclusive": True}
    nodes, marks = ("content", "group", "inline", "atom", "tableRole"), ("excludes", "inclusive")
    for kind in ("text", "hardBreak"):  # ProseMirror knows that text is in a line without being told
        assert kind in editor["nodes"]
    assert told(editor["nodes"], nodes, usual) == told(server["nodes"], nodes, usual)
    assert told(editor["marks"], marks, usual) == told(server["marks"], marks, usual)
    assert list(editor["marks"]) == list(server["marks"]), (
        "the order of marks is that in which they lie over each other"
    )
