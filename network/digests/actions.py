"""Planning, making and stopping letters. Each letter is one row of the ledger, claimed before it is made."""

import logging
import traceback
from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone, translation

from network.access.rules import demand
from network.catalogue.models import Entry
from network.digests import coming, compose, plugs
from network.digests.due import last_due
from network.digests.models import Delivery, DigestPreference, DigestRun, Shown
from network.digests.terms import GAP, LATE, LEASE, Choice, Frequency
from network.kit import clock, links, mail
from network.kit.models import Mail

log = logging.getLogger(__name__)
KIND = "digest"


def preference_of(member):
    """Return the member's choices; made with the defaults on first use."""
    preference, _made = DigestPreference.objects.get_or_create(
        member=member, defaults={"since": member.joined_at or clock.now()}
    )
    return preference


def set_preference(member, *, by, at=None, **choices):
    """Change how often, when and for which kinds a member hears from us. Turning it on pours out nothing old."""
    demand(by, "digests.set", member)
    with transaction.atomic():
        preference_of(member)
        preference = DigestPreference.objects.select_for_update().get(member=member)
        if preference.frequency == Frequency.OFF and choices.get("frequency", Frequency.OFF) != Frequency.OFF:
            preference.since = at or clock.now()
        for field, value in choices.items():
            setattr(preference, field, value)
        preference.full_clean(exclude=["member"])
        preference.save()
    return preference


def unsubscribe(token):
    """Do what a List-Unsubscribe link says; idempotent. Returns the kind that was stopped, or None for a bad link."""
    payload = links.read("unsubscribe", token, days=3650)
    if not payload:
        return None
    member_id, kind = payload
    with transaction.atomic():
        preference = DigestPreference.objects.select_for_update().filter(member_id=member_id).first()
        if preference is None:
            return None
        if kind == KIND:
            preference.frequency = Frequency.OFF
        else:
            preference.kinds = preference.kinds | {kind: Choice.DIGEST}
        preference.save()
    return kind


def unsubscribe_url(member, kind=KIND):
    """Return the address that ends mails of `kind` for `member`; it is bound to no session and stays good."""
    return f"{settings.SITE_URL}/u/{links.sign('unsubscribe', [member.pk, kind])}"


# -- planning ----------------------------------------------------------------------------------------------------
def plan(now=None):
    """Write a due row for every member whose letter fell due; running it twice, or two of it, changes nothing.

    Returns how many rows were new.
    """
    now = now or clock.now()
    _give_preferences(now)
    groups = defaultdict(list)
    rows = _readers().values_list(
        "pk",
        "time_zone",
        "digest_preference__frequency",
        "digest_preference__weekday",
        "digest_preference__monthday",
        "digest_preference__hour",
        "digest_preference__since",
    )
    for pk, zone, frequency, weekday, monthday, hour, since in rows:
        groups[zone, frequency, weekday, monthday, hour].append((pk, since))
    before = Delivery.objects.count()
    for (zone, frequency, weekday, monthday, hour), members in groups.items():
        due = last_due(now, zone, frequency, weekday=weekday, monthday=monthday, hour=hour)
        if due is None or now - due[0] > LATE[frequency]:
            continue
        moment, period = due
        _plan([pk for pk, since in members if since < moment], period, moment)
    planned = Delivery.objects.count() - before
    DigestRun.objects.get_or_create(at=now.replace(second=0, microsecond=0), defaults={"planned": planned})
    return planned


def plan_all(now=None):
    """Make a letter due at once for everybody who gets letters, outside their rhythm."""
    now = now or clock.now()
    _give_preferences(now)
    return _plan(list(_readers().values_list("pk", flat=True)), f"now:{now:%Y-%m-%dT%H:%M:%S}", now)


def _plan(members, period, moment):
    """Insert due rows, but for members who had a letter within the last hours."""
    recent = set()
    if not period.startswith("now:"):
        recent = set(
            Delivery.objects.filter(state=Delivery.State.DONE, done_at__gt=moment - GAP, member__in=members)
            .exclude(period=period)
            .values_list("member_id", flat=True)
        )
    rows = [Delivery(member_id=pk, period=period, due_at=moment) for pk in members if pk not in recent]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    return len(rows)


def _readers():
    """Members who get letters: active, with letters on."""
    return (
        get_user_model()
        .objects.filter(is_active=True, status="member")
        .exclude(digest_preference__frequency=Frequency.OFF)
        .order_by("pk")
    )


def _give_preferences(now):
    members = get_user_model().objects.filter(status="member", digest_preference=None)
    DigestPreference.objects.bulk_create(
        [DigestPreference(member_id=pk, since=joined or now) for pk, joined in members.values_list("pk", "joined_at")],
        ignore_conflicts=True,
    )


# -- making ------------------------------------------------------------------------------------------------------
def deliver(now=None, *, seconds=200, size=50):
    """Make the letters that are due until none is left or `seconds` are over; returns {state: count}."""
    started = timezone.now()
    counts = defaultdict(int)
    while (timezone.now() - started).total_seconds() < seconds:
        rows = _claim(now or clock.now(), size)
        if not rows:
            break
        for row in rows:
            counts[_make(row, now or clock.now())] += 1
    return dict(counts)


