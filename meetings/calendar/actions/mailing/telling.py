"""Telling people: members by an activity that names them (their choices say whether a mail follows), guests by mail."""

from network.activity.actions import record
from network.kit.clock import now
from network.kit.jobs import enqueue
from network.kit.ratelimit import allow


def tell(kind, thing, rows, *, by, **detail):
    """Record `kind` about `thing` for the people of `rows` (Attendances or Standings); nothing without rows."""
    if not rows:
        return
    detail = {"title": getattr(thing, "title", "")} | detail
    members = [row.member_id for row in rows if row.member_id]
    if members:
        record(kind, by=by, subject=thing, names=members, audience=[f"member:{pk}" for pk in members], detail=detail)
    for row in rows:
        if not row.member_id:
            _enqueue(kind, row, detail, by)


def write_to(kind, row, **detail):
    """Write one mail to the person of `row` because their calendar asked for it, whatever else they chose."""
    _enqueue(kind, row, detail | {"asked": now().isoformat()}, None)


def ask_to_confirm(row, inbound):
    """Ask whoever an answer is for whether it is theirs; at most three times a day."""
    if allow(f"calendar-confirm:{row.__class__.__name__}:{row.pk}", "3/d"):
        _enqueue("confirm", row, {"inbound": inbound.pk}, None)


def _enqueue(kind, row, detail, by):
    told = {"kind": kind, "row": row.pk, "is_series": hasattr(row, "series_id"), "detail": detail,
            "sequence": row.asked_sequence, "by": by.pk if by is not None else None}  # fmt: skip
    enqueue("calendar.mail_one", told)


def hosts_of(thing):
    """Return the ids of the members who host a meeting or series, in order."""
    ids = set(thing.hosts.values_list("pk", flat=True)) | ({thing.organiser_id} if thing.organiser_id else set())
    return sorted(ids)


def tell_hosts(kind, thing, *, by=None, **detail):
    """Record `kind` for the hosts of a meeting or series, but for `by`."""
    names = [pk for pk in hosts_of(thing) if by is None or pk != by.pk]
    if names:
        record(kind, by=by, subject=thing, names=names, audience=[f"member:{pk}" for pk in names],
               detail={"title": thing.title} | detail)  # fmt: skip
