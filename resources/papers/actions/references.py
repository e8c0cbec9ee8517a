"""The list of references: add, change, merge, take away. Citations name keys, so that a key never changes."""

import re

from anyascii import anyascii
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.access.rules import demand
from network.activity.actions import record
from resources.papers import citing
from resources.papers.actions.rows import among_us, home_of, locked
from resources.papers.activity import CITED
from resources.papers.citing.clean import year_of
from resources.papers.models import Gathering, Proposal, Reference
from resources.papers.queries import references as queries

MOST_REFERENCES = 3000


class Cited(Exception):
    """A work that the text cites cannot leave the list; `places` say where."""

    def __init__(self, places):
        super().__init__("cited")
        self.places = places


class Twin(Exception):
    """Another work of the list has this DOI already; `reference` is that one."""

    def __init__(self, reference):
        super().__init__("twin")
        self.reference = reference


class Full(Exception):
    """The list has as many works as it may have."""

    sentence = _("The list holds 3,000 works. Take some away that nobody cites.")


def key_for(paper, csl, taken=None):
    """Return a new key of a work within its paper: family name and year in plain letters, then a letter."""
    people = csl.get("author") or csl.get("editor") or [{}]
    name = people[0].get("family") or people[0].get("literal") or citing.plain_title(csl)
    word = re.sub(r"[^a-z0-9]", "", anyascii(name[:60]).lower())[:20] or "work"
    stem = f"{word}{year_of(csl) or ''}"
    if taken is None:
        taken = set(paper.references.filter(key__startswith=stem).values_list("key", flat=True))
    key, n = stem, 1
    while key in taken:
        n += 1
        key = f"{stem}-{n}"
    return key


@transaction.atomic
def add(paper, csl, *, by, entry=None):
    """Put a work into the list; returns (Reference, whether it is new there).

    The same work (by DOI, else by title and year) stands once: it is then given what it did not say yet. Raises Full.
    """
    paper = locked(paper)
    demand(by, "papers.cite", paper)
    reference, is_new = _put(paper, citing.cleaned(csl), by, entry)
    if is_new:
        record(CITED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), detail={"added": 1})
    return reference, is_new


def _put(paper, csl, by, entry=None):
    twin = queries.twin_of(paper, csl)
    if twin:
        return _fill(twin, csl, entry), False
    if paper.references.count() >= MOST_REFERENCES:
        raise Full
    reference = Reference(paper=paper, key=key_for(paper, csl), entry=entry, added_by=by)
    return _write(reference, csl), True


def _write(reference, csl):
    reference.csl = csl
    reference.doi = csl.get("DOI", "").lower()
    reference.title, reference.year = citing.plain_title(csl), year_of(csl)
    reference.save()
    return reference


def _fill(reference, csl, entry=None):
    """Give a reference what it did not say yet."""
    more = {name: value for name, value in csl.items() if name not in reference.csl}
    doi = more.get("DOI", "").lower()
    if doi and reference.paper.references.filter(doi=doi).exclude(pk=reference.pk).exists():
        del more["DOI"]
    if entry is not None and reference.entry_id is None:
        reference.entry = entry
    return _write(reference, reference.csl | more) if more or entry else reference


@transaction.atomic
def revise(paper, reference, csl, *, by):
    """Change what is said of a work; its key stays. Raises Twin where another work has its DOI."""
    paper = locked(paper)
    demand(by, "papers.cite", paper)
    reference = paper.references.select_for_update().get(pk=reference.pk)
    csl = citing.cleaned(csl)
    doi = csl.get("DOI", "").lower()
    twin = doi and paper.references.filter(doi=doi).exclude(pk=reference.pk).first()
    if twin:
        raise Twin(twin)
    _write(reference, csl)
    record(CITED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), detail={"changed": 1})
    return reference


@transaction.atomic
def remove(paper, reference, *, by):
    """Take a work off the list. Raises Cited while the text, or something proposed to it, cites it."""
    paper = locked(paper)
    demand(by, "papers.cite", paper)
    reference = paper.references.select_for_update().get(pk=reference.pk)
    places = queries.cited_keys(paper).get(reference.key)
    if places:
        raise Cited(places)
    reference.delete()
    record(CITED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), detail={"removed": 1})


@transaction.atomic
def merge(paper, reference, into, *, by):
    """Make one work of two: `into` stays, gets what it did not say, and what cited `reference` cites it from now on.

    The text changes as if somebody had typed it, in open proposals too; nothing else in it moves.
    """
    from network.live import texts

    paper = locked(paper)
    demand(by, "papers.cite", paper)
    demand(by, "papers.write", paper)
    reference = paper.references.select_for_update().get(pk=reference.pk)
    into = paper.references.select_for_update().exclude(pk=reference.pk).get(pk=into.pk)
    documents = [paper.document] if paper.document_id else []
    open_ones = paper.proposals.filter(state=Proposal.State.OPEN).select_related("document")
    documents += [one.document for one in open_ones]
    texts.hold(*documents)
    for document in documents:
        content = texts.read(document)
        if reference.key in citing.keys_in(content):
            texts.rewrite(document, renamed(content, reference.key, into.key), by=by)
    csl = reference.csl
    entry = reference.entry
    reference.delete()
    _fill(into, csl, entry)
    record(CITED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), detail={"merged": 1})
    return into


def renamed(node, old, new):
    """Return content in which citations name `new` instead of `old`; within one citation each work stands once."""
    if node.get("type") == "citation":
        items, seen = [], set()
        for item in (node.get("attrs") or {}).get("items") or ():
            item = item | {"key": new} if item.get("key") == old else item
            mark = (item.get("key"), item.get("locator"))
            if mark not in seen:
                items.append(item)
            seen.add(mark)
        return node | {"attrs": node["attrs"] | {"items": items}}
    if node.get("content"):
        return node | {"content": [renamed(child, old, new) for child in node["content"]]}
    return node


@transaction.atomic
def take(paper, gathering, numbers, *, by):
    """Put the rows `numbers` of a gathering into the list; returns (how many are new, how many were there)."""
    paper = locked(paper)
    demand(by, "papers.cite", paper)
    gathering = paper.gatherings.select_for_update().get(pk=gathering.pk, by=by)
    if gathering.done_at or gathering.state != Gathering.State.READY:
        return 0, 0
    new = known = 0
    for number, row in enumerate(gathering.rows):
        if number in numbers and row["fate"] != Gathering.UNREAD:
            is_new = _put(paper, citing.cleaned(row["csl"]), by)[1]
            new, known = new + is_new, known + (not is_new)
    _close(gathering)
    if new:
        record(CITED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), detail={"added": new})
    return new, known


@transaction.atomic
def discard(paper, gathering, *, by):
    """Leave a gathering be: nothing of it comes into the list."""
    _close(paper.gatherings.select_for_update().get(pk=gathering.pk, by=by))


def _close(gathering):
    from network.kit.clock import now

    gathering.done_at = now()
    gathering.sent = b""
    gathering.save(update_fields=["done_at", "sent"])
