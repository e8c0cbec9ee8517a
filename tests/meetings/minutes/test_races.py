"""Two at the same moment: one task closed once, one number a decision, one text a meeting."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from meetings.minutes import actions
from meetings.minutes.models import Decision, Minutes, Task
from network.activity.models import Activity
from network.kit.clock import now
from network.live.models import Document
from tests.meetings.minutes.test_minutes import running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


def at_once(*calls):
    """Do all calls at the same moment, each on a connection of its own; returns what came of them."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(30)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result(60) for one in [pool.submit(run, call) for call in calls]]


def test_two_close_the_same_task(freja, bo):
    one = running(freja, [bo])
    task = actions.assign(one, by=freja, owner=bo, title="x", due_on=(now() + timedelta(days=9)).date())
    did = at_once(
        lambda: actions.close_task(Task.objects.get(pk=task.pk), by=bo, note="bo"),
        lambda: actions.close_task(Task.objects.get(pk=task.pk), by=freja, state="dropped", note="freja"),
    )
    assert sorted(did) == [False, True]
    assert Activity.objects.filter(kind="minutes.task_closed").count() == 1
    assert Task.objects.get().note == ("bo" if did[0] else "freja")


def test_two_begin_the_same_minutes_and_two_send_them(freja, bo):
    one = running(freja, [bo])
    made = at_once(*(lambda who=who: actions.begin_minutes(one, who).pk for who in (freja, bo)))
    assert made[0] == made[1]
    assert Document.objects.filter(subject=f"minutes.minutes:{one.pk}").count() == 1
    sent = at_once(*(lambda: actions.circulate(Minutes.objects.get(pk=made[0]), by=freja) for _ in range(2)))
    assert sorted(sent) == [False, True]
    assert Activity.objects.filter(kind="minutes.circulated").count() == 1


def test_two_decisions_get_two_numbers(freja, bo):
    one = running(freja, [bo])
    actions.begin_minutes(one, freja)
    at_once(*(lambda who=who: actions.decide(one, by=who, text="So be it.") for who in (freja, bo, freja)))
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3]
