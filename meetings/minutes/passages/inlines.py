"""Words within a block as a line: **bold**, *italic*, [words](address), a backslash before a sign that is meant."""

import re

from resources.papers.schema.values import is_url

INLINE = {"text", "hardBreak"}
SIGNS = re.compile(r"([\\*\[])")
LINK = re.compile(r"\[((?:\\.|[^\]\\\n])+)\]\(([^()\s]+)\)")
STRONG = re.compile(r"\*\*((?:\\.|[^*\\\n])+)\*\*")
SLANTED = re.compile(r"\*((?:\\.|[^*\\\n])+)\*")


def is_plain(node):
    """Whether a paragraph holds nothing but words and line ends."""
    return all(one.get("type") in INLINE for one in node.get("content") or ())


def lines_of(nodes):
    """Return the words of a paragraph as lines."""
    return "".join("\n" if node.get("type") == "hardBreak" else one(node) for node in nodes)


def one(node):
    """Return one piece of text with its marks."""
    marks = {mark.get("type"): mark for mark in node.get("marks") or ()}
    words = SIGNS.sub(r"\\\1", node.get("text", ""))
    core = words.strip()
    if not core:
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if "italic" in marks:
        core = f"*{core}*"
    if "bold" in marks:
        core = f"**{core}**" if "italic" not in marks else f"**{core[1:-1]}**"
    if "link" in marks:
        core = f"[{core}]({(marks['link'].get('attrs') or {}).get('href', '')})"
    return f"{lead}{core}{tail}"


def inlines_of(words, marks=()):
    """Return lines as text nodes (content JSON)."""
    made = []
    for number, line in enumerate(words.split("\n")):
        if number:
            made.append({"type": "hardBreak"})
        made += spans(line, list(marks))
    return made


def spans(line, marks):
    """Yield the text nodes of one line."""
    made, at, said = [], 0, ""

    def end():
        nonlocal said
        if said:
            made.append({"type": "text", "text": said} | ({"marks": marks} if marks else {}))
        said = ""

    while at < len(line):
        if line[at] == "\\" and line[at + 1 : at + 2] in ("\\", "*", "["):
            said += line[at + 1]
            at += 2
            continue
        inside, mark = None, None
        if (found := LINK.match(line, at)) and is_url(found[2]):
            inside, mark = found[1], {"type": "link", "attrs": {"href": found[2]}}
        elif found := STRONG.match(line, at):
            inside, mark = found[1], {"type": "bold"}
        elif found := SLANTED.match(line, at):
            inside, mark = found[1], {"type": "italic"}
        if mark is None:
            said += line[at]
            at += 1
            continue
        end()
        made += spans(inside, [*marks, mark])
        at = found.end()
    end()
    return made
