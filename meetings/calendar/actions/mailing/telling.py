"""Telling people: members by an activity that names them (their choices say whether a mail follows), guests by mail."""

from network.activity.actions import record
from network.kit.jobs import enqueue


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
            told = {"kind": kind, "row": row.pk, "is_series": hasattr(row, "series_id"), "detail": detail,
                    "sequence": row.asked_sequence, "by": by.pk if by is not None else None}  # fmt: skip
            enqueue("calendar.mail_guest", told)


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
