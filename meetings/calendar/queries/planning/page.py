"""What a meeting's page shows to one reader."""

from network.access.rules import may


def page_of(meeting, member):
    """Return the context of the meeting's page for `member`."""
    return {
        "meeting": meeting,
        "may_run": bool(may(member, "calendar.run", meeting)),
        "hosts": [one.as_called_by(member) for one in meeting.hosts.all()],
    }