def _claim(now, size):
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE digests_delivery SET state = 'claimed', lease_until = %s, attempt = attempt + 1
               WHERE id = ANY(ARRAY(
                 SELECT id FROM digests_delivery WHERE due_at <= %s
                   AND (state = 'due' OR (state = 'claimed' AND lease_until < %s))
                 ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED)) RETURNING id""",
            [timezone.now() + LEASE, now, timezone.now(), size],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(Delivery.objects.filter(pk__in=ids).select_related("member__home_city").order_by("pk"))


def _make(row, now):
    """Make one letter: the mail's row, what it shows and the ledger's mark are one transaction."""
    try:
        with transaction.atomic():
            mine = Delivery.objects.select_for_update().filter(
                pk=row.pk, state=Delivery.State.CLAIMED, attempt=row.attempt
            )
            if not mine.exists():
                return "taken"
            state, letter, count = _write(row, now)
            mine.update(state=state, mail=letter, items=count, done_at=now, lease_until=None, error="")
            return state
    except Exception:
        log.exception("the letter %s could not be made", row)
        last = row.attempt >= 5
        Delivery.objects.filter(pk=row.pk, attempt=row.attempt).update(
            state=Delivery.State.DROPPED if last else Delivery.State.CLAIMED,
            error=traceback.format_exc()[-2000:],
            lease_until=timezone.now() + timedelta(minutes=5 * row.attempt),
        )
        return "failed"


def _write(row, now):
    member = row.member
    preference = preference_of(member)
    if not member.is_member or preference.frequency == Frequency.OFF:
        return Delivery.State.DROPPED, None, 0
    with translation.override(member.language), timezone.override(clock.zone(member.time_zone)):
        items, comings = coming.choose(member, preference, now, compose.choose(member, preference, now))
        if not items and not comings:
            return Delivery.State.EMPTY, None, 0
        letter = mail.post(
            member.email,
            "digests/mail/digest",
            context_of(member, items, now, comings),
            language=member.language,
            kind=KIND,
            key=f"digest:{member.pk}:{row.period}",
            member=member,
            unsubscribe_url=unsubscribe_url(member),
            bulk=True,
        )
    if letter is None:
        return Delivery.State.DROPPED, None, 0
    shown = [key for item in items for key in (item.key, *item.keys)] + [one.key for one in comings]
    Shown.objects.bulk_create(
        [Shown(member=member, item=key, delivery=row) for key in shown],
        ignore_conflicts=True,
    )
    return Delivery.State.DONE, letter, len(items) + len(comings)


def context_of(member, items, now, comings=()):
    """Return what the letter's templates are given; texts are in the active language."""
    titles = compose.titles()
    sections = [coming.section(comings)] if comings else []
    for name in compose.SECTIONS:
        rows = [_row(item, member) for item in items if item.section == name]
        if rows:
            sections.append({"name": name, "title": titles[name], "rows": rows})
    return {
        "sections": sections,
        "count": len(items),
        "coming": len(comings),
        "now": now,
        "first": next((one["rows"][0] for one in sections if one["name"] != coming.SECTION or not items), None),
    }


def _row(item, member):
    language = member.language
    row = {
        "line": item.line(member),
        "why": item.why,
        "score": round(item.score, 2),
        "url": "",
        "title": "",
        "summary": "",
    }
    if item.entry is None:
        address = plugs.address_of(item.activity)
        row["url"] = settings.SITE_URL + address if address else ""
    else:
        row["title"], row["title_language"] = item.entry.title_in(language)
        row["summary"], row["summary_language"] = item.entry.summary_in(language)
        row["url"] = settings.SITE_URL + item.entry.get_absolute_url()
        row["cities"] = [word.partition(":")[2] for word in item.entry.facets if word.startswith("city:")]
    return row


@mail.before_sending(KIND)
def still_right(letter):
    """Ask once more at hand-over: is the reader still a member, wants letters, and may see all that stands in it?

    If something in it is no longer theirs to see, the letter is made anew from what is.
    """
    delivery = Delivery.objects.filter(mail=letter).select_related("member").first()
    if delivery is None:
        return True
    member = delivery.member
    if not member.is_member or preference_of(member).frequency == Frequency.OFF:
        return False
    keys = list(delivery.shown.values_list("item", flat=True))
    entries = [key.partition(":")[2] for key in keys if key.startswith("entry:")]
    named = [key.partition(":")[2] for key in keys if key.startswith("activity:")]
    if Entry.objects.visible_to(member).filter(pk__in=entries).count() == len(entries) and _named_right(member, named):
        return True
    with transaction.atomic():
        delivery.shown.all().delete()
        Mail.objects.filter(pk=letter.pk).update(key=f"{letter.key[:180]}:dropped{letter.pk}"[:200])
        Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.DUE, mail=None, done_at=None)
    return False


def _named_right(member, ids):
    """Whether the member may still see the activities `ids`, and the entries that they are about."""
    from network.activity.models import Activity

    activities = list(Activity.objects.visible_to(member).filter(pk__in=ids))
    if len(activities) < len(ids):
        return False
    for activity in activities:
        entry = Entry.objects.filter(source=activity.subject, source_id=activity.subject_id)
        if entry.exists() and not entry.visible_to(member).exists():
            return False
    return True


def resend(letter, *, by):
    """Send once more a mail that the member was sent; returns the new Mail row, or None if it was asked for twice."""
    demand(by, "digests.resend", letter)
    from email import message_from_bytes, policy

    message = message_from_bytes(bytes(letter.raw), policy=policy.default)
    number = Mail.objects.filter(key__startswith=f"again:{letter.pk}:").count() + 1
    del message["Message-ID"]
    key = f"again:{letter.pk}:{number}"
    message["Message-ID"] = f"<again.{letter.pk}.{number}@{mail.host()}>"
    return mail.queue(message, to=letter.to, key=key, kind="again", language=letter.language, member=letter.member)
