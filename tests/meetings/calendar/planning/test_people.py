"""What becomes of what a person holds: handed over, erased, waited for, told in letters."""

from datetime import date, time

import pytest

from meetings.calendar.actions import planning
from meetings.calendar.actions.planning.handover import hand_over
from meetings.calendar.belongings import planning as belongings
from meetings.calendar.desk import planning as desk
from meetings.calendar.digest import planning as digest
from meetings.calendar.models import AgendaPoint, Group, Meeting, Series
from meetings.calendar.personal import planning as personal
from network.access.rules import Denied
from network.activity.models import Activity
from tests.factories.meetings import meeting, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
YEAR = 2027


def test_what_a_leaver_holds_is_handed_over(mei, bo, freja):
    """Meetings to come and series that go on, of the city, or of none; what is past stays."""
    alone = meeting(mei, day=date(YEAR, 6, 2))
    meeting(mei, day=date(2020, 6, 2))
    calls = series(mei, dates=[date(YEAR, 6, 2), date(YEAR, 6, 16)])
    group = planning.begin_group(by=mei, name="Distress")
    assert list(belongings.meetings.things(mei, mei.home_city)) == [alone]
    assert list(belongings.series.things(mei, mei.home_city)) == [calls]
    assert list(belongings.meetings.things(mei, None)) == []
    for kind in (belongings.meetings, belongings.series, belongings.groups):
        kind.move(list(kind.things(mei, mei.home_city)), to=bo, by=mei)
    alone.refresh_from_db()
    assert (alone.organiser, list(alone.hosts.all())) == (bo, [bo])
    assert alone.attendances.get(member=mei).role == "asked"
    assert {one.organiser for one in calls.meetings.all()} == {bo}
    assert Group.objects.get(pk=group.pk).led_by == bo
    assert Activity.objects.filter(kind="calendar.handed_over", names=[bo.pk]).count() == 2


def test_nobody_takes_a_meeting_from_another(mei, bo):
    one = meeting(mei, day=date(YEAR, 6, 2))
    with pytest.raises(Denied):
        hand_over(one, to=bo, by=bo, instead_of=mei)


def test_whoever_is_erased_leaves_nothing_behind_and_nothing_is_lost(mei, bo, carmen, yan):
    """Another host goes on; else who coordinates; of what only the invited see, one of these."""
    shared = planning.plan(
        by=mei, hosts=[bo], title="Shared", day=date(YEAR, 6, 2), time=time(15), zone="Asia/Shanghai"
    )
    open_one = meeting(mei, day=date(YEAR, 6, 3))
    private = meeting(mei, day=date(YEAR, 6, 4), people=[yan], visibility="invited")
    calls = series(mei, dates=[date(YEAR, 6, 2)])
    planning.put_agenda(shared, [{"title": "Hello", "minutes": 5, "presenter": mei}], by=mei)
    group = planning.begin_group(by=mei, name="Distress")
    planning.join_group(group, by=bo)
    told = personal.mine(mei)
    assert len(told["meetings"]) == 4
    assert told["groups"][0]["leads"]
    personal.erase(mei, keep_authorship=False)
    held = {one.pk: one for one in Meeting.objects.all()}
    assert (held[shared.pk].organiser, held[open_one.pk].organiser) == (bo, carmen)
    assert held[private.pk].organiser == yan
    assert Series.objects.get(pk=calls.pk).organiser == carmen
    assert Group.objects.get().led_by == bo
    assert AgendaPoint.objects.get().presenter_name == "former member"
    assert not Meeting.objects.filter(hosts=mei).exists()
    assert not [one for one in held.values() if f"member:{mei.pk}" in one.audience and not one.attendances.filter(
        member=mei).exists()]  # fmt: skip
    personal.erase(mei, keep_authorship=False)


def test_the_desk_asks_hosts_once_for_each_law(mei, bo):
    calls = series(mei, dates=[date(YEAR, 6, 2), date(YEAR, 6, 16)])
    asks = {"why": "law", "wall": f"{YEAR}-06-02T15:00:00", "new_start": f"{YEAR}-06-02T14:00:00+00:00", "tzdata": "x"}
    Meeting.objects.update(asks=asks)
    rows = list(desk.doubts(mei, desk._asking(mei)))
    assert len(rows) == 1
    assert calls.meetings.first().get_absolute_url().split("/")[2] in rows[0].address
    assert not desk._asking(bo).exists()


def test_letters_say_when_and_only_what_still_holds(mei):
    made = planning.plan(by=mei, title="Peer calls", day=date(YEAR, 6, 2), time=time(15), zone="Asia/Shanghai")
    planned = Activity.objects.get(kind="calendar.planned")
    assert "15:00 Shanghai (UTC+8)" in digest.planned(planned, None)
    assert digest.still_planned(planned)
    planning.change(made, by=mei, time=time(16))
    moved = Activity.objects.get(kind="calendar.moved")
    assert not digest.still_planned(planned)
    assert digest.still_there(moved)
    assert "16:00 Shanghai" in digest.moved(moved, None)
    planning.cancel(made, by=mei, reason="Rain")
    assert not digest.still_there(moved)
    assert digest.was_to_come(Activity.objects.get(kind="calendar.cancelled"))
    assert digest.to_the_meeting(moved) == made.get_absolute_url()
