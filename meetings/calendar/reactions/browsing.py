"""Whatever happens to a meeting, its entry in the catalogue follows."""

from meetings.calendar.activity import mailing, planning
from meetings.calendar.catalogue import whole
from meetings.calendar.models import Attendance, Meeting, Standing
from meetings.calendar.terms import Visibility
from network.activity import kinds
from network.catalogue import actions as catalogue

WORDS_CHANGE = (
    *(planning.PLANNED, planning.MOVED, planning.CANCELLED, planning.CHANGED, planning.AGENDA),
    *(planning.SERIES_BEGUN, planning.SERIES_CHANGED, planning.SERIES_ENDED),
)
READERS_CHANGE = (mailing.INVITED, mailing.TAKEN_OFF, planning.HANDED_OVER)
NAMED = (Visibility.CITY, Visibility.INVITED)
"""Where the entry names those who find it."""


def _meetings(subject):
    # Who is taken off is told of their own row: the meeting itself they may no longer see.
    if isinstance(subject, Attendance | Standing):
        subject = subject.meeting if isinstance(subject, Attendance) else subject.series
    return whole().filter(pk=subject.pk) if isinstance(subject, Meeting) else whole().filter(series=subject)


def write(activity, subject):
    """Write the entry of the meeting anew; of a series those of all its dates."""
    catalogue.write_many(_meetings(subject))


def open_to(activity, subject):
    """Write who finds it anew where that is said by name."""
    catalogue.write_many(_meetings(subject).filter(visibility__in=NAMED))


for kind in WORDS_CHANGE:
    kinds.on(kind)(write)
for kind in READERS_CHANGE:
    kinds.on(kind)(open_to)
