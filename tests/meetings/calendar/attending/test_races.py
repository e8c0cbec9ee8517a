"""Many at once: the last place is given once, everybody has a number, the line is kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from meetings.calendar.actions import attending
from meetings.calendar.models import Attendance
from tests.bench.meetings import waiting
from tests.factories.meetings import meeting

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20


def test_two_hundred_come_for_fifty_places(freja, cities):
    held = meeting(freja, takes_registrations=True, capacity=50)
    people = waiting.crowd(200, cities["copenhagen"])
    gate = Barrier(THREADS)

    def come(some):
        try:
            gate.wait()
            return [attending.register(held, by=member).place for member in some]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        said = [place for part in pool.map(come, [people[n::THREADS] for n in range(THREADS)]) for place in part]
    assert len(said) == 200, "nobody met an error"
    rows = Attendance.objects.filter(meeting=held, role="guest")
    assert rows.filter(place="confirmed").count() == said.count("confirmed") == 50
    numbers = rows.filter(place="waiting").order_by("waiting_number").values_list("waiting_number", flat=True)
    assert list(numbers) == list(range(1, 151))
    held.refresh_from_db()
    assert len(held.audience) >= 200, "whoever registered sees it"


@pytest.mark.parametrize("seed", [1, 2])
def test_random_acts_from_many_hands_never_oversell_and_never_skip(freja, cities, seed):
    held = meeting(freja, takes_registrations=True, capacity=8)
    people = waiting.crowd(40, cities["copenhagen"])
    with connection.cursor() as cursor:
        cursor.execute(waiting.LOG)
    try:
        refused, errors = waiting.act_at_random(held, freja, people, acts=300, threads=12, seed=seed)
        found = waiting.judge(held, 8)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(waiting.UNLOG)
    assert errors == []
    assert refused < 200
    assert found["changes"] > 100
    assert (found["oversold"], found["skipped"], found["stuck"]) == (0, 0, 0)
