"""Words, outline, plain text of a text in ProseMirror JSON."""

import re
from collections import namedtuple

from resources.papers.schema.spec import WITH_WORDS

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3041-\u30ff\uac00-\ud7af\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+(?:['’.\-][^\W_{CJK}]+)*")

# `name`: the id of a block that has one, else its number, as `who_wrote` of live texts has it.
Passage = namedtuple("Passage", "name kind text")


def plain(node):
    """Return the words of a node: passages on lines of their own, a break is a line, citations and such are silent."""
    kind = node.get("type")
    if kind == "text":
        return node.get("text", "")
    if kind == "hardBreak":
        return "\n"
    joint = "" if kind in WITH_WORDS else "\n"
    return (
        joint.join(filter(None, map(plain, node.get("content") or ())))
        if joint
        else "".join(map(plain, node.get("content") or ()))
    )


def words(content):
    """Count words; a Chinese, Japanese or Korean character is one. `content` is a node or plain text."""
    return len(_WORD.findall(content if isinstance(content, str) else plain(content)))


def outline(content):
    """Return the headings: a list of {level, id, title, place}; `place` is the number of the block."""
    return [
        {
            "level": (node.get("attrs") or {}).get("level") or 1,
            "id": (node.get("attrs") or {}).get("id") or "",
            "title": " ".join(plain(node).split()),
            "place": number,
        }
        for number, node in enumerate(content.get("content") or ())
        if node.get("type") == "heading"
    ]


def passages(content):
    """Return a `Passage` for each block of the text that has words."""
    return [
        Passage((node.get("attrs") or {}).get("id") or str(number), node["type"], text)
        for number, node in enumerate(content.get("content") or ())
        if (text := plain(node)).strip()
    ]


def notes(content):
    """Return the footnotes in the order in which the text points at them: a list of footnote nodes, each once."""
    texts, order = {}, []
    stack = [content]
    while stack:
        node = stack.pop()
        name = (node.get("attrs") or {}).get("id")
        if node.get("type") == "footnote":
            texts.setdefault(name, node)
        elif node.get("type") == "footnoteRef" and name not in order:
            order.append(name)
        stack += reversed(node.get("content") or ())
    return [texts[name] for name in order if name in texts]
