"""What the page of the editor is told: who may do what, whose sections these are, which pictures there are."""

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from network.access.rules import may
from network.files.models import StoredFile
from network.kit.words import language_name
from network.live import texts
from resources.library.models import Resource
from resources.papers import citing
from resources.papers.access.people import part_of
from resources.papers.actions.writing import SHOWN
from resources.papers.models import Author, Figure, Proposal
from resources.papers.queries.editor_words import editor_words

SCHEMA = 1
MOST_PICTURES = 24
ROLES = ("edit", "comment", "read")
LANGUAGES = ("en", "da", "es", "zh", "pt", "fr", "de", "it", "ar", "hi", "ja", "ko", "ru", "vi", "pa", "tl", "so", "la")


def role_of(member, paper, proposal=None):
    """Return "edit", "comment" or "read": what the socket will grant too. It has the last word, not this page."""
    if proposal is not None:
        if may(member, "papers.revise_proposal", proposal):
            return "edit"
        return "comment" if may(member, "papers.comment", paper) and proposal.state == Proposal.State.OPEN else "read"
    if paper.document.is_frozen:
        return "read"
    if may(member, "papers.write", paper):
        return "edit"
    return "comment" if may(member, "papers.comment", paper) else "read"


def own_proposal(member, paper):
    """Return the open suggestions that `member` writes in, None where there are none."""
    mine = Proposal.objects.filter(paper=paper, state=Proposal.State.OPEN, origin=Proposal.Origin.LIVE)
    return mine.filter(by=member).select_related("document").order_by("is_shared", "pk").first()


def facts(paper, member, proposal=None):
    """Return what the editor's script needs, as plain JSON."""
    return {
        "paper": paper.pk,
        "title": paper.title,
        "language": paper.language,
        "schema": SCHEMA,
        "main": text_of(member, paper),
        "branch": text_of(member, paper, proposal) if proposal else None,
        "mayPropose": bool(may(member, "papers.propose", paper)),
        "mayComment": bool(may(member, "papers.comment", paper)),
        "mayCite": bool(may(member, "papers.cite", paper)),
        "member": {"id": member.pk, "name": member.called_by(member)},
        "sections": sections(paper, member),
        "located": {one: citing.spoken_place("%(place)s", one, paper.language) for one in citing.LABELS},
        "languages": [{"code": code, "name": language_name(code)} for code in LANGUAGES],
        "addresses": addresses(paper),
        "words": editor_words(),
    }


def text_of(member, paper, proposal=None):
    """Return how the script opens one text: the main one, or the branch of a proposal."""
    document = proposal.document if proposal else paper.document
    return {
        "document": str(document.pk),
        "epoch": document.epoch,
        "role": role_of(member, paper, proposal),
        "proposal": proposal.pk if proposal else None,
        "name": (proposal.title or "") if proposal else "",
        "by": proposal.by.called_by(member) if proposal and proposal.by else "",
        "mine": bool(proposal and proposal.by_id == member.pk),
        "base": reverse("papers:base", args=[paper.pk, proposal.pk]) if proposal else None,
    }


def base_of(proposal):
    """Return (number in the log, text) of what suggestions are compared with: the main text as the branch has it."""
    return proposal.followed, texts.read(proposal.paper.document, proposal.followed)


def sections(paper, member):
    """Return the planned sections that have writers: whose they are decides who writes and who suggests there."""
    lead = part_of(member, paper) == "lead"
    rows = []
    for section in paper.sections.exclude(anchor="").prefetch_related("writers__member"):
        writers = [one for one in section.writers.all() if one.state == Author.State.ACCEPTED and one.member_id]
        if writers:
            mine = lead or any(one.member_id == member.pk for one in writers)
            names = [one.member.called_by(member) for one in writers]
            rows.append({"anchor": section.anchor, "title": section.title, "mine": mine, "writers": names})
    return rows


def addresses(paper):
    """Return the addresses that the script asks; what another topic has not built is missing, and so is its button."""
    found = {"socket": f"/ws/papers/{paper.pk}/"}
    names = {
        **dict.fromkeys(("write", "figures", "pictures", "paper", "history", "references", "references_from_library")),
        **{"search_references": "search_references", "threads": "threads", "proposals": "proposals"},
        **{"begin_proposal": "begin_proposal", "people": "people_named"},
    }
    for key, name in names.items():
        try:
            found[key] = reverse(f"papers:{name or key}", args=[paper.pk])
        except NoReverseMatch:
            continue
    return found


def figures(paper):
    """Return the pictures of a paper as JSON rows, with what a page needs to show them."""
    return [row(one) for one in Figure.objects.filter(paper=paper).select_related("file")]


def row(figure):
    """Return one picture as the script and the renderer know it."""
    return {
        "figure": figure.pk,
        "name": figure.file.name,
        "alt": figure.alternative,
        "address": reverse("papers:figure", args=[figure.paper_id, figure.pk]),
    }


def pictures(member, words):
    """Return pictures of the library that `member` may take: of published resources, found by words of a name."""
    resources = Resource.objects.visible_to(member).filter(state=Resource.State.PUBLISHED)
    files = StoredFile.objects.served().filter(content_type__in=SHOWN, editions__resource__in=resources)
    for word in words.split()[:6]:
        files = files.filter(Q(name__icontains=word) | Q(editions__resource__texts__title__icontains=word))
    found = files.distinct().order_by("-created_at", "pk").prefetch_related("editions__resource")[:MOST_PICTURES]
    rows = []
    for file in found:
        small = file.pictures.filter(number=0).first()
        home = file.editions.all()[0].resource
        rows.append(
            {
                "file": str(file.pk),
                "name": file.name,
                "from": home.title,
                "address": small.get_absolute_url() if small else file.get_absolute_url(),
            }
        )
    return rows
