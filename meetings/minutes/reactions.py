"""What happens to meetings and what follows for their minutes."""

from meetings.calendar.activity.planning import CANCELLED, CHANGED, MOVED, PLANNED
from meetings.calendar.models import Meeting
from meetings.minutes.actions.looking import plan_looks
from meetings.minutes.models import Minutes
from network.activity.kinds import on
from network.catalogue import actions as catalogue
from network.live import texts


@on(PLANNED)
@on(MOVED)
def look_after(activity, subject):
    """Look after it a day and two days later."""
    if isinstance(subject, Meeting):
        plan_looks(subject)


@on(CHANGED)
@on(MOVED)
@on(CANCELLED)
def follow(activity, subject):
    """Minutes are as open as their meeting, and bear its title."""
    if not isinstance(subject, Meeting):
        return
    minutes = Minutes.objects.filter(meeting=subject.pk).select_related("meeting").first()
    if minutes is not None:
        catalogue.write(minutes)
        texts.rights_changed(minutes.subject)
