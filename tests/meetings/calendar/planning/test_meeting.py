"""Planning, changing, moving, cancelling one meeting."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from meetings.calendar.actions import planning
from meetings.calendar.actions.rows import NoSuchHour
from network.access.rules import Denied
from network.activity.models import Activity

pytestmark = pytest.mark.django_db
WHEN = {"day": date(2027, 3, 3), "time": time(15), "zone": "Europe/Copenhagen", "minutes": 60}


def plan(by, **fields):
    return planning.plan(by=by, **{"title": "Peer calls"} | WHEN | fields)


def kinds():
    """The kinds of this topic; others tell whom they write to."""
    ours = [f"calendar.{word}" for word in ("planned", "changed", "moved", "cancelled")]
    return list(Activity.objects.filter(kind__in=ours).order_by("pk").values_list("kind", flat=True))


def test_a_meeting_has_an_instant_a_host_and_an_audience(mei, bo):
    """The wall time is what was said; the instant follows; whoever plans it comes."""
    made = plan(mei, hosts=[bo], city=mei.home_city, visibility="city")
    assert made.starts_at == datetime(2027, 3, 3, 14, tzinfo=UTC)
    assert (made.sequence, made.tzdata != "") == (0, True)
    assert {row.member for row in made.attendances.all()} == {mei, bo}
    assert set(made.audience) == {"city:shanghai", f"member:{mei.pk}", f"member:{bo.pk}"}
    assert kinds() == ["calendar.planned"]
    assert Activity.objects.get(kind="calendar.planned").names == [bo.pk]


def test_words_change_in_silence_and_hours_with_a_number(mei):
    """SEQUENCE rises for a new hour alone; what a calendar shows has a new date of change either way."""
    made = plan(mei)
    first = made.changed_at
    made = planning.change(made, by=mei, title="Peer calls, the second")
    assert (made.sequence, made.changed_at > first) == (0, True)
    made = planning.change(made, by=mei, time=time(16), about="Later.")
    assert made.sequence == 1
    assert kinds() == ["calendar.planned", "calendar.changed", "calendar.moved", "calendar.changed"]
    moved = Activity.objects.get(kind="calendar.moved").detail
    assert (moved["old_start"], moved["new_start"]) == ("2027-03-03T14:00:00+00:00", "2027-03-03T15:00:00+00:00")
    made = planning.change(made, by=mei, time=time(16))
    assert len(kinds()) == 4


def test_the_same_moment_in_other_words_is_no_move(mei):
    """15:00 in Copenhagen is 15:00 in Paris: nobody is told to come at another hour."""
    made = planning.change(plan(mei), by=mei, zone="Europe/Paris")
    assert (made.sequence, made.zone) == (0, "Europe/Paris")


def test_a_cancelled_meeting_says_why_and_changes_no_more(mei, bo):
    made = plan(mei)
    with pytest.raises(Denied):
        planning.cancel(made, by=bo, reason="No")
    with pytest.raises(Denied):
        planning.cancel(made, by=mei, reason="  ")
    made = planning.cancel(made, by=mei, reason="The hall is flooded.")
    assert (made.is_cancelled, made.sequence, made.reason) == (True, 1, "The hall is flooded.")
    with pytest.raises(Denied):
        planning.change(made, by=mei, title="Other")
    with pytest.raises(Denied):
        planning.cancel(made, by=mei, reason="Again")


def test_an_hour_that_is_left_out_is_not_planned(mei):
    with pytest.raises(NoSuchHour) as caught:
        plan(mei, day=date(2027, 3, 28), time=time(2, 30))
    assert (caught.value.before.time(), caught.value.after.time()) == (time(1, 30), time(3, 30))


def test_of_an_hour_that_comes_twice_either_can_be_meant(mei):
    first = plan(mei, day=date(2027, 10, 31), time=time(2, 30))
    second = plan(mei, day=date(2027, 10, 31), time=time(2, 30), is_second=True)
    assert (first.starts_at.hour, second.starts_at.hour) == (0, 1)
    assert not plan(mei, is_second=True).is_second
    assert plan(mei, start=second.starts_at, day=None, time=None).is_second


def test_whole_days_last_from_midnight_to_midnight(mei):
    made = plan(mei, all_day=True, time=None, day=date(2027, 3, 27), last_day=date(2027, 3, 28))
    assert made.ends_at == datetime(2027, 3, 28, 22, tzinfo=UTC)
    with pytest.raises(ValidationError):
        plan(mei, all_day=True, day=date(2027, 3, 27), last_day=date(2027, 3, 26))


def test_bad_zones_and_unknown_fields_are_refused(mei):
    with pytest.raises(ValidationError):
        plan(mei, zone="EST")
    with pytest.raises(TypeError):
        plan(mei, colour="blue")


def test_a_city_is_held_for_by_its_own(mei, bo, xiu):
    """Nobody calls people together in another city's name; applicants call nobody."""
    with pytest.raises(Denied):
        plan(bo, city=mei.home_city)
    with pytest.raises(Denied):
        plan(xiu)


def test_no_title_takes_the_address_of_a_page(mei):
    made = plan(mei, title="Agenda")
    assert made.get_absolute_url().endswith("/the-agenda/")


def test_the_page_is_for_those_who_see_it(client, mei, bo):
    made = plan(mei, visibility="invited")
    client.force_login(bo)
    assert client.get(made.get_absolute_url()).status_code == 404
    client.force_login(mei)
    assert client.get(f"/meetings/{made.pk}/old/").headers["Location"] == made.get_absolute_url()
    assert "Peer calls" in client.get(made.get_absolute_url()).content.decode()
