"""What stands in a feed, and a stamp that says in one statement whether anything in it changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.calendar import ics
from meetings.calendar.feeds import plugs
from network.kit import mail
from network.kit.clock import now

BACK, AHEAD = timedelta(days=92), timedelta(days=550)
USED_EVERY = timedelta(hours=1)
WRITER = "1"
"""Raise it when the words of feeds change, so that calendars fetch them anew."""
ABOUT = 300

# Hosts and whoever is invited have their own key in a meeting's audience; who said no or withdrew has it no more here.
MINE = """
  FROM calendar_meeting m
  LEFT JOIN calendar_attendance t ON t.meeting_id = m.id AND t.member_id = %(member)s
  LEFT JOIN calendar_series s ON s.id = m.series_id
 WHERE m.audience && ARRAY['member:' || %(member)s] AND m.ends_at >= %(first)s AND m.starts_at < %(last)s
   AND (t.id IS NULL OR t.removed_at IS NULL) AND coalesce(t.answer, '') <> 'no'
   AND coalesce(t.place, '') <> 'withdrawn' AND NOT (%(leaves_out)s AND coalesce(t.answer_how, '') = 'mail')
"""
OPEN = """
  FROM calendar_meeting m
  LEFT JOIN calendar_series s ON s.id = m.series_id
 WHERE m.audience && ARRAY['public'] AND m.ends_at >= %(first)s AND m.starts_at < %(last)s
   AND (%(city)s::bigint IS NULL OR m.city_id = %(city)s)
"""
# As the file has them, in UTC: the session of the database has no other zone, and forming 6,000 moments here would
# cost more than all else.
MOMENT = """'YYYYMMDD"T"HH24MISS"Z"'"""
COLUMNS = f"""
SELECT m.id,
       CASE WHEN s.rrule <> '' AND m.original_start IS NOT NULL
            THEN s.uid || '-' || to_char(m.original_start, {MOMENT}) ELSE m.uid END,
       CASE WHEN m.all_day THEN ';VALUE=DATE:' || to_char(m.day, 'YYYYMMDD')
            ELSE ':' || to_char(m.starts_at, {MOMENT}) END,
       CASE WHEN m.all_day THEN ';VALUE=DATE:' || to_char(m.last_day + 1, 'YYYYMMDD')
            ELSE ':' || to_char(m.ends_at, {MOMENT}) END,
       m.title, to_char(m.changed_at, {MOMENT}), m.sequence,
       concat_ws(', ', nullif(m.venue, ''), nullif(m.venue_address, '')),
"""
# What the rows of a feed are written from; whatever else is in them changes `changed_at`.
CHANGED = """
       md5(coalesce(string_agg(concat_ws('|', m.id, m.sequence, m.state, m.changed_at, m.starts_at, m.ends_at,
                                         m.title, {own}), ';' ORDER BY m.id), ''))
