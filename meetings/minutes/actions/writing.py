"""Writing in minutes without scripts: passage by passage, each saved by itself, nobody's words lost."""

import secrets

from django.db import transaction

from meetings.minutes.actions.rows import locked
from meetings.minutes.passages import from_lines, put, split, to_lines, with_key
from meetings.minutes.queries.seeds import heading
from network.access.rules import demand
from network.live import texts


class Conflict(Exception):
    """Somebody else wrote in the same passage meanwhile; `now` are its lines as they are, None: it is gone."""

    def __init__(self, now):
        super().__init__("the passage was changed meanwhile")
        self.now = now


def same(one, other):
    """Whether two sets of lines say the same, but for spaces at ends of lines."""
    return [line.rstrip() for line in one.strip().splitlines()] == [
        line.rstrip() for line in other.strip().splitlines()
    ]


@transaction.atomic
def save_passage(minutes, key, lines, *, was, by):
    """Let the passage called `key` read as `lines`; `was` is how it read when the writer began.

    Raises Conflict where it reads otherwise by now, Denied, and texts.Frozen.
    """
    minutes = locked(minutes)
    demand(by, "minutes.write", minutes)
    texts.hold(minutes.document)
    content = texts.read(minutes.document)
    passage = with_key(content, key)
    if passage is None:
        raise Conflict(None)
    now = to_lines(passage.blocks)
    if same(now, lines):
        return
    if not same(now, was):
        raise Conflict(now)
    texts.rewrite(minutes.document, put(content, passage, from_lines(lines, passage.blocks)), by=by)


@transaction.atomic
def add_passage(minutes, title, lines, *, by):
    """Add a passage with a heading at the end; returns its key. Raises Denied and texts.Frozen."""
    minutes = locked(minutes)
    demand(by, "minutes.write", minutes)
    texts.hold(minutes.document)
    content = texts.read(minutes.document)
    key = f"added-{secrets.token_hex(4)}"
    nodes = [*(content.get("content") or []), heading(title, key), *from_lines(lines)]
    # An empty paragraph that only waits for words is not kept above a new heading of a text without any.
    if not split(content):
        nodes = nodes[-1 - len(from_lines(lines)) :]
    texts.rewrite(minutes.document, {"type": "doc", "content": nodes}, by=by)
    return key
