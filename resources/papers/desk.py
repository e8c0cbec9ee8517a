"""What of papers waits on a member's desk: an invitation, a part to write, a signature, a city's word."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.accounts.queries import standing
from network.desk.waiting import Row, waits
from network.kit.clock import now
from resources.papers.access.talking import decides_in
from resources.papers.actions.talking import still_open
from resources.papers.models import Author, Consultation, Declaration, Endorsement, Paper, Round, Section, Signature
from resources.papers.queries import signing, talking

TO_DECLARE = (Paper.State.REVIEW, Paper.State.CONSULTATION, Paper.State.SIGNING)
WRITTEN = (Paper.State.DRAFTING, Paper.State.REVIEW, Paper.State.CONSULTATION)


@waits(lambda member: Author.objects.filter(member=member, state=Author.State.INVITED))
def invitations(member, things):
    """One row for each paper that I am invited to."""
    for row in things.select_related("paper", "invited_by"):
        words = {"by": row.invited_by.called_by(member) if row.invited_by else _("Somebody"), "title": row.paper.title}
        sentence = _("%(by)s invites you to write “%(title)s”")
        if row.part == Author.Part.REVIEWER:
            sentence = _("%(by)s invites you to review “%(title)s”")
        yield Row(
            sentence=sentence % words, address=row.paper.get_absolute_url(), act=_("Read and answer"), since=row.at
        )


def _my_sections(member):
    soon = now().date() + timedelta(days=14)
    return Section.objects.filter(
        writers__member=member, writers__state=Author.State.ACCEPTED, paper__state__in=WRITTEN, due_on__lte=soon
    )


@waits(_my_sections)
def sections(member, things):
    """One row for each part of mine that is due within two weeks, or over it."""
    today = now().date()
    for one in things.select_related("paper"):
        left = (one.due_on - today).days
        yield Row(
            sentence=_("“%(section)s” of “%(title)s” is yours to write")
            % {"section": one.title, "title": one.paper.title},
            address=f"{one.paper.get_absolute_url()}#plan",
            act=_("Go on"),
            line=_("late") if left < 0 else "",
            since=one.paper.state_since,
            urgency="late" if left < 0 else "soon" if left <= 3 else "calm",
            section="due",
        )


def _to_declare(member):
    fresh = Declaration.objects.filter(author=OuterRef("pk"), at__gte=now() - signing.VALID)
    mine = Author.objects.filter(member=member, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    return mine.filter(~Exists(fresh), paper__state__in=TO_DECLARE)


@waits(_to_declare)
def declarations(member, things):
    """One row for each paper for which I have declared nothing, or nothing within a year."""
    for row in things.select_related("paper"):
        yield Row(
            sentence=_("Say what you contributed to “%(title)s”, and which interests you have")
            % {"title": row.paper.title},
            address=reverse("papers:declare", args=[row.paper_id]),
            act=_("Declare it"),
            since=row.paper.state_since,
            urgency="soon" if row.paper.state == Paper.State.SIGNING else "calm",
            section="due",
        )


def _to_manage(member):
    leads = Q(author__paper__lead=member) & ~Q(author__member=member)
    if member.is_superuser or member.is_network_coordinator:
        leads |= Q(author__member=F("author__paper__lead")) & ~Q(author__member=member)
    return signing.undecided().filter(leads)


@waits(_to_manage)
def interests(member, things):
    """One row for each declaration of interests about which I decide."""
    for one in things.select_related("author__paper"):
        yield Row(
            sentence=_("Decide what follows from the interests that %(name)s declared for “%(title)s”")
            % {"name": one.author.name, "title": one.author.paper.title},
            address=reverse("papers:manage", args=[one.author.paper_id, one.pk]),
            act=_("Read and decide"),
            since=one.at,
        )


def _to_sign(member):
    rounds = Round.objects.filter(paper=OuterRef("paper"), ended_at=None)
    mine = Author.objects.filter(
        member=member, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED, paper__state=Paper.State.SIGNING
    ).annotate(wanted=Subquery(rounds.values("version__fingerprint")[:1]))
    given = Signature.objects.filter(author=OuterRef("pk"), fingerprint=OuterRef("wanted"))
    return mine.filter(~Exists(given), wanted__isnull=False)


@waits(_to_sign)
def signatures(member, things):
    """One row for each paper whose text waits for my name."""
    for row in things.select_related("paper"):
        yield Row(
            sentence=_("Your signature is wanted under “%(title)s”") % {"title": row.paper.title},
            address=reverse("papers:sign", args=[row.paper_id]),
            act=_("Read and sign"),
            since=row.paper.state_since,
            urgency="soon",
        )


def _reopened(member):
    """Authors' rows of `member` under whose signature the text has changed."""
    changed = Round.objects.filter(
        paper=OuterRef("paper"), ended_at=None, told_seq__isnull=False, version__fingerprint=OuterRef("latest")
    )
    newest = Signature.objects.filter(author=OuterRef("pk")).order_by("-at", "-pk")
    mine = Author.objects.filter(member=member, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    mine = mine.annotate(latest=Subquery(newest.values("fingerprint")[:1]), said=Subquery(newest.values("answer")[:1]))
    return mine.filter(Exists(changed), said__in=Signature.YES)


@waits(_reopened)
def reopened(member, things):
    """One row for each paper that changed after I signed it, with what there is to look at."""
    for row in things.select_related("paper__document"):
        round = signing.round_of(row.paper)
        count = signing.changes_since(round.version, signing.present(row.paper)).count if round else 0
        told = ngettext(
            "“%(title)s” changed after you signed it: look at %(n)s passage",
            "“%(title)s” changed after you signed it: look at %(n)s passages",
            count,
        )
        yield Row(
            sentence=told % {"title": row.paper.title, "n": count},
            address=reverse("papers:sign", args=[row.paper_id]),
            act=_("See what changed"),
            since=row.paper.document.changed_at if row.paper.document_id else None,
            urgency="soon",
        )


def _to_answer(member):
    cities = standing(member).coordinates if member.is_member else ()
    answered = Endorsement.objects.filter(consultation=OuterRef("pk"), city=OuterRef("asked"))
    asked = Consultation.objects.filter(
        closed_at=None, paper__state=Paper.State.CONSULTATION, cities__in=sorted(cities)
    ).annotate(asked=F("cities"))
    return asked.filter(~Exists(answered))


@waits(_to_answer)
def consultations(member, things):
    """One row for each paper on which a city of mine is asked."""
    for one in things.select_related("paper"):
        left = (one.closes_on - now().date()).days
        yield Row(
            sentence=_("Your city is asked about “%(title)s”") % {"title": one.paper.title},
            address=reverse("papers:consult", args=[one.paper_id]),
            act=_("Read and answer"),
            urgency="late" if left < 0 else "soon" if left <= 7 else "calm",
        )


@waits(talking.waiting_for)
def suggestions(member, things):
    """One row for each of others' suggestions about which I decide, with how many changes are mine to decide."""
    for one in things:
        count = sum(bool(decides_in(member, one.paper, hunk.sections)) for hunk in still_open(one))
        told = ngettext(
            "%(n)s suggestion for “%(title)s” waits for you", "%(n)s suggestions for “%(title)s” wait for you", count
        )
        yield Row(
            sentence=told % {"title": one.paper.title, "n": count},
            address=reverse("papers:proposal", args=[one.paper_id, one.pk]),
            act=_("Look through"),
            since=one.told_at or one.at,
        )


@waits(talking.calling)
def named(member, things):
    """One row for each comment that names me and that I have not answered."""
    for one in things.select_related("paper"):
        yield Row(
            sentence=_("You are named in a comment on “%(title)s”") % {"title": one.paper.title},
            address=reverse("papers:thread", args=[one.paper_id, one.key]),
            act=_("Read and answer"),
            since=one.at,
        )
