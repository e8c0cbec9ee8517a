"""Series: right across daylight saving in every zone; dates moved, cancelled, added; all following changed; ended."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from meetings.calendar import rhythm
from meetings.calendar.actions import planning
from meetings.calendar.ics import Unreadable
from meetings.calendar.models import Meeting, Series
from network.access.rules import Denied
from network.activity.models import Activity
from network.kit.clock import local, zones

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
FIELDS = {"title": "Peer calls", "zone": "Europe/Copenhagen", "first_day": date(2027, 3, 3), "time": time(15)}


def begin(by, rrule="FREQ=WEEKLY;COUNT=8", **fields):
    return planning.begin_series(by=by, rrule=rrule, at=AT, **FIELDS | fields)


def starts(series):
    return [one.starts_at for one in series.meetings.order_by("starts_at")]


def test_the_hour_on_the_wall_stays_when_the_clocks_change(mei):
    """15:00 in Copenhagen is 14:00Z until 28 March 2027 and 13:00Z from then on."""
    series = begin(mei)
    assert [one.hour for one in starts(series)] == [14, 14, 14, 14, 13, 13, 13, 13]
    assert {local(one, series.zone).hour for one in starts(series)} == {15}
    assert series.meetings.filter(original_start=datetime(2027, 3, 31, 13, tzinfo=UTC)).count() == 1
    assert all(one.hosts.get() == mei and one.attendances.get().role == "host" for one in series.meetings.all())


def test_every_zone_keeps_its_hour():
    """Weekly at 15:00 for 18 months: 15:00 on the clocks of all zones, whatever their changes."""
    for zone in zones():
        walls = rhythm.walls("FREQ=WEEKLY", datetime(2027, 1, 6, 15), zone, date(2028, 7, 1))
        moments = [rhythm.instant(wall, zone) for wall in walls]
        assert {local(one, zone).strftime("%a %H:%M") for one in moments} == {"Wed 15:00"}, zone
        assert all(timedelta(days=6) < b - a < timedelta(days=8) for a, b in pairwise(moments))


@pytest.mark.parametrize(
    ("frequency", "first", "second"),
    [
        (rhythm.WEEKLY, date(2027, 3, 3), date(2027, 3, 10)),
        (rhythm.FORTNIGHTLY, date(2027, 3, 3), date(2027, 3, 17)),
        (rhythm.FOUR_WEEKLY, date(2027, 3, 3), date(2027, 3, 31)),
        (rhythm.MONTHLY, date(2027, 3, 10), date(2027, 4, 14)),
        (rhythm.LAST, date(2027, 3, 31), date(2027, 4, 28)),
        (rhythm.MONTHLY, date(2027, 3, 31), date(2027, 4, 28)),
    ],
)
def test_rules_as_people_choose_them(mei, frequency, first, second):
    rule = rhythm.counted(rhythm.text(frequency, first), 3)
    series = begin(mei, rule, first_day=first)
    assert [one.day for one in series.meetings.order_by("day")][:2] == [first, second]
    assert rhythm.words(series.rrule, first)
    assert rhythm.end_of(series.rrule) == ("count", 3)


def test_a_date_in_a_gap_moves_on_and_asks(mei):
    """02:30 on 28 March 2027 does not exist in Copenhagen: 03:30, and the hosts may say 01:30."""
    series = begin(mei, "FREQ=WEEKLY;COUNT=3", first_day=date(2027, 3, 21), time=time(2, 30))
    odd = series.meetings.get(day=date(2027, 3, 28))
    assert (odd.time, odd.asks["why"], odd.starts_at) == (time(3, 30), "gap", datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    assert [one.time for one in series.meetings.order_by("day")][2] == time(2, 30)
    held = planning.settle(odd, "before", by=mei)
    assert (held.time, held.sequence, held.asks) == (time(1, 30), 1, {})
    assert held.original_start == odd.original_start
    with pytest.raises(Denied):
        planning.settle(odd, "before", by=mei)


def test_of_an_hour_that_comes_twice_the_first_is_meant_and_asked(mei):
    series = begin(mei, "FREQ=WEEKLY;COUNT=2", first_day=date(2027, 10, 24), time=time(2, 30))
    odd = series.meetings.get(day=date(2027, 10, 31))
    assert (odd.starts_at.hour, odd.asks["why"]) == (0, "twice")
    held = planning.settle(odd, "second", by=mei)
    assert (held.starts_at.hour, held.sequence) == (1, 1)


def test_chosen_dates_may_be_days_walls_or_moments(mei):
    """As a rotation plans them: each date at its own hour."""
    series = planning.begin_series(
        by=mei, at=AT, title="Rotation", zone="Europe/Copenhagen", time=time(15),
        dates=[date(2027, 3, 3), datetime(2027, 3, 17, 8), datetime(2027, 3, 31, 13, tzinfo=UTC)],
    )  # fmt: skip
    assert [one.time for one in series.meetings.order_by("day")] == [time(15), time(8), time(15)]
    assert (series.rrule, series.first_day) == ("", date(2027, 3, 3))


def test_one_date_moves_another_is_cancelled_and_both_keep_their_name(mei):
    series = begin(mei)
    one, two = series.meetings.order_by("starts_at")[1:3]
    moved = planning.change(one, by=mei, day=date(2027, 3, 11), time=time(9))
    planning.cancel(two, by=mei, reason="Holiday", at=AT)
    assert moved.original_start == one.original_start
    series.refresh_from_db()
    assert series.sequence == 0
    assert Activity.objects.filter(kind="calendar.moved", subject_id=str(one.pk)).count() == 1


def test_a_date_is_added_once(mei):
    series = begin(mei)
    added = planning.add_date(series, by=mei, day=date(2027, 3, 5), minutes=30)
    assert (added.time, added.minutes, added.ends_at - added.starts_at) == (time(15), 30, timedelta(minutes=30))
    assert Series.objects.get().sequence == 1
    with pytest.raises(ValidationError):
        planning.add_date(series, by=mei, day=date(2027, 3, 5))


def test_all_following_go_over_to_a_new_series_as_the_same_rows(mei, bo):
    """The old rule ends with UNTIL, the new one has its own UID; pages, people and agendas stay."""
    series = begin(mei)
    rows = list(series.meetings.order_by("starts_at"))
    planning.put_agenda(rows[5], [{"title": "Hello", "minutes": 10}], by=mei)
    new = planning.change_following(rows[4], by=mei, day=date(2027, 4, 1), time=time(9), at=AT)
    series.refresh_from_db()
    assert (new.follows, new.uid != series.uid, new.rrule) == (series, True, "FREQ=WEEKLY;COUNT=4")
    assert series.rrule == "FREQ=WEEKLY;UNTIL=20270324T140000Z"
    assert series.ended_at == AT
    assert list(new.meetings.order_by("starts_at").values_list("pk", flat=True)) == [one.pk for one in rows[4:]]
    assert [one.day for one in new.meetings.order_by("day")] == [date(2027, 4, day) for day in (1, 8, 15, 22)]
    assert {one.sequence for one in new.meetings.all()} == {1}
    assert rows[5].agenda.count() == 1
    kinds = Activity.objects.filter(kind__startswith="calendar.series").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["calendar.series_begun", "calendar.series_ended", "calendar.series_begun"]


def test_all_following_of_chosen_dates_move_one_by_one(mei):
    series = planning.begin_series(by=mei, at=AT, title="Rotation", zone="Europe/Copenhagen", time=time(15),
                                   dates=[date(2027, 3, 3), date(2027, 3, 17), date(2027, 4, 21)])  # fmt: skip
    second = series.meetings.order_by("day")[1]
    same = planning.change_following(second, by=mei, day=date(2027, 3, 18), time=time(16), at=AT)
    assert (same.pk, same.sequence) == (series.pk, 1)
    found = [(one.day, one.time.hour, one.sequence) for one in series.meetings.order_by("day")]
    assert found == [(date(2027, 3, 3), 15, 0), (date(2027, 3, 18), 16, 1), (date(2027, 4, 22), 16, 1)]


def test_a_series_that_goes_on_is_written_18_months_ahead_and_further_each_day(mei):
    series = begin(mei, "FREQ=WEEKLY;INTERVAL=2")
    count = series.meetings.count()
    assert series.meetings.order_by("-day").first().day > date(2028, 6, 1)
    assert planning.extend(series, at=AT) == []
    assert len(planning.extend(series, at=datetime(2027, 6, 1, tzinfo=UTC))) > 5
    assert series.meetings.count() > count
    assert Series.objects.get().sequence == 0


def test_a_series_ends_and_what_was_to_come_is_called_off(mei, bo):
    series = begin(mei)
    with pytest.raises(Denied):
        planning.end_series(series, by=bo, reason="No")
    ended = planning.end_series(series, by=mei, reason="We are done.", after=date(2027, 3, 20), at=AT)
    assert ended.meetings.filter(state=Meeting.State.CANCELLED).count() == 5
    assert ended.rrule == "FREQ=WEEKLY;UNTIL=20270317T140000Z"
    assert len(Activity.objects.get(kind="calendar.series_ended").detail["cancelled"]) == 5
    assert not Activity.objects.filter(kind="calendar.cancelled").exists()


def test_words_of_a_series_go_to_its_dates_but_not_over_their_own(mei, bo):
    series = begin(mei)
    own = series.meetings.order_by("starts_at")[1]
    planning.change(own, by=mei, title="With a guest")
    planning.change_series(series, by=mei, title="Peer calls 2027", hosts=[mei, bo], at=AT)
    titles = [one.title for one in series.meetings.order_by("starts_at")]
    assert titles[:3] == ["Peer calls 2027", "With a guest", "Peer calls 2027"]
    assert set(own.hosts.all()) == {mei, bo}
    assert not Activity.objects.filter(kind="calendar.moved").exists()


def test_bad_rules_are_refused(mei):
    with pytest.raises(ValidationError):
        begin(mei, "")
    with pytest.raises(Unreadable):
        begin(mei, "FREQ=SECONDLY")
    with pytest.raises(ValidationError):
        begin(mei, "FREQ=WEEKLY;BYDAY=MO;COUNT=3")
    with pytest.raises(ValidationError):
        begin(mei, "FREQ=DAILY;COUNT=3", time=time(15), minutes=1441)
    assert not Series.objects.exists()
