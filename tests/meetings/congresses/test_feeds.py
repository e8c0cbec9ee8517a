"""Congresses in calendars: whole days, nobody is busy, mine for those who go, the list for everybody."""

from datetime import timedelta

import icalendar
import pytest

from meetings.calendar.feeds import plugs
from meetings.calendar.ics import feed
from meetings.congresses import actions
from network.kit.clock import now
from tests.factories.congresses import congress

pytestmark = pytest.mark.django_db


def rows(kind, member=None):
    moment = now()
    scope = plugs.Scope(kind, moment - timedelta(days=90), moment + timedelta(days=500), member and member.pk)
    return [row for row in plugs.added(scope) if row.uid.startswith("congress-")]


def test_whole_days_with_an_exclusive_end_that_take_no_time(freja):
    made = congress(freja, days=4)
    read = icalendar.Calendar.from_ical(feed(rows("network"), name="Network"))
    event = read.walk("VEVENT")[0]
    assert event.decoded("dtstart") == made.first_day
    assert event.decoded("dtend") == made.last_day + timedelta(days=1)
    assert event["transp"] == "TRANSPARENT"
    assert made.get_absolute_url() in event["url"]


def test_the_list_is_for_everybody_and_mine_for_who_goes(freja, bo, mei):
    made, other = congress(freja), congress(bo, name="Not confirmed")
    assert [row.summary for row in rows("network")] == [made.title]
    assert rows("mine", mei) == []
    actions.go(made, by=mei)
    actions.go(other, by=mei)
    assert {row.summary for row in rows("mine", mei)} == {made.title, other.title}
    assert rows("mine", bo) == []


def test_what_says_whether_a_calendar_has_everything_follows_who_goes_and_what_changes(freja, mei):
    from django.db import connection

    from meetings.congresses.interchange import LISTED, MINE

    def version(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql, {"member": mei.pk})
            return cursor.fetchone()[0]

    made = congress(freja)
    seen = [version(MINE)]
    actions.go(made, by=mei)
    seen.append(version(MINE))
    actions.revise(made, by=freja, place="Rome")
    seen.append(version(MINE))
    actions.stay(made, by=mei)
    seen.append(version(MINE))
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[0]
    listed = version(LISTED)
    congress(freja, name="Another")
    assert version(LISTED) != listed
