"""What a leaver hands over: tasks that are open."""

from django.utils.translation import gettext_lazy as _

from meetings.minutes.actions import tasks as actions
from meetings.minutes.models import Task
from network.kit.belongings import belongs


@belongs("minutes.tasks", _("Open tasks from meetings"))
def tasks(member, city):
    """Tasks that are open. They are of no city: they go along with the home city's things."""
    if (city.pk if city else None) != member.home_city_id:
        return Task.objects.none()
    return Task.objects.open().filter(owner=member)


@tasks.moves
def move(things, *, to, by):
    """Let the successor do them; they get a mail of each."""
    for task in things:
        actions.hand_over(task, to=to, by=by)
