"""How papers stand in the catalogue: publications for everybody, consultations for members, drafts for those who write.

One adapter for all three: a paper has one entry from its first day on, and its audience grows with its state.
"""

from django.utils.translation import gettext_lazy as _

from network.catalogue.adapters import adapter
from network.catalogue.facets import facet
from resources.papers.models import Author, Paper
from resources.papers.queries.shown import shown_publication

PAPER, DRAFT = "paper", "paper-draft"
KINDS = {
    "position-paper": _("Position paper"),
    "paper-report": _("Report"),
    "paper-brief": _("Brief"),
    "paper-article": _("Article draft"),
}
WORDS = dict(zip(("position", "report", "brief", "article"), KINDS, strict=True))
"""The words by which kinds of papers are found; the library has kinds of its own."""


def whole():
    """All papers with what their entries need."""
    return Paper.objects.select_related("lead").prefetch_related("cities", "authors__member", "publications__version")


@adapter(Paper, queryset=whole)
def entry(paper):
    """Return the fields of a paper's entry; of a published one what its newest version of record says."""
    publication = shown_publication(paper)
    about = publication.version.about if publication else {}
    language = about.get("language") or paper.language
    summary = about.get("abstract") or about.get("plain_summary") if publication else paper.abstract or paper.question
    is_open = "public" in paper.audience or "members" in paper.audience
    state = publication.state if publication else paper.state
    return {
        "kind": PAPER if is_open else DRAFT,
        "address": publication.get_absolute_url() if publication else paper.get_absolute_url(),
        "titles": {language: about.get("title") or paper.title},
        "summaries": {language: summary} if summary else {},
        "audience": paper.audience,
        "facets": [
            f"kind:{WORDS[paper.kind]}",
            f"state:{'published' if state == 'current' else state}",
            f"language:{language}",
            *(f"city:{city.slug}" for city in paper.cities.all()),
            *(f"topic:{word}" for word in paper.topics),
            *([f"year:{publication.published_at.year}"] if publication else []),
            *([f"licence:{paper.licence}"] if publication else []),
        ],
        "people": people(paper),
        "text": text_of(paper, publication),
        "languages": [language],
        "published_at": publication.published_at if publication else paper.state_since,
        "besides": [publication.doi, publication.number, publication.state] if publication else [paper.state],
    }


def people(paper):
    """Return the authors in their order, as they are printed."""
    return [
        {"name": one.name, "handle": one.member.handle if one.member else ""}
        for one in paper.authors.all()
        if one.part == Author.Part.AUTHOR and one.state == Author.State.ACCEPTED
    ]


def text_of(paper, publication):
    """Return the words by which a paper is found, "" where not all who find its entry may read its text.

    Of a publication those of its newest version of record; of a draft, and while cities are asked, those of the newest
    version that was kept. While somebody is invited, who sees the entry and not the text, a draft is found by its title
    and its question alone; while a text is signed members see that it is there, and read it once it is out.
    """
    from resources.papers.wording import plain

    if publication:
        return plain(publication.version.content)
    if "public" in paper.audience or ("members" in paper.audience and paper.state != Paper.State.CONSULTATION):
        return ""
    if paper.state != Paper.State.CONSULTATION and any(
        one.state == Author.State.INVITED and one.member_id for one in paper.authors.all()
    ):
        return ""
    newest = paper.versions.order_by("-number").values_list("content", flat=True).first()
    return plain(newest) if newest else ""


@facet("kind")
def kinds(words, language):
    """Label our kinds."""
    return {word: KINDS[word] for word in words if word in KINDS} | {
        word: label for word, label in ((PAPER, _("Paper")), (DRAFT, _("Draft of a paper"))) if word in words
    }


@facet("state", _("State"))
def states(words, language):
    """Label the states."""
    known = dict(Paper.State.choices)
    return {word: str(known[word]).capitalize() for word in words if word in known}
