"""What the pages of congresses read: the list, who goes, the side meeting, notes."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import get_language

from meetings.congresses.actions.meeting import common_days
from meetings.congresses.models import Arranged, Congress, Presence, Proposal
from meetings.congresses.queries.words import days_words
from members.accounts.visible import circle_of, seen
from network.catalogue.facets import labels_of
from network.kit.clock import now


@dataclass
class Goer:
    """Somebody who goes, as the reader may see them."""

    presence: Presence
    name: str
    city: str
    role: str
    address: str
    note: str
    days: str
    topics: list = field(default_factory=list)
    can_meet: bool = False
    meeting: object = None
    is_me: bool = False


def listed(member, *, past=False, topic=""):
    """Return the congresses to come (or the past ones) that `member` may see, with how many go (for members)."""
    today = now().date()
    rows = Congress.objects.visible_to(member)
    rows = rows.past(today) if past else rows.coming(today)
    if topic:
        rows = rows.filter(topics__contains=[topic])
    if member.is_authenticated and member.is_member:
        rows = rows.annotate(
            going=Count("presences", filter=Q(presences__member__is_active=True), distinct=True),
            is_mine=Count("presences", filter=Q(presences__member=member), distinct=True),
        )
    return rows


def labels(congresses):
    """Return {topic word: label} of all topics of some congresses, in the reader's language."""
    words = {word for one in congresses for word in one.topics}
    return labels_of("topic", words, get_language()) if words else {}


def goers(congress, reader):
    """Return [Goer] of those who go, first those of most days; names and cities as each lets the reader see them."""
    rows = list(
        congress.presences.filter(member__is_active=True, member__status="member")
        .select_related("member__home_city", "member__organisation")
        .order_by("said_at", "pk")
    )
    words = {word for row in rows for word in row.topics}
    names = labels_of("topic", words, get_language()) if words else {}
    mine = next((row for row in rows if row.member_id == reader.pk), None)
    arranged = _arranged(congress, reader)
    found = []
    for row in rows:
        person = seen(row.member, by=reader, circle=circle_of(row.member, reader))
        other = row.member_id != reader.pk
        meets = bool(mine and other and row.is_open and common_days(mine, row))
        found.append(
            Goer(
                row,
                person["full"],
                person["city"].slug if person["city"] else "",
                person["role"],
                person["address"],
                row.note,
                days_words(row.first_day, row.last_day)
                if (row.first_day, row.last_day) != (congress.first_day, congress.last_day)
                else "",
                [names.get(word, word) for word in row.topics],
                meets and row.member_id not in arranged,
                arranged.get(row.member_id),
                not other,
            )
        )
    return found


def _arranged(congress, reader):
    """Return {id of the other: Meeting} of what the reader has arranged there."""
    rows = Arranged.objects.filter(
        congress=congress, meeting__attendances__member=reader, meeting__attendances__removed_at=None,
        meeting__state="planned",
    ).select_related("meeting")  # fmt: skip
    found = {}
    for row in rows.prefetch_related("meeting__attendances"):
        for one in row.meeting.attendances.all():
            if one.member_id and one.member_id != reader.pk:
                found[one.member_id] = row.meeting
    return found


@dataclass
class Side:
    """The side meeting as its page shows it to one who is asked."""

    proposal: Proposal
    mine: object
    come: int
    asked: int
    cities: list
    topic: str = ""


def side_of(congress, reader):
    """Return the Side for a member who was asked, None for all others and where none stands."""
    proposal = congress.proposals.exclude(state=Proposal.State.LAPSED).select_related("meeting").first()
    if proposal is None:
        return None
    rows = list(proposal.acceptings.select_related("member__home_city"))
    mine = next((row for row in rows if row.member_id == reader.pk), None)
    if mine is None:
        return None
    cities = {row.member.home_city.slug for row in rows if row.comes is not False and row.member.home_city_id}
    label = labels_of("topic", [proposal.topic], get_language()).get(proposal.topic, "") if proposal.topic else ""
    return Side(proposal, mine, sum(row.comes is True for row in rows), len(rows), sorted(cities), label)


def notes_of(congress, reader):
    """Return [(note, name, address)] of what was brought back, oldest first."""
    found = []
    for note in congress.notes.select_related("member__home_city", "member__organisation"):
        if note.member is None:
            found.append((note, note.credit, ""))
            continue
        person = seen(note.member, by=reader)
        found.append((note, person["full"], person["address"]))
    return found


def doubles_of(congress):
    """Return other standing congresses that may be the same: days that overlap, or the same short name that year."""
    near = Q(first_day__lte=congress.last_day, last_day__gte=congress.first_day)
    if congress.short_name:
        near |= Q(short_name__iexact=congress.short_name, first_day__year=congress.first_day.year)
    return Congress.objects.standing().filter(near).exclude(pk=congress.pk).order_by("first_day", "pk")
