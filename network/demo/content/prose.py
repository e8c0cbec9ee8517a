"""The papers of the sample world: Markdown of a small kind, read as the text of a paper.

Blocks: `# Heading {#id}`, paragraphs, `- ` and `1. ` lists, `> ` quotes, `!!! tip Title` with indented lines, tables of
`|` with a line `Table: caption {#id}`, `![caption](file){#id alt="…"}`, and `[^id]: …` for footnotes at the end.
In a line: `**bold**`, `*italic*`, `[words](address)`, `[@key; @key]`, `[[id]]` for what is pointed at, `[^id]`.
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "papers"
INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[(?P<cited>@[^\]]+)\]|\[\[(?P<target>[\w-]+)\]\]|\[\^(?P<note>\w+)\]"
    r"|\[(?P<words>[^\]]+)\]\((?P<href>[^)]+)\)"
)
NAMED = re.compile(r"\s*\{#(?P<id>[\w-]+)(?: alt=\"(?P<alt>[^\"]*)\")?\}\s*$")
FIGURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<file>[^)]+)\)(?P<rest>.*)$")


@cache
def papers():
    """Return [(front matter, blocks of Markdown)] of the sample papers, in their order."""
    found = []
    for path in sorted(FOLDER.glob("*.md")):
        _nothing, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        found.append((tomllib.loads(head), body))
    return found


@cache
def works():
    """Return {key: CSL-JSON} of the works that the sample papers cite."""
    return {one["id"]: one for one in json.loads((FOLDER / "works.json").read_text(encoding="utf-8"))}


def cited(body):
    """Return the keys of the works that a text cites."""
    return sorted(set(re.findall(r"@(\w+)", body)))


def text(body, *, keys=None, figures=None):
    """Return Markdown as the text of a paper (ProseMirror JSON).

    `keys` {key here: key in the list of references}, `figures` {file name: number of the picture}.
    """
    blocks = [block for block in re.split(r"\n\s*\n", body.strip()) if block.strip()]
    keys = keys or {}
    return {"type": "doc", "content": [node for block in blocks for node in _block(block, keys, figures or {})]}


def _block(block, keys, figures):
    lines = block.splitlines()
    first = lines[0]
    if first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        words, name = _named(first.lstrip("# "))
        return [{"type": "heading", "attrs": {"level": level, "id": name["id"]}, "content": _inline(words, keys)}]
    if first.startswith("|"):
        return [_table(lines, keys)]
    if first.startswith("!["):
        return _figure(first, keys, figures)
    if first.startswith("!!!"):
        _mark, kind, title = first.split(" ", 2)
        bold = [{"type": "text", "text": title, "marks": [{"type": "bold"}]}]
        words = " ".join(line.strip() for line in lines[1:])
        return [{"type": "callout", "attrs": {"kind": kind}, "content": [_paragraph(bold), _said(words, keys)]}]
    if first.startswith("> "):
        return [{"type": "blockquote", "content": [_said(" ".join(line[2:] for line in lines), keys)]}]
    if first.startswith("- ") or re.match(r"\d+\. ", first):
        items = [{"type": "listItem", "content": [_said(line.split(" ", 1)[1], keys)]} for line in lines]
        return [{"type": "bulletList" if first.startswith("- ") else "orderedList", "content": items}]
    if first.startswith("[^"):
        return [_footnote(line, keys) for line in lines]
    return [_said(" ".join(lines), keys)]


def _footnote(line, keys):
    name, words = line[2:].split("]: ", 1)
    return {"type": "footnote", "attrs": {"id": name}, "content": _inline(words, keys)}


def _figure(line, keys, figures):
    found = FIGURE.match(line)
    if found["file"] not in figures:
        return []
    name = NAMED.search(found["rest"])
    attrs = {"figure": figures[found["file"]], "alt": name["alt"], "id": name["id"]}
    return [{"type": "figure", "attrs": attrs, "content": _inline(found["caption"], keys)}]


def _table(lines, keys):
    caption, name = _named(lines[-1].removeprefix("Table: "))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[:-1]]
    rows.pop(1)
    content = [
        {
            "type": "tableRow",
            "content": [
                {"type": "tableHeader" if not number or not place else "tableCell", "content": [_said(cell, keys)]}
                for place, cell in enumerate(row)
            ],
        }
        for number, row in enumerate(rows)
    ]
    return {"type": "table", "attrs": {"id": name["id"], "caption": caption}, "content": content}


def _named(line):
    found = NAMED.search(line)
    return line[: found.start()], found.groupdict()


def _said(words, keys):
    return _paragraph(_inline(words, keys))


def _paragraph(content):
    return {"type": "paragraph", "content": content} if content else {"type": "paragraph"}


def _inline(words, keys, marks=()):
    found, at = [], 0
    for match in INLINE.finditer(words):
        found += _text(words[at : match.start()], marks)
        at = match.end()
        if match["bold"]:
            found += _inline(match["bold"], keys, (*marks, {"type": "bold"}))
        elif match["italic"]:
            found += _inline(match["italic"], keys, (*marks, {"type": "italic"}))
        elif match["cited"]:
            items = [{"key": keys.get(key, key)} for key in re.findall(r"@(\w+)", match["cited"])]
            found.append({"type": "citation", "attrs": {"items": items, "mode": "paren"}})
        elif match["target"]:
            found.append({"type": "crossRef", "attrs": {"target": match["target"]}})
        elif match["note"]:
            found.append({"type": "footnoteRef", "attrs": {"id": match["note"]}})
        else:
            found += _text(match["words"], (*marks, {"type": "link", "attrs": {"href": match["href"]}}))
    return found + _text(words[at:], marks)


def _text(words, marks):
    if not words:
        return []
    return [{"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}]
