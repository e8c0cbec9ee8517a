"""The ledger: who sat through bad hours in a series, and whom the next suggestion spares."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction

from meetings.calendar.models import Attendance, Meeting
from meetings.polls.actions.rotating import weigh, write_burden
from meetings.polls.models import Burden
from meetings.polls.queries import ledger
from meetings.polls.queries.suggesting import suggest
from network.access.rules import Denied
from network.kit import jobs
from network.kit.models import Job
from tests.factories import meetings

pytestmark = pytest.mark.django_db
DAYS = {"first": date(2027, 3, 1), "last": date(2027, 3, 12)}


def held(by, people, *, day=date(2026, 3, 4), at=time(16), **fields):
    """Return a meeting of a series, long over, at which all `people` said yes: 23:00 in China."""
    series = meetings.series(by)
    row = meetings.meeting(by, day=day, at=at, people=people, series=series, **fields)
    Attendance.objects.filter(meeting=row).update(answer="yes")
    return series, row


def burdens(row):
    rows = row.burdens.filter(city__isnull=False)
    return {one.city.slug: (one.points, one.night_minutes, one.people) for one in rows}


def test_a_meeting_that_is_over_stands_in_the_ledger_once_however_often_it_is_written(mei, freja, tao):
    series, row = held(freja, [mei, tao])
    assert write_burden(row) == 6
    assert write_burden(row) == 6
    assert burdens(row) == {"copenhagen": (0, 0, 1), "shanghai": (20, 60, 1), "tianjin": (20, 60, 1)}
    assert Burden.objects.filter(meeting=row, member=tao).get().points == 20
    assert ledger.balance(series) == {"copenhagen": 0, "shanghai": 20, "tianjin": 20}


def test_attendance_that_was_noted_goes_before_answers_and_the_ledger_follows_it(mei, freja, tao):
    _series, row = held(freja, [mei, tao])
    write_burden(row)
    Attendance.objects.filter(meeting=row, member__in=[freja, tao]).update(presence="present")
    Attendance.objects.filter(meeting=row, member=mei).update(presence="absent")
    write_burden(row)
    assert burdens(row) == {"copenhagen": (0, 0, 1), "tianjin": (20, 60, 1)}
    assert not Burden.objects.filter(member=mei).exists()


@pytest.mark.parametrize(
    "change",
    [{"state": "cancelled"}, {"mode": "on_site"}, {"ends_at": datetime(2099, 1, 1, tzinfo=UTC)}, {"series": None}],
)
def test_what_called_nobody_out_of_bed_is_not_in_the_ledger(mei, freja, change):
    _series, row = held(freja, [mei])
    write_burden(row)
    assert burdens(row)
    Meeting.objects.filter(pk=row.pk).update(**change)
    assert write_burden(row) == 0
    assert not burdens(row)


def test_noting_attendance_lets_the_ledger_be_written_again(mei, freja):
    from meetings.calendar.activity.attending import MARKED
    from network.activity.actions import record

    _series, row = held(freja, [mei])
    with transaction.atomic():
        record(MARKED, by=freja, subject=row)
    assert Job.objects.filter(kind="polls.burden", key=str(row.pk)).exists()
    jobs.drain()
    assert burdens(row) == {"copenhagen": (0, 0, 1), "shanghai": (20, 60, 1)}


def test_tianjin_takes_the_late_hour_and_the_next_suggestion_spares_it(freja, bo, tao):
    series, row = held(freja, [bo, tao], at=time(16))
    before = suggest([freja, bo, tao], minutes=60, most=1, **DAYS)[0]
    assert before.burden["tianjin"] > 0
    write_burden(row)
    after = suggest([freja, bo, tao], minutes=60, most=1, ledger=ledger.balance(series), **DAYS)[0]
    assert after.burden["tianjin"] < before.burden["tianjin"]
    assert ("spares", "tianjin") in [(reason.kind, reason.place) for reason in after.reasons]


def test_the_late_hour_of_next_week_counts_before_it_is_over(freja, bo, tao):
    series = meetings.series(freja)
    meetings.meeting(freja, day=date(2098, 3, 5), at=time(16), people=[bo, tao], series=series)
    assert ledger.balance(series)["tianjin"] == 20
    assert ledger.lines(series) == [], "the table tells of meetings that were held"


def test_a_city_that_is_new_begins_where_the_least_burdened_stands(mei, freja, tao):
    series, row = held(freja, [mei, tao], at=time(21))
    write_burden(row)
    assert ledger.balance(series, ["copenhagen", "houston", "shanghai"]) == {
        "copenhagen": 10,
        "houston": 10,
        "shanghai": 40,
    }


def test_lines_tell_hours_at_night_who_bore_most_and_the_last_meetings(mei, freja, tao):
    series, row = held(freja, [mei, tao])
    other = meetings.meeting(freja, day=date(2026, 3, 18), at=time(9), people=[tao], series=series)
    Attendance.objects.filter(meeting=other).update(answer="yes")
    write_burden(row)
    write_burden(other)
    lines = {line.city.slug: line for line in ledger.lines(series)}
    assert (lines["tianjin"].hours, lines["tianjin"].nights, lines["tianjin"].meetings) == (1, 1, 2)
    assert lines["tianjin"].last == [True, False]
    assert lines["shanghai"].last == [True, None]
    assert lines["tianjin"].is_most
    assert not lines["copenhagen"].is_most
    assert ledger.since(series) == 2026
    assert ledger.own(series, tao).hours == 1
    assert ledger.own(series, freja).points == 0


def test_only_coordinators_say_what_the_hours_of_a_city_weigh(cities, freja, bo, mei, carmen):
    assert weigh(cities["copenhagen"], by=freja, weights=[0, 0, 1, 1, 9, 9]).weights == [0, 0, 1, 1, 9, 9]
    assert weigh(cities["copenhagen"], by=carmen, weights=[1, 0, 1, 1, 9, 9]).weights[0] == 1
    for somebody in (bo, mei):
        with pytest.raises(Denied):
            weigh(cities["copenhagen"], by=somebody, weights=[0] * 6)
    with pytest.raises(ValueError, match="weights"):
        weigh(cities["copenhagen"], by=freja, weights=[0, 0, 0, 0, 0, 101])
