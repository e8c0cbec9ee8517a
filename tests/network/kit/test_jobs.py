"""The outbox of jobs: written with the act, done at least once, never lost."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from network.kit import jobs
from network.kit.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls():
    """A kind of job that notes its calls; those whose payload says so fail."""
    seen = []

    def do(payload):
        seen.append(payload)
        if payload.get("fail"):
            raise RuntimeError("as asked")

    jobs._kinds["tests.note"] = jobs.Kind("tests.note", do, "fast", 3)
    yield seen
    del jobs._kinds["tests.note"]


def test_a_job_lives_and_dies_with_the_act(calls):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue("tests.note", {"n": 1})
        1 / 0  # noqa: B018
    with transaction.atomic():
        jobs.enqueue("tests.note", {"n": 2})
    jobs.drain()
    assert calls == [{"n": 2}]


def test_a_key_makes_it_once(calls):
    for _ in range(3):
        jobs.enqueue("tests.note", {"n": 1}, key="one")
    jobs.drain()
    jobs.enqueue("tests.note", {"n": 1}, key="one")
    jobs.drain()
    assert calls == [{"n": 1}]


def test_again_makes_it_due_once_more(calls):
    jobs.enqueue("tests.note", {"n": 1}, key="one", again=True)
    jobs.drain()
    jobs.enqueue("tests.note", {"n": 2}, key="one", again=True)
    jobs.enqueue("tests.note", {"n": 3}, key="one", again=True)
    jobs.drain()
    assert calls == [{"n": 1}, {"n": 3}]


def test_again_while_it_runs_is_not_forgotten(calls):
    """The row became due while its job ran: finishing must not mark it done."""
    jobs.enqueue("tests.note", {"n": 1}, key="one", again=True)
    [row] = jobs._claim(None, timezone.now(), 5)
    jobs.enqueue("tests.note", {"n": 2}, key="one", again=True)
    jobs._do(row)
    jobs.drain()
    assert calls == [{"n": 1}, {"n": 2}]


def test_not_before_waits(calls):
    jobs.enqueue("tests.note", not_before=timezone.now() + timedelta(hours=1))
    jobs.drain()
    assert calls == []
    jobs.drain(at=timezone.now() + timedelta(hours=2))
    assert calls == [{}]


def test_a_failing_job_is_tried_again_later_and_then_given_up(calls):
    jobs.enqueue("tests.note", {"fail": True}, key="bad")
    jobs.enqueue("tests.note", {"n": 1})
    assert jobs.drain() == 2
    row = Job.objects.get(key="bad")
    assert row.state == Job.State.DUE
    assert row.not_before > timezone.now()
    assert "as asked" in row.error
    for _ in range(2):
        jobs.drain(at=timezone.now() + timedelta(days=1))
    row.refresh_from_db()
    assert row.state == Job.State.DEAD
    assert len(calls) == 4
    jobs.drain(at=timezone.now() + timedelta(days=9))
    assert len(calls) == 4


def test_a_job_whose_doer_died_is_taken_again(calls):
    jobs.enqueue("tests.note", {"n": 1})
    assert len(jobs._claim(None, timezone.now(), 5)) == 1
    assert jobs.drain() == 0
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.drain() == 1
    assert calls == [{"n": 1}]


def test_queues_are_drained_apart(calls):
    jobs.enqueue("tests.note")
    assert jobs.drain("slow") == 0
    assert jobs.drain("fast") == 1


def test_the_broker_away_costs_nobody_anything(calls, settings, monkeypatch, django_capture_on_commit_callbacks):
    """With Valkey gone the act succeeds; the sweep finds the row."""
    from network.kit import tasks

    settings.JOBS_NUDGE = True
    tried = []
    monkeypatch.setattr(tasks, "_away_until", 0.0)

    def away(*args, **kwargs):
        tried.append(1)
        raise OSError("no broker")

    monkeypatch.setattr(tasks.drain, "apply_async", away)
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            jobs.enqueue("tests.note")
            jobs.enqueue("tests.note")
    assert len(tried) == 1, "after one failure nobody waits for the broker for a while"
    assert jobs.drain() == 6


def test_one_nudge_for_a_transaction_and_none_for_a_rollback(calls, settings, monkeypatch):
    from network.kit import tasks

    settings.JOBS_NUDGE = True
    nudged = []
    monkeypatch.setattr(tasks, "nudge", nudged.append)
    with transaction.atomic():
        jobs.enqueue("tests.note")
        assert [call.queue for _sid, call, _robust in transaction.get_connection().run_on_commit] == ["fast"]
        jobs.enqueue("tests.note")
        assert len(transaction.get_connection().run_on_commit) == 1


def test_daily_duties_do_not_stop_one_another(monkeypatch):
    done = []
    monkeypatch.setattr(jobs, "_daily", [lambda: 1 / 0, lambda: done.append(1)])
    jobs.run_daily()
    assert done == [1]


def test_within_a_queue_a_lower_rank_goes_first(db, monkeypatch):
    done = []
    monkeypatch.setitem(jobs._kinds, "test.rank", jobs.Kind("test.rank", lambda p: done.append(p["n"]), "slow", 8))
    for n, rank in ((1, 1000), (2, 3), (3, 0), (4, 0)):
        jobs.enqueue("test.rank", {"n": n}, rank=rank)
    jobs.drain("slow")
    assert done == [3, 4, 2, 1]


def test_what_comes_in_while_slow_jobs_run_may_still_go_before_them(db, monkeypatch):
    done = []

    def call(payload):
        done.append(payload["n"])
        if payload["n"] == 1:
            jobs.enqueue("test.rank", {"n": 99}, rank=0)

    monkeypatch.setitem(jobs._kinds, "test.rank", jobs.Kind("test.rank", call, "slow", 8))
    for n in range(1, 4):
        jobs.enqueue("test.rank", {"n": n}, rank=1000)
    jobs.drain("slow")
    assert done == [1, 99, 2, 3]


def test_no_more_are_leased_than_asked_for_however_the_database_goes_about_it(db, monkeypatch):
    monkeypatch.setitem(jobs._kinds, "test.few", jobs.Kind("test.few", lambda payload: None, "slow", 8))
    for n in range(6):
        jobs.enqueue("test.few", {"n": n})
    with connection.cursor() as cursor:
        for way in ("hashjoin", "mergejoin", "hashagg", "material", "bitmapscan", "indexscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert len(jobs._claim("slow", timezone.now(), 2)) == 2
    assert Job.objects.filter(state=Job.State.LEASED).count() == 2
