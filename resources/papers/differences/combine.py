"""A text with some of the changes of another: how single suggestions are accepted and refused."""

from resources.papers.differences.hunks import walk
from resources.papers.differences.tokens import TEXTBLOCKS


def combine(old, new, keys, *, keep="old"):
    """Return the text `old` with those changes of `new` whose hunks' keys are in `keys`.

    What is equal in both is taken from `old`, with its comment marks, or from `new` with keep="new". All keys give a
    text that says what `new` says, none one that says what `old` says.
    """
    steps, _hunks = walk(old, new)
    base = old if keep == "old" else new
    return {**base, "content": _blocks(steps, frozenset(keys), keep) or [{"type": "paragraph"}]}


def _blocks(steps, keys, keep):
    found = []
    for step in steps:
        if step.op == "same":
            found.append(step.old if keep == "old" else step.new)
        elif step.op == "gone":
            if step.key not in keys:
                found.append(step.old)
        elif step.op == "come":
            if step.key in keys:
                found.append(step.new)
        else:
            found.append(_pair(step, keys, keep))
    return found


def _pair(step, keys, keep):
    frame = step.new if step.attrs and step.attrs in keys else step.old
    block = {key: value for key, value in frame.items() if key != "content"}
    if step.old["type"] in TEXTBLOCKS:
        inside = []
        for run in step.runs:
            if run.op == "same":
                inside += run.old if keep == "old" else run.new
            else:
                inside += run.new if run.key in keys else run.old
        inside = _joined([token.node for token in inside])
    else:
        inside = _blocks(step.inside, keys, keep)
        if not inside and step.inside:
            # A list or a cell must hold something: what is left of it is the place itself.
            inside = (step.old.get("content") or step.new.get("content"))[:1]
    if inside:
        block["content"] = inside
    return block


def _joined(nodes):
    """Return inline nodes with neighbouring text of the same marks as one."""
    found = []
    for node in nodes:
        last = found[-1] if found else None
        if last and last["type"] == node["type"] == "text" and (last.get("marks") or []) == (node.get("marks") or []):
            found[-1] = {**last, "text": last["text"] + node["text"]}
        else:
            found.append(dict(node))
    return found
