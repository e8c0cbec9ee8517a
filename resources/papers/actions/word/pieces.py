"""What a Word file brings beside words: pictures, cited works, comments; each finds its row."""

import hashlib
import posixpath

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from network.files import actions as files
from network.files import terms
from network.live import texts
from resources.papers.actions import references
from resources.papers.actions.talking import anchors
from resources.papers.actions.talking.threads import new_key
from resources.papers.actions.writing import SHOWN
from resources.papers.converting.word.package import Broken
from resources.papers.models import Comment, Figure, Thread
from resources.papers.queries.word import name_of

LARGEST_PICTURE = 20 * 1024 * 1024
MOST_PICTURES = 300


class Pictures:
    """The pictures of one Word file as figures of a paper; the same bytes are one figure."""

    def __init__(self, paper, package, by, told):
        self.paper, self.package, self.by, self.told = paper, package, by, told
        self.made = {}

    def figure_of(self, path, alt):
        """Return the number of the figure for a picture in the file, None for one that cannot be shown."""
        name = posixpath.normpath(posixpath.join("word", path))
        infos = self.package.infos
        if name not in infos or len(self.made) >= MOST_PICTURES:
            return self._miss("pictures")
        if infos[name].file_size > LARGEST_PICTURE:
            return self._miss("large pictures")
        try:
            data = self.package.read(name, LARGEST_PICTURE)
        except Broken:
            return self._miss("pictures")
        seal = hashlib.sha256(data).hexdigest()
        if seal not in self.made:
            self.made[seal] = self._kept(posixpath.basename(name), data, alt)
        return self.made[seal]

    def _kept(self, name, data, alt):
        try:
            file = files.accept_upload(self.by, SimpleUploadedFile(name, data))
        except (terms.Refused, terms.TooMany):
            return self._miss("pictures")
        if file.content_type not in SHOWN:
            files.remove(file)
            return self._miss("pictures")
        files.share(file, audience=self.paper.audience)
        figure = Figure.objects.create(paper=self.paper, file=file, alternative=alt[:1000], added_by=self.by)
        return figure.pk

    def _miss(self, what):
        self.told[what] = self.told.get(what, 0) + 1


def keys_of_works(paper, works, by):
    """Return {key in the file: key in the list} for works that a file cites; new ones come into the list."""
    known = set(paper.references.values_list("key", flat=True))
    found = {}
    for key, csl in works.items():
        if key in known:
            found[key] = key
            continue
        try:
            reference, _new = references.add(paper, csl, by=by)
        except references.Full:
            continue
        found[key] = reference.key
    return found


def fitted(content, *, pictures, works, own_figures, threads=None):
    """Return content as it may be kept: figures with their numbers, citations with our keys, comments as `threads` say.

    `threads` {number in the file: key}; without it comments are left out.
    """

    def walk(node):
        kind, attrs = node.get("type"), node.get("attrs") or {}
        if kind == "figure":
            path, number = attrs.get("_media"), attrs.get("figure")
            if number not in own_figures and path:
                number = pictures.figure_of(path, attrs.get("alt") or "")
            attrs = {name: value for name, value in attrs.items() if name not in ("_media", "figure")}
            node = node | {"attrs": attrs | ({"figure": number} if number else {})}
        elif kind == "citation":
            items = [item | {"key": works[item["key"]]} for item in attrs.get("items") or () if item["key"] in works]
            node = node | {"attrs": attrs | {"items": items}}
        if node.get("marks"):
            marks = []
            for mark in node["marks"]:
                if mark["type"] == "comment":
                    key = (threads or {}).get(mark["attrs"]["thread"])
                    if not key or any(one.get("attrs") == {"thread": key} for one in marks):
                        continue
                    mark = {"type": "comment", "attrs": {"thread": key}}
                marks.append(mark)
            node = {name: value for name, value in node.items() if name != "marks"} | (
                {"marks": marks} if marks else {}
            )
        if node.get("content"):
            node = node | {"content": [walk(child) for child in node["content"]]}
        return node

    return walk(content)


def passages(content):
    """Return {number of a comment: {"quote", "before", "after"}} of the `comment` marks in a text as it was read."""
    found = {}
    for _path, block in anchors.textblocks(content):
        at, spans, words = 0, {}, ""
        for node in block.get("content") or ():
            text = node.get("text", "") if node["type"] == "text" else anchors.inline_words(node)
            for mark in node.get("marks") or ():
                if mark["type"] == "comment":
                    span = spans.setdefault(mark["attrs"]["thread"], [at, at])
                    span[1] = at + len(text)
            words += text
            at += len(text)
        for number, (start, end) in spans.items():
            if number not in found:
                quote = words[start:end].strip()
                around = {"before": words[max(0, start - 100) : start], "after": words[end : end + 100]}
                found[number] = {"quote": quote[:2000], **around}
            else:
                found[number]["quote"] = (found[number]["quote"] + "\n" + words[start:end].strip())[:2000]
    return found


def said_of(paper):
    """Return {(name, words): Thread} of the comments that a paper has: what went out with a file is known by it."""
    rows = Comment.objects.filter(thread__paper=paper).select_related("by", "thread")
    return {(name_of(one.by, one.name), _even(one.text)): one.thread for one in rows}


def _even(words):
    return " ".join(words.split())


def keep_threads(paper, threads, places, *, by, branch=None):
    """Keep the comments of a Word file: answers at their threads, new ones at their passages; returns how many are new.

    A passage is looked for in the text, then in `branch` (a Proposal's document); where it stands in neither, the
    thread keeps its quote and says so.
    """
    known, new = said_of(paper), 0
    texts.hold(*(document for document in (paper.document, branch) if document is not None))
    main = texts.read(paper.document)
    other = texts.read(branch) if branch is not None else None
    for one in threads:
        thread = next((known[key] for key in _keys(one) if key in known), None)
        fresh = [each for each in one["comments"] if (each["name"], _even(each["text"])) not in known]
        if not fresh:
            continue
        if thread is None:
            place = next((places[number] for number in one["numbers"] if number in places), {})
            thread = Thread(paper=paper, document=paper.document, key=new_key(), by=None, is_detached=True,
                            at=fresh[0]["at"] or timezone.now(), **_cut(place))  # fmt: skip
            found = anchors.find(main, thread.quote, thread.before, thread.after) if thread.quote else None
            there = None if found or other is None else anchors.find(other, thread.quote, thread.before, thread.after)
            if found:
                main, thread.is_detached = anchors.marked(main, found, thread.key), False
            elif there:
                other, thread.is_detached = anchors.marked(other, there, thread.key), False
                thread.document = branch
            if one["closed"]:
                thread.closed_at, thread.outcome = timezone.now(), Thread.Outcome.ANSWERED
            thread.save()
        for each in fresh:
            Comment.objects.create(thread=thread, by=None, name=each["name"] or "?", text=each["text"],
                                   at=each["at"] or timezone.now())  # fmt: skip
            new += 1
    if new and not paper.document.is_frozen:
        texts.rewrite(paper.document, main, by=by)
    if new and branch is not None:
        texts.rewrite(branch, other, by=by)
    return new


def _keys(one):
    return [(each["name"], _even(each["text"])) for each in one["comments"]]


def _cut(place):
    return {"quote": place.get("quote", "")[:2000], "before": place.get("before", "")[-200:],
            "after": place.get("after", "")[:200]}  # fmt: skip
