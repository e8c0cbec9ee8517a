"""What addresses of planning ask for: a meeting and a series that Mei holds, open to members, and a working group."""

from datetime import date


def places(people):
    """Return {address name: its parameters}."""
    from meetings.calendar.actions import planning
    from meetings.calendar.models import Meeting
    from network.kit.clock import now
    from tests.factories.meetings import meeting, series

    mei, year = people["mei"], now().year + 1
    one = meeting(mei, title="Peer support, what next?", day=date(year, 6, 2))
    asks = meeting(mei, title="Vancouver calls", day=date(year, 6, 9), zone="America/Vancouver")
    Meeting.objects.filter(pk=asks.pk).update(
        asks={"why": "law", "wall": f"{year}-06-09T15:00:00", "new_start": f"{year}-06-09T23:00:00+00:00"}
    )
    calls = series(mei, dates=[date(year, 6, 2), date(year, 6, 16)])
    group = planning.begin_group(by=mei, name="Distress")
    about = {"pk": one.pk}
    following = calls.meetings.order_by("starts_at").last()
    return {
        "calendar:meeting": about | {"slug": one.slug},
        **{f"calendar:{name}": about for name in ("edit", "move", "cancel", "hosts", "agenda", "materials")},
        "calendar:settle": {"pk": asks.pk},
        **{f"calendar:series{end}": {"slug": calls.slug} for end in ("", "_edit", "_hosts", "_dates", "_end")},
        "calendar:series_following": {"slug": calls.slug, "pk": following.pk},
        "calendar:group": {"slug": group.slug},
        "calendar:group_edit": {"slug": group.slug},
    }
