"""Reads of a paper's list of references: what stands in it, what of it is cited and where, what else could be cited."""

import logging
from dataclasses import dataclass, field

from django.db.models import Q

from network.catalogue.models import Entry
from resources.papers import citing
from resources.papers.converting.pandoc import Fault
from resources.papers.models import Proposal, Reference

log = logging.getLogger(__name__)
MOST_FOUND = 12
AROUND = 60


@dataclass
class Row:
    """One work of the list: the row, how it is printed (safe HTML, "" where that failed), where the text cites it."""

    reference: Reference
    printed: str = ""
    paren: str = ""
    places: list = field(default_factory=list)


def as_csl(paper):
    """Return the list as CSL-JSON, each with its key as `id`, as versions keep it: in the order of the keys."""
    return [csl | {"id": key} for key, csl in paper.references.order_by("key").values_list("key", "csl")]


def live_content(paper):
    """Return the live text of a paper as content JSON, an empty text before its first line."""
    from network.live import texts

    if paper.document_id is None:
        return {"type": "doc", "content": []}
    return texts.read(paper.document)


def places_in(content):
    """Return {key: [{"heading", "before"}]}: where a text cites which work, with the words before it."""
    found, heading, before = {}, "", ""

    def walk(node):
        nonlocal heading, before
        kind = node.get("type")
        if kind in ("heading", "paragraph", "figure"):
            before = ""
        if kind == "text":
            before = (before + node.get("text", ""))[-AROUND:]
        elif kind == "citation":
            for item in (node.get("attrs") or {}).get("items") or ():
                found.setdefault(item.get("key"), []).append({"heading": heading, "before": before.strip()})
        for child in node.get("content") or ():
            walk(child)
        if kind == "heading":
            heading = before.strip()

    walk(content)
    return found


def cited_keys(paper):
    """Return {key: [where]} over the text and over what is proposed to it and still open."""
    from network.live import texts

    found = places_in(live_content(paper))
    for proposal in paper.proposals.filter(state=Proposal.State.OPEN).select_related("document"):
        for key, places in places_in(texts.read(proposal.document)).items():
            found.setdefault(key, [one | {"proposal": proposal} for one in places])
    return found


def rows(paper, references=None):
    """Return the Rows of a list in the order in which the paper's style prints it, those that nobody cites last."""
    references = list(references if references is not None else paper.references.all())
    content = live_content(paper)
    places = places_in(content)
    labels = labels_for(paper, references)
    made = []
    for one in references:
        label = labels.get(one.key, {})
        made.append(Row(one, label.get("entry", ""), label.get("paren", ""), places.get(one.key, [])))
    return sorted(made, key=lambda row: not row.places)


def labels_for(paper, references):
    """Return {key: {"paren", "text", "entry"}} of rows of the list, safe HTML; {} where they cannot be printed.

    `entry` is in the paper's style; a style of numbers has author and year in `paren` and `text`, since a number means
    nothing before the whole text is printed.
    """
    works = [one.csl | {"id": one.key} for one in references]
    try:
        labels = citing.labels_of(works, style=paper.citation_style, language=paper.language)
        if citing.style_of(paper.citation_style).is_numeric:
            named = citing.labels_of(works, style=citing.DEFAULT, language=paper.language)
            labels = {key: named[key] | {"entry": label["entry"]} for key, label in labels.items()}
    except Fault as fault:
        log.warning("the references of paper %s cannot be printed: %s", paper.pk, fault.detail)
        return {}
    return labels


def twin_of(paper, csl, *, but=None):
    """Return the reference of the list that is the same work: by DOI, else by title and year; None for a new one."""
    from resources.imports.normal import key_of, same_work

    others = paper.references.exclude(pk=but.pk) if but else paper.references.all()
    doi = csl.get("DOI", "").lower()
    if doi and (known := others.filter(doi=doi).first()):
        return known
    title, year = key_of(citing.plain_title(csl)), citing.clean.year_of(csl)
    if not title:
        return None
    for one in others.order_by("pk").only("pk", "key", "title", "year", "doi", "csl", "paper"):
        if key_of(one.title) == title and same_work(year, doi, one.year, one.doi):
            return one
    return None


def search(paper, words):
    """Return the references of the list in which all `words` stand: in title, names, year, journal, DOI or key."""
    wanted = words.casefold().split()
    found = []
    for one in paper.references.all():
        heap = _heap(one)
        if all(word in heap for word in wanted):
            found.append(one)
        if len(found) == MOST_FOUND:
            break
    return found


def _heap(reference):
    csl = reference.csl
    people = [part for role in ("author", "editor") for name in csl.get(role) or () for part in name.values()]
    some = [reference.key, reference.title, str(reference.year or ""), reference.doi, csl.get("container-title", "")]
    return " ".join([*some, *(str(one) for one in people)]).casefold()


def in_catalogue(member, words, paper=None):
    """Return the entries of the catalogue that can be cited and hold `words`, as `member` may see them."""
    from network.catalogue import search as index
    from network.interchange.works import sources

    found = index.find(words, member=member, size=MOST_FOUND * 2)
    own = str(paper.pk) if paper else ""
    kinds = [one for one in sources() if one in ("library.resource", "papers.paper")]
    return [hit.entry for hit in found.hits
            if hit.entry.source in kinds and not (hit.entry.source == "papers.paper" and hit.entry.source_id == own)
            ][:MOST_FOUND]  # fmt: skip


def csl_of_entry(entry, member):
    """Return a thing of the catalogue as CSL-JSON, {} for what cannot be cited."""
    from network.interchange.formats import csl
    from network.interchange.works import works_of

    work = works_of([entry], member).get((entry.source, str(entry.source_id)))
    return citing.cleaned(csl.data(work)) if work else {}


def seen_entry(member, pk):
    """Return an entry of the catalogue as `member` may see it, None if there is none."""
    return Entry.objects.visible_to(member).filter(pk=pk).first()


def in_other_papers(paper, member, words):
    """Return references of other papers in which `member` has a part and that hold `words`."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    others = in_my_papers(member).exclude(paper=paper)
    found, seen = [], set()
    for one in others.order_by("-at")[:2000]:
        mark = one.doi or (one.title.casefold(), one.year)
        if mark not in seen and all(word in _heap(one) for word in wanted):
            seen.add(mark)
            found.append(one)
        if len(found) == MOST_FOUND:
            break
    return found


def in_my_papers(member):
    """Return the references of all papers in which `member` has a part and whose text they may read."""
    from resources.papers.models import Author, Paper

    mine = Author.objects.filter(member=member, state=Author.State.ACCEPTED).values("paper")
    papers = Paper.objects.visible_to(member).filter(Q(lead=member) | Q(pk__in=mine))
    return Reference.objects.filter(paper__in=papers).select_related("paper", "entry")


def waiting(paper, member):
    """Return what `member` began to bring into the list and has not decided."""
    return paper.gatherings.filter(by=member, done_at=None)
