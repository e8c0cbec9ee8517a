"""What minutes hold about a person: tasks, decisions written down, that they were there; what becomes of it.

Words in the text of minutes are the meeting's: what somebody wrote stays, under nobody's name. Whoever was erased is no
longer named among those who were there, and open tasks of theirs go to the meeting's organiser, so that none is lost.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.minutes.models import Decision, Minutes, Task, TaskChange
from network.kit.personal import FORMER, erases, exports, plain

COLUMNS = [
    *("minutes.Minutes.begun_by", "minutes.Minutes.circulated_by", "minutes.Minutes.approved_by"),
    *("minutes.Decision.by", "minutes.Task.owner", "minutes.Task.closed_by", "minutes.Task.assigned_by"),
    *("minutes.TaskChange.by", "minutes.TaskChange.to"),
]


@exports("minutes", _("Minutes, decisions and tasks"), holds=COLUMNS)
def mine(member):
    """Tasks of the member, those they gave and closed, decisions they wrote down, minutes they began and sent."""
    tasks = Task.objects.filter(Q(owner=member) | Q(assigned_by=member) | Q(closed_by=member)).select_related("meeting")
    acts = Q(begun_by=member) | Q(circulated_by=member) | Q(approved_by=member)
    return {
        "tasks": [
            plain(one, "title", "due_on", "state", "note", "closed_at", "created_at")
            | {
                "meeting": one.meeting.title,
                "is_mine": one.owner_id == member.pk,
                "given_by_me": one.assigned_by_id == member.pk,
                "closed_by_me": one.closed_by_id == member.pk,
            }
            for one in tasks.order_by("pk")
        ],
        "steps": [
            plain(one, "act", "at", "day", "note") | {"task": one.task_id, "to_me": one.to_id == member.pk}
            for one in TaskChange.objects.filter(Q(by=member) | Q(to=member)).order_by("pk")
        ],
        "decisions": [
            plain(one, "number", "text", "decided_on", "at") | {"meeting": one.meeting.title}
            for one in Decision.objects.filter(by=member).select_related("meeting").order_by("pk")
        ],
        "minutes": [
            plain(one, "begun_at", "circulated_at", "approved_at") | {"meeting": one.meeting.title}
            for one in Minutes.objects.filter(acts).select_related("meeting").order_by("pk")
        ],
        "was_there": [
            one.meeting.title
            for one in Minutes.objects.filter(present__contains=[{"member": member.pk}]).select_related("meeting")
        ],
    }


@erases("minutes", order=44, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Give open tasks to the organiser, and take the name off everything else."""
    for task in Task.objects.select_for_update(of=("self",)).filter(owner=member).select_related("meeting__organiser"):
        heir = task.meeting.organiser
        if task.is_open and heir is not None and heir.pk != member.pk:
            TaskChange.objects.create(task=task, act=TaskChange.Act.PASSED_ON, by=None, to=heir)
            task.owner = heir
        else:
            task.owner = None
        task.save(update_fields=["owner"])
    Task.objects.filter(closed_by=member).update(closed_by=None)
    Task.objects.filter(assigned_by=member).update(assigned_by=None)
    TaskChange.objects.filter(by=member).update(by=None)
    TaskChange.objects.filter(to=member).update(to=None)
    Decision.objects.filter(by=member).update(by=None)
    for name in ("begun_by", "circulated_by", "approved_by"):
        Minutes.objects.filter(**{name: member}).update(**{name: None})
    for minutes in Minutes.objects.select_for_update().filter(present__contains=[{"member": member.pk}]):
        nameless = {"member": None, "name": FORMER}
        minutes.present = [nameless if one["member"] == member.pk else one for one in minutes.present]
        minutes.save(update_fields=["present"])
