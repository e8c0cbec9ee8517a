"""What a text says in plain words: for counting, for searching, for its outline."""

import re

from network.kit.words import is_chinese

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
INLINE = {"text", "hardBreak", "footnoteRef", "citation", "crossRef"}


def plain(content):
    """Return the text of a document or node as lines, one for each block; what is drawn (citations) is left out."""
    lines = []
    _lines(content, lines)
    return "\n".join(line for line in lines if line.strip())


def _lines(node, lines):
    children = node.get("content") or []
    if not children:
        return
    if children[0].get("type") in INLINE:
        lines.append("".join(_inline(child) for child in children))
        return
    for child in children:
        _lines(child, lines)


def _inline(node):
    if node.get("type") == "text":
        return node.get("text", "")
    return " " if node.get("type") == "hardBreak" else ""


def count(text):
    """Return the number of words in a text; a Chinese character counts as one."""
    letters = sum(is_chinese(letter) for letter in text)
    spaced = "".join(" " if is_chinese(letter) else letter for letter in text)
    return letters + len(WORD.findall(spaced))


def count_words(content):
    """Return the number of words in a document."""
    return count(plain(content))


def outline(content):
    """Return [{"level", "id", "title", "words"}] of the headings of a document; `words` up to the next heading."""
    rows = []
    for node in content.get("content") or []:
        if node.get("type") == "heading":
            attrs = node.get("attrs") or {}
            title = "".join(_inline(child) for child in node.get("content") or [])
            rows.append({"level": attrs.get("level", 1), "id": attrs.get("id") or "", "title": title, "words": 0})
        elif rows:
            rows[-1]["words"] += count_words({"type": "doc", "content": [node]})
    return rows
