"""When a zone changes its rules: the instant stands until the hosts have said what was meant."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from meetings.calendar import times
from meetings.calendar.actions import planning
from meetings.calendar.models import Meeting
from network.activity.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_law(monkeypatch):
    """Vancouver decides to live on UTC-8 all the year."""
    real = times.zone_of
    fixed = timezone(timedelta(hours=-8), "PST")
    monkeypatch.setattr(times, "zone_of", lambda name: fixed if name == "America/Vancouver" else real(name))
    monkeypatch.setattr(times, "VERSION", "2099a")


def plan(by, **fields):
    given = {"title": "Peer calls", "day": date(2027, 3, 3), "time": time(8), "zone": "America/Vancouver"}
    return planning.plan(by=by, **given | fields)


def test_the_instant_stands_and_the_hosts_are_asked_once(mei, bo, request):
    """08:00 in Vancouver was 15:00Z and would be 16:00Z: nothing moves by itself."""
    made, other = plan(mei, hosts=[bo]), plan(mei, zone="Asia/Shanghai")
    request.getfixturevalue("new_law")
    assert planning.look_at_laws() == 1
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.starts_at, made.sequence, made.asks["why"]) == (datetime(2027, 3, 3, 15, tzinfo=UTC), 0, "law")
    assert (other.tzdata, other.asks) == ("2099a", {})
    assert set(Activity.objects.get(kind="calendar.law_changed").names) == {mei.pk, bo.pk}
    assert planning.look_at_laws() == 0


@pytest.mark.parametrize(("choice", "start", "hour"), [("wall", 16, 8), ("instant", 15, 7)])
def test_either_answer_is_a_move(mei, request, choice, start, hour):
    made = plan(mei)
    request.getfixturevalue("new_law")
    planning.look_at_laws()
    held = planning.settle(made, choice, by=mei)
    assert (held.starts_at.hour, held.time.hour, held.sequence) == (start, hour, 1)
    assert (held.tzdata, held.asks) == ("2099a", {})
    assert Activity.objects.filter(kind="calendar.moved").count() == 1
    assert planning.look_at_laws() == 0


def test_whole_days_go_along(mei, request):
    made = plan(mei, all_day=True, time=None)
    request.getfixturevalue("new_law")
    assert planning.look_at_laws() == 0
    assert Meeting.objects.get(pk=made.pk).starts_at == datetime(2027, 3, 3, 8, tzinfo=UTC)
