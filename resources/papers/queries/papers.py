"""Reads of papers as a whole: whose they are, how far they are, what waits."""

from dataclasses import dataclass, field

from django.db.models import Q

from network.kit import clock
from network.live import texts
from resources.papers.models import Author, Paper
from resources.papers.wording import count_words, outline

PAGE = 30
ORDER = (
    Paper.State.DRAFTING,
    Paper.State.REVIEW,
    Paper.State.CONSULTATION,
    Paper.State.SIGNING,
    Paper.State.PUBLISHED,
)
"""The way of a paper; corrections and withdrawals come after it."""


def of(member):
    """Return the papers in which `member` has a part or is asked to take one, the last touched first."""
    mine = Author.objects.filter(member=member, state__in=[Author.State.ACCEPTED, Author.State.INVITED])
    return Paper.objects.filter(Q(lead=member) | Q(pk__in=mine.values("paper"))).order_by("-changed_at", "-pk")


def rows_of(papers, member):
    """Return `papers` as a list with what a line of the list shows; each knows `my_part` and `is_invited`."""
    rows = list(papers.select_related("lead").prefetch_related("cities", "authors__member"))
    for paper in rows:
        mine = next((one for one in paper.authors.all() if one.member_id == member.pk), None)
        paper.is_invited = mine is not None and mine.state == Author.State.INVITED
        paper.my_part = "lead" if paper.lead_id == member.pk else mine.part if mine else ""
    return rows


@dataclass
class Text:
    """What the overview says of the text: its words, its headings, when it was touched last."""

    words: int = 0
    headings: list = field(default_factory=list)
    changed_at: object = None

    def words_of(self, section):
        """Return the number of words below the heading of a planned section, and its smaller headings; None if gone."""
        total, level = None, 0
        for row in self.headings:
            if total is None:
                if section.anchor and row["id"] == section.anchor:
                    total, level = row["words"], row["level"]
            elif row["level"] <= level:
                break
            else:
                total += row["words"]
        return total


def text_of(paper):
    """Return the Text of a paper as it is now."""
    if paper.document_id is None:
        return Text()
    content = content_of(paper)
    return Text(count_words(content), outline(content), paper.document.changed_at)


def content_of(paper):
    """Return the text of a paper as it is now, as ProseMirror JSON."""
    return texts.read(paper.document)


def plan_of(paper, text):
    """Return the sections of the plan, each with `written` (words so far, None: no heading) and `is_late`."""
    today = clock.now().date()
    sections = list(paper.sections.prefetch_related("writers__member"))
    for section in sections:
        section.written = text.words_of(section)
        section.is_late = bool(section.due_on and section.due_on < today and not is_full(section))
    return sections


def is_full(section):
    """Say whether a section has the words that were planned, or near them."""
    return bool(section.written) and section.written >= 0.8 * (section.words or 1)
