"""What the overview of a paper shows to one reader."""

from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from network.access.rules import may
from network.activity.models import Activity
from network.kit.words import as_day, own_day, today
from resources.library import vocabulary
from resources.papers.access.people import part_of
from resources.papers.actions import states
from resources.papers.actions.room import key_of
from resources.papers.activity import MOVED
from resources.papers.models import Author, Comment, Paper
from resources.papers.queries import papers
from resources.papers.queries.papers import ORDER

State = Paper.State
WRITTEN = (State.DRAFTING, State.REVIEW, State.CONSULTATION)


@dataclass
class Overview:
    """All that stands on the page of one paper, as one reader may know it."""

    steps: list = field(default_factory=list)
    history: list = field(default_factory=list)
    next: str = ""
    licence: str = ""
    authors: list = field(default_factory=list)
    reviewers: list = field(default_factory=list)
    thanked: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    invitation: Author | None = None
    mine: Author | None = None
    plan: list = field(default_factory=list)
    text: papers.Text = field(default_factory=papers.Text)
    may_read: bool = False
    talk: list = field(default_factory=list)
    may_say: bool = False
    moves: list = field(default_factory=list)
    waits: list = field(default_factory=list)
    links: list = field(default_factory=list)


def of(paper, member):
    """Return the Overview of `paper` for `member`."""
    seen = Overview(next=what_comes(paper), licence=licence_of(paper))
    _people(seen, paper, member)
    moves = list(
        Activity.objects.filter(kind=MOVED, subject="papers.paper", subject_id=str(paper.pk)).select_related("by")
    )
    seen.steps = steps_of(paper, moves)
    seen.history = [_said(paper, one, member) for one in moves]
    seen.may_read = bool(may(member, "papers.read", paper))
    if seen.may_read:
        seen.text = papers.text_of(paper)
    if part_of(member, paper) or seen.invitation:
        seen.plan = papers.plan_of(paper, seen.text)
    seen.links = links_of(paper, member, seen.may_read)
    seen.may_say = bool(may(member, "papers.say", paper))
    if seen.may_say or seen.may_read:
        seen.talk = _talk(paper, member)
    if may(member, "papers.lead", paper):
        seen.moves = moves_of(paper, member)
    seen.waits = waits_of(paper, seen)
    return seen


def _talk(paper, member):
    comments = Comment.objects.filter(thread__key=key_of(paper)).select_related("by__home_city").order_by("at", "pk")
    return [
        {
            "at": one.at,
            "by": one.by.called_by(member) if one.by else one.name or _("a former member"),
            "city": one.by.home_city if one.by else None,
            "text": "" if one.removed_at else one.text,
        }
        for one in comments
    ]


def moves_of(paper, member):
    """Return [(state, what the button says, what stands in the way)] of the steps that the lead takes on this page."""
    offered = {
        State.DRAFTING: [(State.REVIEW, _("Give it to internal review"))],
        State.REVIEW: [(State.DRAFTING, _("Take it back to the authors"))],
    }.get(paper.state, [])
    return [(state, label, states.in_the_way(paper, state, member)) for state, label in offered]


def waits_of(paper, seen):
    """Return [(sentence, address)] of what waits for the reader in this paper."""
    found = []
    if _is_to_sign(paper, seen.mine):
        found.append((_("Your signature is wanted."), reverse("papers:sign", args=[paper.pk])))
    if seen.mine is not None:
        for one in seen.plan:
            if seen.mine in one.writers.all() and not papers.is_full(one) and paper.state in WRITTEN:
                words = _("Your section “%(section)s” is late.") if one.is_late else _("You write “%(section)s”.")
                found.append((words % {"section": one.title}, f"#section-{one.pk}"))
    return found


