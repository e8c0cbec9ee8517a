"""Who may connect to the text of minutes: those who take part write in it, others who may read it see it grow."""

from meetings.minutes.models import Minutes
from network.access.rules import may
from network.live.registry import EDIT, READ, Grant, shares
from resources.papers.schema.spec import MARKS, NODES

NAMES = frozenset(NODES) | frozenset(MARKS)


@shares("minutes")
def open_text(member, key, params):
    """Answer `/ws/minutes/<number of the meeting>/`."""
    if not (key.isascii() and key.isdigit() and len(key) <= 15) or not member.is_authenticated or not member.is_active:
        return None
    member.__dict__.pop("_audience_keys", None)  # it may have been asked long ago, of the same object
    rows = Minutes.objects.visible_to(member).select_related("meeting", "document")
    minutes = rows.filter(meeting=int(key)).first() if member.is_member else None
    if minutes is None:
        return None
    return Grant(document=minutes.document, role=role_of(member, minutes), subject=minutes.subject, names=NAMES)


def role_of(member, minutes):
    """Return "edit" or "read": what the socket grants, and what the page shows before it is open."""
    return EDIT if not minutes.document.is_frozen and may(member, "minutes.write", minutes) else READ
