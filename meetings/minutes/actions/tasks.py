"""Giving tasks, closing them, passing them on; reminders before and after their day."""

from datetime import timedelta

from django.db import transaction

from meetings.minutes.actions.beginning import begin_minutes
from meetings.minutes.actions.rows import locked, locked_task, told_of
from meetings.minutes.activity import ASSIGNED, TASK_CLOSED, TASK_LATE, TASK_MOVED, TASK_REOPENED, TASK_SOON
from meetings.minutes.models import Task, TaskChange
from meetings.minutes.models.tasks import end_of_day
from meetings.minutes.queries.people import host_ids
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from network.kit.jobs import enqueue

SOON = timedelta(days=3)
Act = TaskChange.Act


class NoOwner(ValueError):
    """A task that is nobody's cannot be saved."""


@transaction.atomic
def assign(meeting, *, by, owner, title, due_on, at=None):
    """Give `owner` a task that came of `meeting`, due at the end of the day `due_on` where they live; returns the Task.

    The owner gets a mail at once. Raises NoOwner, Denied.
    """
    if owner is None:
        raise NoOwner
    minutes = locked(begin_minutes(meeting, by))
    demand(by, "minutes.assign", minutes)
    moment = at or now()
    task = Task(meeting=minutes.meeting, series_id=minutes.meeting.series_id, title=title.strip(), owner=owner,
                assigned_by=by, created_at=moment)  # fmt: skip
    _due(task, due_on)
    _not_told_again(task, moment)
    task.save()
    TaskChange.objects.create(task=task, act=Act.ASSIGNED, by=by, at=moment, to=owner, day=due_on)
    _tell(ASSIGNED, task, by, names=[owner.pk], day=due_on.isoformat(), at=moment)
    plan_reminders(task)
    return task


@transaction.atomic
def change_task(task, *, by, owner=None, title=None, due_on=None, at=None):
    """Pass a task on, give it another day, other words; what is None stays. Returns the Task. Raises Denied."""
    task = locked_task(task)
    demand(by, "minutes.change_task", task)
    moment, former = at or now(), task.owner
    passes = owner is not None and owner != former
    moves = due_on is not None and due_on != task.due_on
    words = title is not None and title.strip() != task.title
    if not (passes or moves or words):
        return task
    if words:
        task.title = title.strip()
        TaskChange.objects.create(task=task, act=Act.WORDED, by=by, at=moment, note=task.title)
    if passes:
        task.owner = owner
        TaskChange.objects.create(task=task, act=Act.PASSED_ON, by=by, at=moment, to=owner)
    if moves:
        TaskChange.objects.create(task=task, act=Act.MOVED, by=by, at=moment, day=due_on)
    _due(task, due_on or task.due_on)
    if passes or moves:
        _not_told_again(task, moment)
    task.save()
    if passes:
        _tell(ASSIGNED, task, by, names=[owner.pk], day=task.due_on.isoformat(), at=moment)
    concerned = {former.pk if former else None, task.assigned_by_id} if passes else {task.owner_id, task.assigned_by_id}
    _tell(TASK_MOVED, task, by, names=concerned - {None, by.pk}, day=task.due_on.isoformat(), at=moment)
    plan_reminders(task)
    return task


@transaction.atomic
def close_task(task, *, by, state=Task.State.DONE, note="", by_mail=False, at=None):
    """Close a task as done or dropped; returns whether this call did it. Raises Denied.

    Of two who close it at once the second finds it closed.
    """
    task = locked_task(task)
    if not task.is_open:
        return False
    demand(by, "minutes.close_task", task)
    moment = at or now()
    task.state, task.note, task.closed_at, task.closed_by = state, note.strip()[:500], moment, by
    task.save(update_fields=["state", "note", "closed_at", "closed_by"])
    TaskChange.objects.create(task=task, act=state, by=by, at=moment, note=task.note, by_mail=by_mail)
    names = {task.assigned_by_id, task.owner_id, *host_ids(task.meeting)} - {None, by.pk}
    _tell(TASK_CLOSED, task, by, names=names, state=state, note=task.note, at=moment)
    return True


@transaction.atomic
def reopen_task(task, *, by, note="", at=None):
    """Open a closed task again; returns whether this call did it. Raises Denied."""
    task = locked_task(task)
    if task.is_open:
        return False
    demand(by, "minutes.reopen_task", task)
    moment = at or now()
    task.state, task.note, task.closed_at, task.closed_by = Task.State.OPEN, "", None, None
    _not_told_again(task, moment)
    task.save()
    TaskChange.objects.create(task=task, act=Act.REOPENED, by=by, at=moment, note=note.strip()[:500])
    _tell(TASK_REOPENED, task, by, names={task.owner_id} - {None, by.pk}, at=moment)
    plan_reminders(task)
    return True


def hand_over(task, *, to, by):
    """Give an open task to whoever takes over from a leaver; asked by the hand-over, which has asked its own rule."""
    with transaction.atomic():
        task = locked_task(task)
        if not task.is_open:
            return
        task.owner = to
        _due(task, task.due_on)
        task.save()
        TaskChange.objects.create(task=task, act=Act.PASSED_ON, by=by, to=to)
        _tell(ASSIGNED, task, by, names=[to.pk], day=task.due_on.isoformat())
        plan_reminders(task)


# -- reminders -------------------------------------------------------------------------------------------------------
def plan_reminders(task):
    """Look at a task three days before the end of its day, and at its end."""
    for stage, moment in (("soon", task.due_at - SOON), ("late", task.due_at)):
        key = f"{task.pk}-{task.due_on}-{task.owner_id}-{stage}"
        enqueue("minutes.task", {"task": task.pk, "stage": stage}, key=key, not_before=moment, again=True)


@transaction.atomic
def remind(task_id, stage, at=None):
    """Remind the owner of an open task, once for each day that it was due on. Returns whether it was done."""
    moment = at or now()
    task = Task.objects.filter(pk=task_id).first()
    task = locked_task(task) if task else None
    if task is None or not task.is_open or task.owner_id is None:
        return False
    if stage == "late":
        if moment < task.due_at or task.told_late == task.due_on:
            return False
        task.told_late = task.due_on
    else:
        if not task.due_at - SOON <= moment < task.due_at or task.told_soon == task.due_on:
            return False
        task.told_soon = task.due_on
    task.save(update_fields=["told_soon", "told_late"])
    kind = TASK_LATE if stage == "late" else TASK_SOON
    _tell(kind, task, None, names=[task.owner_id], day=task.due_on.isoformat(), at=moment)
    return True


def look_at_all(at=None):
    """Remind of every task whose job was lost, and follow owners who moved to another zone."""
    moment = at or now()
    for task in Task.objects.open().exclude(owner=None).select_related("owner").order_by("pk"):
        wanted = end_of_day(task.due_on, task.owner.time_zone)
        if wanted != task.due_at:
            Task.objects.filter(pk=task.pk, due_at=task.due_at).update(due_at=wanted)
        remind(task.pk, "late" if moment >= wanted else "soon", at=moment)


def _due(task, due_on):
    task.due_on = due_on
    task.due_at = end_of_day(due_on, task.owner.time_zone)


def _not_told_again(task, moment):
    """Who was just told of a task that is due within three days is not reminded of it as well."""
    task.told_soon = task.due_on if moment >= task.due_at - SOON else None
    task.told_late = None


def _tell(kind, task, by, *, names, at=None, **more):
    audience = {f"member:{pk}" for pk in (*names, task.owner_id, *host_ids(task.meeting)) if pk}
    record(kind, by=by, subject=task, audience=audience, names=names, detail=told_of(task, **more), at=at)