def _is_to_sign(paper, mine):
    """Whether the text that is put up waits for the name of this author."""
    if mine is None or mine.part != Author.Part.AUTHOR or paper.state != State.SIGNING:
        return False
    wanted = paper.rounds.filter(ended_at=None).values("version__fingerprint")
    return bool(wanted) and not mine.signatures.filter(fingerprint__in=wanted).exists()


def licence_of(paper):
    """Return the name of a paper's licence."""
    known = vocabulary.LICENCES.get(paper.licence)
    return str(known.label) if known else paper.licence


def _people(seen, paper, member):
    for row in paper.authors.select_related("member__home_city", "city").order_by("position", "pk"):
        if row.member_id and row.member_id == member.pk:
            seen.mine = row
        if row.state == Author.State.INVITED:
            seen.asked.append(row)
            if seen.mine is row:
                seen.invitation = row
        elif row.state == Author.State.ACCEPTED:
            shelf = {"author": seen.authors, "reviewer": seen.reviewers, "thanked": seen.thanked}[row.part]
            shelf.append(row)


def steps_of(paper, moves):
    """Return the way of a paper for `components/way.html`, each step with the day on which it was reached last."""
    days = {State.DRAFTING: paper.created_at}
    for one in sorted(moves, key=lambda move: move.at):
        days[one.detail.get("state")] = one.at
    here = ORDER.index(paper.state) if paper.state in ORDER else len(ORDER) - 1
    labels = dict(State.choices)
    found = []
    for number, state in enumerate(ORDER):
        label, day = str(labels[state]).capitalize(), days.get(state) if number <= here else None
        found.append(
            {
                "label": f"{label}, {own_day(as_day(day), today())}" if day else label,
                "state": "done" if number < here else "now" if number == here else "",
            }
        )
    return found


def what_comes(paper):
    """Return what comes next, in a sentence."""
    return {
        State.DRAFTING: _("It is written. When the text stands, it goes to its reviewers."),
        State.REVIEW: _("Its reviewers read it and comment. Then the cities are asked, or the authors sign."),
        State.CONSULTATION: _("The cities read it and say whether they endorse it. Then the authors sign."),
        State.SIGNING: _("Each author reads the exact text and signs it. When all have signed, it is published."),
        State.PUBLISHED: _("It is published. A correction is a new version."),
        State.CORRECTED: _("A corrected version has taken its place."),
        State.SUPERSEDED: _("A newer paper has taken its place."),
        State.WITHDRAWN: _("It was withdrawn. Its text stays readable, marked as such."),
    }[paper.state]


def _said(paper, activity, member):
    labels = dict(State.choices)
    text = str(labels.get(activity.detail.get("state"), "")).capitalize()
    reason = activity.detail.get("reason", "")
    return {
        "at": activity.at,
        "by": activity.by.called_by(member) if activity.by else "",
        "text": f"{text}. {reason}" if reason else text,
    }


def links_of(paper, member, may_read):
    """Return [(label, address, is the first act)] of the pages around a paper that the reader may open."""
    offered = []
    if may_read:
        if may(member, "papers.write", paper):
            offered.append(("write", _("Write")))
        elif may(member, "papers.propose", paper):
            offered.append(("write", _("Read, comment and suggest")))
        else:
            offered.append(("write", _("Read")))
        offered += [("comments", _("Comments")), ("proposals", _("Suggestions"))]
        if may(member, "papers.history", paper):
            offered.append(("history", _("History")))
        offered += [("references", _("References")), ("word", _("Word file"))]
        if paper.state in (State.CONSULTATION, State.SIGNING, State.PUBLISHED) or part_of(member, paper) == "lead":
            offered.append(("sign", _("Sign and consult")))
    if may(member, "papers.lead", paper) and paper.state in (*WRITTEN, State.SIGNING):
        offered.append(("about", _("Title and summaries")))
    found = []
    for name, label in offered:
        try:
            found.append((label, reverse(f"papers:{name}", args=[paper.pk])))
        except NoReverseMatch:
            continue
    return found
