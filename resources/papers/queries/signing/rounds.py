"""Rounds of signing: which text, who stands by it, whose signature no longer holds and why."""

from dataclasses import dataclass

from django.db.models import Max

from network.live.models import Update
from resources.papers.models import Author, Departure, Round, Signature, Version
from resources.papers.queries.signing.declaring import authors_of


def round_of(paper):
    """Return the open Round of a paper with its version, or None."""
    return Round.objects.filter(paper=paper, ended_at=None).select_related("version", "by").first()


def last_round(paper):
    """Return the newest Round of a paper, open or over, or None."""
    return Round.objects.filter(paper=paper).select_related("version", "by").order_by("-at", "-pk").first()


def latest_signatures(paper):
    """Return {author id: newest Signature on any version}."""
    rows = Signature.objects.filter(author__paper=paper).select_related("version").order_by("at", "pk")
    return {row.author_id: row for row in rows}


@dataclass
class Seat:
    """One author in a round.

    `state`: "signed"; "reopened" (stood by this version, the text has changed since); "again" (stood by an earlier
    version); "refused"; "leaves"; "waits". `signature` is the newest, whatever it is bound to.
    """

    author: Author
    state: str
    signature: Signature | None = None
    departure: Departure | None = None

    @property
    def is_open(self):
        """Whether an answer of this author is wanted."""
        return self.state in ("waits", "again", "reopened")


def board(round, *, changed=False):
    """Return a Seat for each author of the round's paper.

    `changed`: whether the live text is another than the round's; then nobody's signature holds for what would be
    printed. An author who has not signed yet is not re-opened: there is nothing to open.
    """
    newest = latest_signatures(round.paper)
    leaving = {one.author_id: one for one in round.departures.order_by("at")}
    return [
        Seat(author, _state(newest.get(author.pk), round.version, changed), newest.get(author.pk),
             leaving.get(author.pk))
        for author in authors_of(round.paper)
    ]  # fmt: skip


def _state(signature, version, changed):
    if signature is None:
        return "waits"
    if signature.answer == Signature.Answer.LEAVE:
        return "leaves"
    if signature.fingerprint != version.fingerprint:
        return "again" if signature.is_yes else "waits"
    if not signature.is_yes:
        return "refused"
    return "reopened" if changed else "signed"


def last_known(author, before):
    """Return the newest Version of the paper that this author surely knew before the version `before`, or None.

    That is the one they signed last; else the newest one that was kept up to the last words they wrote themselves.
    """
    signed = (
        Signature.objects.filter(author=author, version__number__lt=before.number, answer__in=Signature.YES)
        .select_related("version")
        .order_by("-version__number", "-at")
        .first()
    )
    if signed:
        return signed.version
    paper = before.paper
    if author.member_id is None or paper.document_id is None:
        return None
    rows = Update.objects.filter(document=paper.document_id, member=author.member_id, seq__lte=before.seq)
    wrote = rows.aggregate(last=Max("seq"))["last"]
    if wrote is None:
        return None
    earlier = Version.objects.filter(paper=paper, number__lt=before.number, seq__lte=wrote)
    return earlier.order_by("-number").first()
