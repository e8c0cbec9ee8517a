"""Who is on the list of a meeting, as hosts and as the others see it; and whom a host could invite."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q

from meetings.calendar.models import Attendance, InboundMail, Proposal
from meetings.calendar.terms import Answer, How, Place
from members.accounts.visible import may_see
from members.directory.queries import listed
from network.cities.models import City

MOST = 30
ORDER = (Answer.YES, Answer.MAYBE, Answer.NONE, Answer.DELEGATED, Answer.NO)
COMES = (Answer.YES, Answer.MAYBE)


@dataclass
class Board:
    """The rows of a meeting by answer: [(word, label, rows)]; how many of each; what waits for a host."""

    groups: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    total: int = 0
    silent: int = 0
    proposals: list = field(default_factory=list)
    mails: list = field(default_factory=list)


def rows_of(meeting):
    """Return the Attendances of a meeting that stand on its list, with member and city."""
    rows = meeting.attendances.filter(removed_at=None).exclude(place=Place.WITHDRAWN)
    rows = list(rows.select_related("member__home_city").order_by("pk"))
    for row in rows:
        row.meeting = meeting
    return rows


def named(row, by):
    """Return the row with `called` (as `by` may name the person) and `city` (a slug) for a page."""
    row.called = row.member.called_by(by) if row.member_id else row.name or row.address
    seen = row.member.seen_by(by) if row.member_id else None
    row.city = getattr(seen, "city", None)
    row.how = How(row.answer_how).label if row.answer_how else ""
    return row


def board(meeting, by):
    """Return the Board of a meeting for a host."""
    rows = [named(row, by) for row in rows_of(meeting)]
    found = Board(total=len(rows), counts=counts(rows))
    for answer in ORDER:
        of = sorted((row for row in rows if row.answer == answer), key=lambda row: (row.called.casefold(), row.pk))
        if of:
            found.groups.append((answer, of))
    found.silent = sum(row.answer == Answer.NONE and row.asked_at is not None for row in rows)
    found.proposals = list(
        meeting.proposals.filter(state=Proposal.State.OPEN).select_related("attendance__member").order_by("pk")
    )
    for one in found.proposals:
        one.who = named(one.attendance, by).called if one.attendance_id else one.name or one.address
    outcomes = (InboundMail.Outcome.IGNORED, InboundMail.Outcome.PENDING, InboundMail.Outcome.REFUSED)
    found.mails = list(meeting.mails.filter(outcome__in=outcomes).select_related("attendance__member")[:20])
    for mail in found.mails:
        mail.who = named(mail.attendance, by).called if mail.attendance_id else mail.sender
    return found


def counts(rows):
    """Return {answer: how many}; whoever answered the time before the last move has not answered this one."""
    return Counter(str(Answer.NONE) if row.is_stale else row.answer for row in rows)


def who_comes(meeting, by):
    """Return the rows of those who come or perhaps come, named as `by` may, hosts first: for those who take part."""
    rows = [named(row, by) for row in rows_of(meeting) if row.answer in COMES and row.place != Place.WAITING]
    return sorted(rows, key=lambda row: (row.role != "host", row.answer != Answer.YES, row.called.casefold(), row.pk))


def found(words, city, meeting, by):
    """Return up to MOST members whose name or handle holds all `words`, of `city` (a slug), who are not on the list."""
    taken = meeting.attendances.filter(removed_at=None, member__isnull=False).values("member")
    people = listed(by).exclude(pk__in=taken)
    for part in words.split()[:6]:
        word = part.removeprefix("@")
        people = people.filter(
            Q(handle__iexact=word)
            | (Q(name__icontains=word) & may_see("name", by))
            | (Q(name_latin__icontains=word) & may_see("name_latin", by))
        )
    if city:
        people = people.filter(may_see("city", by), home_city__slug=city)
    return [{"member": one, "seen": one.seen_by(by)} for one in people.order_by("name_latin", "pk")[:MOST]]


def of_city(slug, by):
    """Return all members of a city whom `by` may see there."""
    return listed(by).filter(may_see("city", by), home_city__slug=slug).order_by("pk")


def cities(by):
    """Return the cities of the network that `by` sees, for a choice, as (slug, name)."""
    rows = City.objects.visible_to(by).exclude(partnership=None)
    return [(one.slug, one.name) for one in rows.order_by("name")]


def seat_of(meeting, member):
    """Return the Attendance of `member` at `meeting` that stands, or None."""
    return Attendance.objects.filter(meeting=meeting, member=member, removed_at=None).first()
