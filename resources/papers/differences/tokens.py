"""Words of a block: what is compared, counted, shown."""

import json
import re
from dataclasses import dataclass

CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff"
WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+|\s+|[^\w\s]", re.UNICODE)
TEXTBLOCKS = ("paragraph", "heading", "figure", "footnote")
"""Blocks that hold inline content alone: their words are compared one by one."""


@dataclass(frozen=True)
class Token:
    """One word, one run of spaces, one sign or one inline thing, with its marks. `same` is what is compared."""

    text: str
    same: str
    node: dict

    @property
    def is_space(self):
        """Whether nothing of it can be seen."""
        return self.text.isspace()


def marks_of(node):
    """Return the marks of an inline node that belong to the text: all but comments, in a steady order."""
    marks = [_clean(mark) for mark in node.get("marks") or [] if mark.get("type") != "comment"]
    return sorted(marks, key=lambda mark: json.dumps(mark, sort_keys=True))


def tokens_of(block):
    """Return the Tokens of a block with inline content."""
    found = []
    for node in block.get("content") or []:
        marks = marks_of(node)
        seal = json.dumps(marks, sort_keys=True, ensure_ascii=False) if marks else ""
        if node.get("type") == "text":
            found.extend(
                Token(word, f"{word}\0{seal}", {**node, "text": word}) for word in WORD.findall(node.get("text", ""))
            )
        else:
            bare = json.dumps(_clean({k: v for k, v in node.items() if k != "marks"}), sort_keys=True)
            found.append(Token(inline_words(node), f"\0{bare}\0{seal}", node))
    return found


def _clean(node):
    """Return a node or mark without null attributes and empty parts, so that equal things look equal."""
    found = {key: value for key, value in node.items() if key not in ("attrs", "content", "marks")}
    attrs = {
        key: int(value) if isinstance(value, float) and value.is_integer() else value
        for key, value in (node.get("attrs") or {}).items()
        if value is not None
    }
    if attrs:
        found["attrs"] = attrs
    if node.get("marks"):
        marks = marks_of(node)
        if marks:
            found["marks"] = marks
    if node.get("content"):
        found["content"] = _joined(node["content"])
    return found


def _joined(nodes):
    """Return cleaned nodes, neighbouring text of the same marks as one: comments cut text into pieces."""
    found = []
    for node in nodes:
        one = _clean(node)
        last = found[-1] if found else None
        if last and last.get("type") == one.get("type") == "text" and last.get("marks") == one.get("marks"):
            found[-1] = last | {"text": last["text"] + one["text"]}
        else:
            found.append(one)
    return found


def seal(block):
    """Return the word that is equal for two blocks exactly if they say the same; comments do not count."""
    return json.dumps(_clean(block), sort_keys=True, ensure_ascii=False)


def attributes(block):
    """Return the attributes of a block that are not null."""
    return _clean({"attrs": block.get("attrs")}).get("attrs", {})


def inline_words(node):
    """Return what stands for an inline thing in a plain text."""
    attrs = node.get("attrs") or {}
    kind = node.get("type")
    if kind == "hardBreak":
        return "\n"
    if kind == "citation":
        keys = [str(item.get("key", "")) for item in attrs.get("items") or [] if isinstance(item, dict)]
        return "[" + "; ".join(keys) + "]"
    if kind == "crossRef":
        return f"[→ {attrs.get('target') or '?'}]"
    if kind == "footnoteRef":
        return "[*]"
    return node.get("text", "")


def plain_text(node):
    """Return the words of a block or of a whole text, blocks apart by line ends."""
    if node.get("type") == "text" or node.get("type") in ("hardBreak", "citation", "crossRef", "footnoteRef"):
        return inline_words(node)
    inside = node.get("content") or []
    if node.get("type") in TEXTBLOCKS:
        return "".join(plain_text(one) for one in inside)
    return "\n".join(filter(None, (plain_text(one) for one in inside)))
