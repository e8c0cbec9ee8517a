"""What papers hold about a person: papers led and written, declarations, signatures, words said; what becomes of it.

Who leaves an unfinished paper by being erased leaves its list of authors; what was written stays in the text, under
nobody's name. A version of record is printed and signed: names stay in it as they were, and in the lists around it as
the person chose.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.catalogue import actions as catalogue
from network.kit.personal import FORMER, erases, exports, plain
from network.live.models import Client, Document, Update
from resources.papers.actions.rows import spread
from resources.papers.models import (
    Author,
    Comment,
    Declaration,
    Gathering,
    Paper,
    Proposal,
    Reference,
    Section,
    Signature,
    Thread,
    WordFile,
)

COLUMNS = [
    *("papers.Paper.lead", "papers.Author.member", "papers.Author.invited_by", "papers.Comment.by"),
    *("papers.Proposal.by", "papers.Thread.by", "live.Update.member", "live.Client.member"),
    *("papers.Gathering.by", "papers.WordFile.by", "papers.Reference.added_by"),
]


@exports("papers", _("Papers"), holds=COLUMNS)
def mine(member):
    """Papers in which the member has a part, with what they declared, signed, planned, said and suggested."""
    rows = Author.objects.filter(member=member).select_related("paper").order_by("pk")
    return {
        "led": [_paper(one) for one in Paper.objects.filter(lead=member).order_by("pk")],
        "parts": [
            {"paper": row.paper.title if row.state != Author.State.LEFT else "", "number": row.paper_id}
            | plain(row, "part", "state", "position", "is_corresponding", "name", "affiliation", "ror", "orcid")
            | plain(row, "at", "answered_at")
            | {
                "roles": [plain(one, "role", "degree", "confirmed_at") for one in row.contributions.all()],
                "sections": [one.title for one in Section.objects.filter(writers=row)],
                "declarations": [
                    plain(one, "has_interests", "interests", "answers", "funding", "criteria", "words", "at")
                    for one in Declaration.objects.filter(author=row)
                ],
                "signatures": [
                    plain(one, "fingerprint", "answer", "note", "may_be_thanked", "criteria", "words", "at")
                    for one in Signature.objects.filter(author=row)
                ],
            }
            for row in rows
        ],
        "invited_by_me": list(
            Author.objects.filter(invited_by=member).exclude(member=member).values_list("pk", flat=True)
        ),
        "comments": [
            plain(one, "text", "at", "edited_at") | {"paper": one.thread.paper_id}
            for one in Comment.objects.filter(by=member).select_related("thread").order_by("pk")
        ],
        "threads_begun": list(Thread.objects.filter(by=member).order_by("pk").values_list("pk", flat=True)),
        "suggestions": [
            plain(one, "title", "state", "origin", "at", "closed_at") | {"paper": one.paper_id}
            for one in Proposal.objects.filter(by=member).order_by("pk")
        ],
        "references_added": list(
            Reference.objects.filter(added_by=member).order_by("pk").values("paper", "key", "title", "at")
        ),
        "references_on_their_way": [
            plain(one, "name", "doi", "state", "at", "done_at") | {"paper": one.paper_id}
            for one in Gathering.objects.filter(by=member).order_by("pk")
        ],
        "word_files": [
            plain(one, "is_new", "state", "problem", "at", "done_at") | {"paper": one.paper_id, "file": one.file.name}
            for one in WordFile.objects.filter(by=member).select_related("file").order_by("pk")
        ],
        "edits": _edits(member),
    }


def _paper(paper):
    return {"number": paper.pk, "address": paper.get_absolute_url()} | plain(
        paper, "title", "kind", "state", "language", "question", "abstract", "plain_summary", "created_at"
    )


def _edits(member):
    """Return how often the member wrote in each shared text; the words themselves are those of the paper."""
    rows = Update.objects.filter(member=member).order_by().values_list("document__subject", flat=True)
    counts = {}
    for subject in rows.iterator():
        counts[subject] = counts.get(subject, 0) + 1
    return counts


@erases("papers", order=45, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Throw away drafts that nobody shares; let others go on with the rest, under a new lead and without the name."""
    for paper in Paper.objects.filter(lead=member).order_by("pk"):
        _give_on(paper, member)
    for row in Author.objects.filter(member=member).select_related("paper"):
        if row.paper.publications.exists():
            row.member = None
            if not keep_authorship:
                row.name, row.orcid, row.affiliation, row.ror, row.city = FORMER, "", "", "", None
            row.save()
        else:
            row.delete()
        spread(row.paper)
    Author.objects.filter(invited_by=member).update(invited_by=None)
    for model in (Comment, Proposal, Thread):
        model.objects.filter(by=member).update(by=None)
    Reference.objects.filter(added_by=member).update(added_by=None)
    for model in (Gathering, WordFile):
        model.objects.filter(by=member).delete()
    for model in (Update, Client):
        model.objects.filter(member=member).update(member=None)


def _give_on(paper, member):
    """Let the next author lead; a draft without one goes, with its text."""
    rows = paper.authors.filter(part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    heir = rows.exclude(member=member).exclude(member=None).order_by("position", "pk").first()
    if heir is None and paper.state == Paper.State.DRAFTING and not paper.publications.exists():
        catalogue.withdraw(paper)
        _throw_away(paper)
        return
    paper.lead = heir.member if heir else None
    paper.save(update_fields=["lead", "changed_at"])
    spread(paper)


def _throw_away(paper):
    """Delete a draft of which nobody else writes, and its text with its log: here alone, and in no other place."""
    texts = Document.objects.filter(subject=f"papers.paper:{paper.pk}")
    ids = list(texts.values_list("pk", flat=True))
    paper.proposals.all().delete()
    paper.consultations.all().delete()
    paper.delete()
    Update.objects.filter(document__in=ids).delete()
    Document.objects.filter(pk__in=ids, parent__isnull=False).delete()
    Document.objects.filter(pk__in=ids).delete()
