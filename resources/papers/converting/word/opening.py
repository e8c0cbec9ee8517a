"""A Word file as texts: as it was before its tracked changes and as it would be with them, its comments, its works."""

import json
import secrets
from dataclasses import dataclass, field

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop as _

from resources.papers.converting import pandoc
from resources.papers.converting.reading import read
from resources.papers.converting.word import changes, intake
from resources.papers.converting.word.cited import Works
from resources.papers.converting.word.package import (
    COMMENTS,
    DOCUMENT,
    EXTENDED,
    MOST_XML,
    W14,
    W15,
    Broken,
    Package,
    w,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_COMMENTS = 3000
NOT_WORD = _("This is no Word file (.docx). Open it in Word, save it as .docx, and upload that.")
OLD_WORD = _("This is an old Word file (.doc), or one with a password. Save it as .docx without a password.")
BROKEN = _("This Word file is damaged or incomplete. Open it in Word, save it again, and upload that.")
TOO_LONG = _("This text is too long to be read at once. Please split it.")


class Bad(Exception):
    """A file that cannot be read; `sentence` is for whoever sent it, in English, translated where it is shown."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass
class Opened:
    """What a Word file holds. `before` and `after`: Readings without and with what was changed in it.

    `threads`: [{"numbers", "closed", "comments": [{"name", "at", "text"}]}] (`comment` marks of the texts name one of
    the numbers); `written`: [{"name", "at", "before", "after"}]; `works`: {key in the file: CSL-JSON}; `stamp`: what we
    wrote into it when it left, "" for anybody else's; `left_out`: {what: how many}.
    """

    before: object
    after: object
    threads: list = field(default_factory=list)
    written: list = field(default_factory=list)
    works: dict = field(default_factory=dict)
    stamp: str = ""
    language: str = ""
    left_out: dict = field(default_factory=dict)
    package: Package | None = None

    @property
    def is_changed(self):
        """Whether the file holds tracked changes."""
        return self.before.content != self.after.content


def opened(data, *, known=()):
    """Return the Opened of a .docx (bytes). `known`: {(author, date)} of tracked changes that are ours, and put back.

    Raises Bad.
    """
    if data.startswith(OLE):
        raise Bad(OLD_WORD)
    if not data.startswith(b"PK"):
        raise Bad(NOT_WORD)
    try:
        package = Package(data)
        if package.size(DOCUMENT) > MOST_XML:
            raise Bad(TOO_LONG)
        return _opened(package, frozenset(known))
    except Broken as fault:
        raise Bad(TOO_LONG if "too large" in str(fault) else BROKEN) from fault
    except RecursionError as fault:
        raise Bad(BROKEN) from fault


def _opened(package, known):
    ours, works, salt = intake.ours(package), Works(package), secrets.token_hex(4)
    root = package.tree(DOCUMENT)
    if root.find(w("body")) is None:
        raise Broken("no body")
    made = [one for one in changes.found_in(root, changes.words_of) if (one["name"], one["at"]) not in known]
    before = _text(package, ours, works, salt, lambda author, at: False)
    after = before
    if _has_changes(root):
        after = _text(package, ours, works, salt, lambda author, at: (author, at) not in known)
    left_out = {}
    for reading, ready in (before, after):
        for what, n in (*reading.left_out.items(), *ready.left_out.items()):
            left_out[what] = max(n, left_out.get(what, 0))
    return Opened(
        before=before[0],
        after=after[0],
        threads=_threads(package),
        written=made,
        works=works.found,
        stamp=str(ours.get("stamp") or ""),
        language=before[1].language,
        left_out=left_out,
        package=package,
    )


def _has_changes(root):
    return any(True for _one in root.iter(w("ins"), w("del"), w("moveTo"), w("moveFrom"), w("cellIns"), w("cellDel")))


def _text(package, ours, works, salt, is_taken):
    ready = intake.ready(package, ours, works, is_taken)
    try:
        ast = json.loads(pandoc.run(ready.file, reads="docx", writes="json"))
    except pandoc.Fault as fault:
        raise Bad(BROKEN if fault.sentence == pandoc.BROKEN else TOO_LONG) from fault
    reading = read(ast, ready.table, salt)
    if ours or works.found:
        _without_list(reading, bool(ours))
    return reading, ready


def _without_list(reading, is_ours):
    """Take the list of references off the end: it is made anew from the works that are cited."""
    blocks = reading.content["content"]
    for place in range(len(blocks) - 1, -1, -1):
        one = blocks[place]
        if one["type"] == "heading" and is_ours and not reading.is_own(one):
            from resources.papers.converting.html.drawing import labels_in

            words = "".join(node.get("text", "") for node in one.get("content") or ())
            if words in {str(labels_in(code)["references"]) for code in ("en", "da", "es", "zh-hans")}:
                notes = [each for each in blocks[place:] if each["type"] == "footnote"]
                kept = [each for each in blocks[place + 1 :] if reading.is_own(each)]
                reading.content["content"] = (blocks[:place] + kept + notes) or [{"type": "paragraph"}]
            return


def _threads(package):
    """Return the comments of a file as threads: answers below what they answer."""
    if COMMENTS not in package:
        return []
    parents, done = {}, set()
    if EXTENDED in package:
        for one in package.tree(EXTENDED):
            key = one.get(f"{{{W15}}}paraId")
            parents[key] = one.get(f"{{{W15}}}paraIdParent")
            if one.get(f"{{{W15}}}done") in ("1", "true"):
                done.add(key)
    by_paragraph, threads = {}, []
    for one in [*package.tree(COMMENTS)][:MOST_COMMENTS]:
        paragraphs = one.findall(f".//{w('p')}")
        keys = [each.get(f"{{{W14}}}paraId") for each in paragraphs if each.get(f"{{{W14}}}paraId")]
        words = "\n".join(changes.words_of(each) for each in paragraphs).strip()
        at = parse_datetime(one.get(w("date")) or "") if one.get(w("date")) else None
        comment = {"name": (one.get(w("author")) or "")[:200], "at": at, "text": words[:5000]}
        parent = next((parents[key] for key in keys if parents.get(key)), None)
        thread = by_paragraph.get(parent)
        if thread is None:
            thread = {"numbers": [], "closed": any(key in done for key in keys), "comments": []}
            threads.append(thread)
        thread["numbers"].append(one.get(w("id")))
        if words:
            thread["comments"].append(comment)
        for key in keys:
            by_paragraph[key] = thread
    return [one for one in threads if one["comments"]]


def stamp_in(data):
    """Return what we wrote into a file when it left, "" for anybody else's. Raises Bad."""
    try:
        return str(intake.ours(Package(data)).get("stamp") or "") if data.startswith(b"PK") else ""
    except Broken as fault:
        raise Bad(BROKEN) from fault
