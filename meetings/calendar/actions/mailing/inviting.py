"""Inviting to a meeting or to a whole series, taking off the list, asking again."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.mailing import people as who
from meetings.calendar.actions.mailing.places import give_place_back
from meetings.calendar.actions.mailing.refusals import NotNow, TooMany
from meetings.calendar.actions.mailing.telling import tell
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.activity.mailing import ASKED_AGAIN, HOSTED, INVITED, TAKEN_OFF
from meetings.calendar.models import Attendance, Meeting, Series, Standing
from meetings.calendar.terms import Answer, Role
from network.access.rules import demand
from network.activity.models import Activity
from network.kit.clock import now

GUESTS_A_DAY = 100
ASK_AGAIN_MOST = 2
ASK_AGAIN_AFTER = timedelta(days=2)


@transaction.atomic
def invite(meeting, *, by, members=(), addresses=(), role=Role.ASKED, language=""):
    """Invite members and guests to one meeting; returns the Attendances that are new or invited anew.

    `addresses`: addresses or pairs (name, address); whoever is a member there is invited as one. Who is on the list
    keeps their answer, and gets the role; hosts among `members` get the entry for their calendars. Raises Denied,
    TooMany, ValidationError for what is no address.
    """
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    demand(by, "calendar.invite", held)
    members, guests = who.sort_out(members, addresses)
    _within_limit(by, len(guests))
    common = {"asked_at": now(), "asked_by": by}
    rows = [_put_on(held.attendances, common, role, member=one) for one in members]
    rows += [_put_on(held.attendances, common | {"language": language}, role, address=address, name=name)
             for name, address in guests]  # fmt: skip
    rows = [row for row in rows if row is not None]
    _to_hosts(held, members)
    sync_audience(held)
    meeting.audience = held.audience
    meeting.__dict__.pop("_attends", None)
    tell(INVITED, held, rows, by=by, asked=now().isoformat())
    return rows


@transaction.atomic
def invite_to_series(series, *, by, members=(), addresses=(), role=Role.ASKED, language=""):
    """Invite members and guests to all dates of a series that lie ahead and to those to come; returns the Standings.

    One mail holds the whole series.
    """
    held = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    demand(by, "calendar.invite", held)
    members, guests = who.sort_out(members, addresses)
    _within_limit(by, len(guests))
    common = {"since": now(), "asked_by": by}
    rows = [_put_on(held.standings, common, role, member=one) for one in members]
    rows += [_put_on(held.standings, common | {"language": language}, role, address=address, name=name)
             for name, address in guests]  # fmt: skip
    rows = [row for row in rows if row is not None]
    for meeting in coming_dates(held).select_for_update(of=("self",)):
        seat(meeting, rows, by=by)
    sync_series_audience(held)
    series.audience = held.audience
    tell(INVITED, held, rows, by=by, asked=now().isoformat())
    return rows


def _to_hosts(meeting, members):
    """Let hosts who are among those invited have the meeting in their calendars too; once."""
    known = Activity.objects.filter(kind=HOSTED, subject="calendar.meeting", subject_id=str(meeting.pk))
    known = {pk for names in known.values_list("names", flat=True) for pk in names}
    rows = meeting.attendances.filter(member__in=members, role=Role.HOST, removed_at=None).exclude(member__in=known)
    tell(HOSTED, meeting, list(rows.order_by("pk")), by=None)


def coming_dates(series):
    """Return the dates of a series that lie ahead and stand, oldest first."""
    return series.meetings.filter(ends_at__gt=now(), state=Meeting.State.PLANNED).order_by("starts_at", "pk")


def seat(meeting, standings, *, by):
    """Put those who are asked to the whole series on the list of one of its dates; returns the new rows."""
    made = []
    for one in standings:
        person = {"member": one.member} if one.member_id else {"address": one.address}
        row, new = Attendance.objects.get_or_create(
            meeting=meeting, **person,
            defaults={"role": one.role, "asked_at": now(), "asked_by": by, "language": one.language, "name": one.name},
        )  # fmt: skip
        if not new and row.removed_at is not None:
            row.removed_at, row.answer, row.asked_at = None, Answer.NONE, now()
            row.save(update_fields=["removed_at", "answer", "asked_at"])
            new = True
        if new:
            made.append(row)
    sync_audience(meeting)
    return made


def _put_on(rows, common, role, **person):
    """Put one person on a list (an Attendance or a Standing); None where they are on it already."""
    key = {"member": person["member"]} if "member" in person else {"address": person["address"]}
    row = rows.select_for_update(of=("self",)).filter(**key).first()
    if row is None:
        return rows.create(**person, **common, role=role)
    if row.removed_at is None:
        was_asked = getattr(row, "asked_at", True) is not None
        if role != row.role and row.role != Role.HOST:
            row.role = role
        if not was_asked:
            row.asked_at, row.asked_by = common["asked_at"], common["asked_by"]
        row.save()
        return None
    for name, value in (common | {"role": role}).items():
        setattr(row, name, value)
    row.removed_at, row.answer, row.answered_at, row.answer_stamp = None, Answer.NONE, None, None
    row.extra_sequence += 1
    row.save()
    return row


def _within_limit(by, count):
    if not count:
        return
    day = now() - timedelta(days=1)
    sent = Attendance.objects.filter(asked_by=by, asked_at__gt=day).exclude(address="").values("address").distinct()
    if sent.count() + count > GUESTS_A_DAY:
        raise TooMany(GUESTS_A_DAY)


@transaction.atomic
def take_off(attendance, *, by):
    """Take somebody off the list of a meeting, or off a series (a Standing); a CANCEL for them alone goes out.

    The row stays, so that a late answer finds it. Raises Denied, also for the last host.
    """
    if isinstance(attendance, Standing):
        return _take_off_series(attendance, by=by)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=attendance.meeting_id)
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    demand(by, "calendar.run", meeting)
    if row.removed_at is not None:
        return row
    if row.role == Role.HOST:
        raise NotNow(_("Hosts stay on the list. Name other hosts first."))
    row.meeting = meeting
    row.removed_at = now()
    row.extra_sequence += 1
    row.save(update_fields=["removed_at", "extra_sequence"])
    give_place_back(row)
    sync_audience(meeting)
    if meeting.ends_at > now() and not meeting.is_cancelled:
        tell(TAKEN_OFF, row, [row], by=by, title=meeting.title)
    return row


def _take_off_series(standing, *, by):
    series = Series.objects.select_for_update(of=("self",)).get(pk=standing.series_id)
    row = Standing.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    demand(by, "calendar.run", series)
    if row.removed_at is not None:
        return row
    row.series = series
    row.removed_at = now()
    row.extra_sequence += 1
    row.save(update_fields=["removed_at", "extra_sequence"])
    for meeting in coming_dates(series).select_for_update(of=("self",)):
        seats = meeting.attendances.filter(member=row.member, address=row.address, removed_at=None)
        seats.exclude(role=Role.HOST).update(removed_at=now())
        sync_audience(meeting)
    sync_series_audience(series)
    tell(TAKEN_OFF, row, [row], by=by, title=series.title)
    return row


def sync_series_audience(series):
    """Write who sees a series anew, after hosts or those who are asked to it changed."""
    from meetings.calendar.actions.rows import audience_of

    people = set(series.hosts.values_list("pk", flat=True)) | {series.organiser_id}
    people |= set(series.standings.filter(removed_at=None, member__isnull=False).values_list("member", flat=True))
    wanted = audience_of(series, people)
    if wanted != series.audience:
        Series.objects.filter(pk=series.pk).update(audience=wanted)
        series.audience = wanted


@transaction.atomic
def ask_again(meeting, *, by):
    """Remind those who have not answered; each at most twice, and not within two days. Returns how many it were."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    demand(by, "calendar.invite", held)
    rows = silent(held).filter(asked_again__lt=ASK_AGAIN_MOST).filter(asked_at__lt=now() - ASK_AGAIN_AFTER)
    rows = list(rows.exclude(asked_again_at__gt=now() - ASK_AGAIN_AFTER).select_for_update(of=("self",)))
    for row in rows:
        row.asked_again += 1
        row.asked_again_at = now()
        row.save(update_fields=["asked_again", "asked_again_at"])
        row.meeting = held
        tell(ASKED_AGAIN, held, [row], by=by, asked=now().isoformat())
    return len(rows)


def silent(meeting):
    """Return the rows of those who were asked to a meeting, are on its list, and have not answered."""
    rows = meeting.attendances.filter(asked_at__isnull=False, removed_at=None, answer=Answer.NONE)
    return rows.exclude(role=Role.HOST)
