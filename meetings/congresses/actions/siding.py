"""Side meetings: proposed when enough members of enough cities are there on one day, made when enough say yes.

All of it happens under the lock of the congress's row, so that two who accept at the same moment make one meeting.
"""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext, override

from meetings.calendar.actions.mailing import answer as answer_invitation
from meetings.calendar.actions.mailing import invite
from meetings.calendar.actions.planning import plan
from meetings.calendar.terms import Answer, Kind, Mode, Visibility
from meetings.congresses.actions.rows import NotNow, locked, told
from meetings.congresses.activity import SIDE_ANSWERED, SIDE_LAPSED, SIDE_MADE, SIDE_PROPOSED
from meetings.congresses.models import Accepting, Congress, Presence, Proposal
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import at as moment_of
from network.kit.clock import local, now

MEMBERS, CITIES = 3, 2
"""So many open members, of so many cities, there on the same day: a side meeting is proposed. So many of them say yes:
it takes place."""
AT, MINUTES = time(18), 60
DAYS_BEFORE = timedelta(days=1)


def best_day(presences, first, last):
    """Return (day, [Presence], topic) on which most open members are there, None where nowhere enough are.

    Of equal days the one with most cities, then the later ones first but for the last day, on which people travel.
    Those with a topic in common go before all others where they are enough among themselves.
    """
    best = None
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        there = [row for row in presences if row.is_open and row.is_there(day)]
        if not enough(there):
            continue
        cities = len({row.member.home_city_id for row in there})
        key = (len(there), cities, day != last, number)
        if best is None or key > best[0]:
            best = (key, day, there)
    if best is None:
        return None
    _key, day, there = best
    return day, there, common_topic(there)


def enough(presences):
    """Whether so many go, of so many cities; who belongs to no city counts for none."""
    cities = {row.member.home_city_id for row in presences} - {None}
    return len(presences) >= MEMBERS and len(cities) >= CITIES


def common_topic(presences):
    """Return the topic that most of them name, where enough do; else ""."""
    by_topic = defaultdict(list)
    for row in presences:
        for topic in set(row.topics):
            by_topic[topic].append(row)
    shared = Counter({topic: len(rows) for topic, rows in by_topic.items() if enough(rows)})
    return min(shared, key=lambda topic: (-shared[topic], topic)) if shared else ""


@transaction.atomic
def look(congress, *, at=None):
    """Propose a side meeting where enough go, or ask those who came since; returns the Proposal that stands, or None.

    It is proposed until the day before; whoever said no is not asked again, and what lapsed is not proposed again.
    """
    congress = locked(congress)
    if not congress.is_confirmed:
        return None
    proposal = congress.proposals.exclude(state=Proposal.State.LAPSED).first()
    presences = list(
        Presence.objects.filter(congress=congress, member__is_active=True).select_related("member__home_city")
    )
    if proposal is None:
        if congress.proposals.exists():
            return None
        # A day that has begun there is too late.
        today = local(at or now(), congress.zone).date()
        first = max(congress.first_day, today + DAYS_BEFORE)
        found = best_day(presences, first, congress.last_day) if first <= congress.last_day else None
        if found is None:
            return None
        day, there, topic = found
        proposal = Proposal.objects.create(
            congress=congress, day=day, time=AT, minutes=MINUTES, topic=topic, proposed_at=at or now()
        )
    if _starts_at(proposal) <= (at or now()):
        return proposal
    there = [row for row in presences if row.is_open and row.is_there(proposal.day)]
    asked = set(proposal.acceptings.values_list("member", flat=True))
    fresh = [row.member_id for row in there if row.member_id not in asked]
    Accepting.objects.bulk_create([Accepting(proposal=proposal, member_id=pk, asked_at=at or now()) for pk in fresh])
    if fresh:
        record(SIDE_PROPOSED, by=None, subject=proposal, audience=[f"member:{pk}" for pk in fresh], names=fresh,
               detail=told(congress), at=at)  # fmt: skip
    return proposal