"""


@dataclass(frozen=True)
class Feed:
    """One feed as it stands now: its Scope, what else narrows it, its tag, and when it last changed."""

    scope: plugs.Scope
    tag: str
    changed_at: datetime
    name: str
    leaves_out: bool = False
    language: str = ""


def span(moment):
    """Return the moments between which feeds look; they move at midnight, so that a day has one tag."""
    today = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return today - BACK, today + AHEAD


def mine(digest, at=None):
    """Return the Feed at a secret address by the SHA-256 of its token, None where it opens nothing; ONE statement.

    It also notes, once an hour, that the address was used.
    """
    at = at or now()
    first, last = span(at)
    more = "".join(f", ({version})" for version in plugs.versions("mine"))
    rows = MINE.replace("%(member)s", "f.member_id").replace("%(leaves_out)s", "f.leaves_out_mailed")
    changed = CHANGED.format(own="t.answer, t.place, t.answer_how")
    versions = more.replace("%(member)s", "f.member_id").replace("%(city)s", "NULL::bigint")
    statement = f"""
        WITH f AS (
            SELECT a.id, a.member_id, a.leaves_out_mailed, a.changed_at, p.language
              FROM calendar_feedaddress a JOIN accounts_member p ON p.id = a.member_id
             WHERE a.digest = %(digest)s AND a.ended_at IS NULL AND p.is_active AND p.status = 'member'
        ), used AS (
            UPDATE calendar_feedaddress SET used_at = %(now)s
             WHERE id IN (SELECT id FROM f) AND (used_at IS NULL OR used_at < %(before)s)
        )
        SELECT f.member_id, f.leaves_out_mailed, f.changed_at, f.language, seen.*{versions}
          FROM f, LATERAL (SELECT greatest(max(m.changed_at), max(t.answered_at), max(t.registered_at)),
                                  {changed} {rows}) seen
    """  # noqa: S608 - put together from the constants above alone
    values = {"digest": digest, "first": first, "last": last, "now": at, "before": at - USED_EVERY}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None:
        return None
    member, leaves_out, made, language, changed, *stamps = row
    return Feed(
        plugs.Scope("mine", first, last, member_id=member),
        tag_of("mine", first, leaves_out, language, *stamps),
        max(filter(None, (made, changed))),
        _("My meetings"),
        leaves_out=leaves_out,
        language=language,
    )


def public(city=None, at=None):
    """Return the Feed of what is public: of the network, or of one City."""
    first, last = span(at or now())
    kind = "city" if city else "network"
    values = {"first": first, "last": last, "city": city.pk if city else None, "member": None}
    more = "".join(f", ({version})" for version in plugs.versions(kind))
    own = "s.uid"
    statement = f"SELECT max(m.changed_at), {CHANGED.format(own=own)}{more} {OPEN}"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        changed, *stamps = cursor.fetchone()
    name = str(city) if city else settings.NETWORK_NAME
    return Feed(
        plugs.Scope(kind, first, last, city=city),
        tag_of(kind, first, name, get_language(), *stamps),
        changed or first,
        _("%(name)s: meetings") % {"name": name},
    )


def tag_of(*parts):
    """Return the ETag of what a feed is made of."""
    told = "\x1f".join(map(str, (WRITER, settings.SITE_URL, *parts)))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def written(feed):
    """Return the calendar file of a Feed, as octets."""
    scope = feed.scope
    rows = _mine(feed) if scope.kind == "mine" else _public(feed)
    return ics.feed(chain(rows, plugs.added(scope)), name=feed.name)


def _fetch(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _mine(feed):
    """Yield the rows of my meetings: what I did not answer yet or wait for is tentative, what was cancelled says so."""
    scope = feed.scope
    own = """CASE WHEN m.state = 'cancelled' THEN 'CANCELLED'
                  WHEN t.answer IN ('none', 'maybe') OR t.place = 'waiting' THEN 'TENTATIVE' ELSE 'CONFIRMED' END,
             coalesce(nullif(m.join_url, ''), s.join_url, '') <> ''"""
    statement = f"{COLUMNS} {own} {MINE} ORDER BY m.starts_at, m.id"
    values = {"member": scope.member_id, "first": scope.first, "last": scope.last, "leaves_out": feed.leaves_out}
    (page, page_end), (join, join_end), host = addresses()
    words, words_end = (_("Join: %(address)s") % {"address": "\0"}).split("\0")
    for pk, uid, start, end, title, changed, sequence, where, status, is_online in _fetch(statement, values):
        way = f"{join}{pk}{join_end}" if is_online else ""
        text = f"{words}{way}{words_end}" if way else ""
        yield (
            f"{uid}@{host}", start, end, title, changed, sequence, status, text, where or way, f"{page}{pk}{page_end}"
        )  # fmt: skip


def _public(feed):
    """Yield the rows of public meetings. No joining link stands here, not even ours."""
    scope = feed.scope
    own = f"CASE WHEN m.state = 'cancelled' THEN 'CANCELLED' ELSE 'CONFIRMED' END, left(m.about, {ABOUT})"
    statement = f"{COLUMNS} {own} {OPEN} ORDER BY m.starts_at, m.id"
    values = {"city": scope.city.pk if scope.city else None, "first": scope.first, "last": scope.last}
    (page, page_end), _join, host = addresses()
    for pk, uid, start, end, title, changed, sequence, where, status, about in _fetch(statement, values):
        yield f"{uid}@{host}", start, end, title, changed, sequence, status, about, where, f"{page}{pk}{page_end}"


def addresses():
    """Return (page, joining address, host): addresses as (before, after) a meeting's number; any slug leads there."""
    page = reverse("calendar:meeting", args=[0, "meeting"]).split("/0/")
    join = reverse("calendar:join", args=[0]).split("/0/")
    return *((f"{settings.SITE_URL}{before}/", f"/{after}") for before, after in (page, join)), mail.host()