def look_at_all(at=None):
    """Look at every congress to come: the nightly round. Returns how many proposals stand."""
    today = (at or now()).date() - timedelta(days=1)
    rows = [look(one, at=at) for one in Congress.objects.coming(today).order_by("pk")]
    return sum(row is not None for row in rows)


def _starts_at(proposal):
    return moment_of(datetime.combine(proposal.day, proposal.time), proposal.congress.zone)


@transaction.atomic
def answer(proposal, *, by, comes):
    """Say whether `by` comes. The answer with which enough come makes the meeting; returns the Accepting.

    Raises Denied, NotNow where the side meeting has begun.
    """
    congress = locked(proposal.congress)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    proposal.congress = congress
    demand(by, "congresses.answer", proposal)
    if _starts_at(proposal) <= now():
        raise NotNow(gettext("This side meeting has begun."))
    row = proposal.acceptings.get(member=by)
    if row.comes == comes:
        return row
    row.comes, row.answered_at = comes, now()
    row.save(update_fields=["comes", "answered_at"])
    record(SIDE_ANSWERED, by=by, subject=proposal, audience=[f"member:{by.pk}"], detail=told(congress))
    if proposal.meeting_id is not None:
        _late(proposal, by, comes)
    elif comes:
        _make(proposal)
    return row


def _late(proposal, by, comes):
    """Somebody answers, or changes an answer, after the meeting was made."""
    meeting = proposal.meeting
    row = meeting.attendances.filter(member=by, removed_at=None).first()
    if row is None and comes:
        row = next(iter(invite(meeting, by=meeting.organiser, members=[by])), None)
    if row is not None and row.role != "host":
        answer_invitation(row, Answer.YES if comes else Answer.NO, by=by)


def _make(proposal):
    """Make the meeting once enough come; whoever said yes first holds it."""
    rows = list(
        proposal.acceptings.filter(comes=True).select_related("member__home_city").order_by("answered_at", "pk")
    )
    if not enough(rows):
        return
    congress, host = proposal.congress, rows[0].member
    with override(host.language):
        title = gettext("Side meeting at %(congress)s") % {"congress": congress.title}
        about = gettext("Members of the network who are there meet each other.")
    meeting = plan(
        by=host, kind=Kind.SIDE, mode=Mode.ON_SITE, title=title[:200], about=about, language=host.language,
        zone=congress.zone, day=proposal.day, time=proposal.time, minutes=proposal.minutes,
        venue=congress.place[:200], topics=[proposal.topic] if proposal.topic else [],
        visibility=Visibility.INVITED,
    )  # fmt: skip
    others = [row.member for row in rows[1:]]
    for row in invite(meeting, by=host, members=others):
        answer_invitation(row, Answer.YES, by=row.member)
    open_ = [row.member for row in proposal.acceptings.filter(comes=None).select_related("member")]
    invite(meeting, by=host, members=open_)
    proposal.meeting, proposal.state, proposal.ended_at = meeting, Proposal.State.MADE, now()
    proposal.save(update_fields=["meeting", "state", "ended_at"])
    names = [row.member_id for row in rows]
    record(SIDE_MADE, by=None, subject=proposal, audience=[f"member:{pk}" for pk in names], names=names,
           detail=told(congress, meeting=meeting.pk))  # fmt: skip


@transaction.atomic
def lapse(proposal):
    """Let a proposal go for which not enough said yes in time."""
    congress = locked(proposal.congress)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        return
    proposal.state, proposal.ended_at = Proposal.State.LAPSED, now()
    proposal.save(update_fields=["state", "ended_at"])
    asked = list(proposal.acceptings.values_list("member", flat=True))
    record(SIDE_LAPSED, by=None, subject=proposal, audience=[f"member:{pk}" for pk in asked], detail=told(congress))
