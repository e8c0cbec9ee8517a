"""The page of fair turns: the proved season, what other ways cost, and dates that become dates of the series."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from meetings.calendar.models import Meeting
from meetings.polls import planner
from meetings.polls.actions.rotating import accept_season
from meetings.polls.queries.season import season_of
from network.access.rules import Denied
from tests.factories import meetings

pytestmark = pytest.mark.django_db
FOUR = ("copenhagen", "houston", "vancouver", "shanghai")
ASKED = {"first": "2027-02-04", "rhythm": "14", "dates": "6", "minutes": "60", "carries": "on"}


def fortnights(first, dates):
    return [date.fromordinal(first.toordinal() + 14 * turn) for turn in range(dates)]


def test_the_worst_off_city_bears_half_of_what_a_fixed_hour_would_cost(cities):
    """The figures of the planner, with holidays of the cities on top: never worse than both usual ways."""
    season = season_of([cities[slug] for slug in FOUR], fortnights(date(2027, 1, 7), 12), 60)
    assert season.is_proved
    assert len(season.rows) == 12
    assert season.worst[1] <= 95
    assert season.worst_fixed is None or season.worst[1] < season.worst_fixed
    assert season.worst_in_turn is None or season.worst[1] < season.worst_in_turn
    for share in season.shares:
        cells = [cell for row in season.rows for cell in row.cells if cell.city == share.city]
        assert share.points == sum(cell.points for cell in cells)


def test_a_date_on_a_holiday_moves_to_the_nearest_day_and_says_why(in_english, cities):
    from django.utils import translation

    with translation.override("en"):
        season = season_of([cities["houston"], cities["copenhagen"]], [date(2027, 1, 18)], 60)
        row = season.rows[0]
        assert row.start.date() == date(2027, 1, 19)
        assert "Martin Luther King" in str(row.reasons[0])


def test_cities_of_one_zone_hear_the_same_hour_and_each_has_its_share(cities):
    season = season_of([cities["tianjin"], cities["shanghai"], cities["houston"]], [date(2027, 3, 3)], 60)
    shares = {share.city.slug: share.points for share in season.shares}
    assert shares["tianjin"] == shares["shanghai"]


def test_what_was_borne_before_is_made_up_for(cities):
    pair, days = [cities["houston"], cities["tianjin"]], fortnights(date(2027, 3, 3), 4)
    plain = {share.city.slug: share.points for share in season_of(pair, days, 60).shares}
    carried = season_of(pair, days, 60, carried={"houston": 0, "tianjin": 40}).shares
    after = {share.city.slug: share.points for share in carried}
    assert after["tianjin"] < plain["tianjin"]


def test_no_day_left_is_said(cities):
    with pytest.raises(planner.Impossible):
        season_of([cities["shanghai"], cities["houston"]], [date(2026, 2, 18)], 900)


def test_whoever_runs_the_series_plans_and_takes_the_dates_over(in_english, sign_in, freja, mei, bo, cities):
    series = meetings.series(freja, dates=[date(2027, 1, 7)])
    browser = sign_in(freja)
    address = f"/meetings/series/{series.slug}/rotation/"
    page = browser.get(address).content.decode()
    assert "Plan a season" in page
    asked = ASKED | {"cities": [cities[slug].pk for slug in ("copenhagen", "shanghai")]}
    page = browser.get(address, asked).content.decode()
    assert "Proved" in page
    starts = re.findall(r'name="start" value="([^"]+)"', page)
    assert len(starts) == 6
    answer = browser.post(address + "accept/", {"start": starts, "minutes": "60", "is_proved": "1"})
    assert answer.status_code == 302
    there = set(Meeting.objects.filter(series=series).values_list("starts_at", flat=True))
    assert {datetime.fromisoformat(one) for one in starts} <= there
    browser.post(address + "accept/", {"start": starts, "minutes": "60"})
    assert Meeting.objects.filter(series=series).count() == 7, "taken over twice, they stand there once"


def test_members_see_the_ledger_and_no_form_and_strangers_see_nothing(in_english, client, sign_in, freja, bo, cities):
    series = meetings.series(freja)
    address = f"/meetings/series/{series.slug}/rotation/"
    assert client.get(address).status_code == 302
    browser = sign_in(bo)
    page = browser.get(address).content.decode()
    assert "Who bore the nights" in page
    assert "Plan a season" not in page
    start = datetime(2027, 3, 3, 12, tzinfo=UTC).isoformat()
    assert browser.post(address + "accept/", {"start": [start], "minutes": "60"}).status_code == 403
    assert not Meeting.objects.filter(series=series).exists()


def test_a_series_for_the_invited_is_nobody_elses(sign_in, freja, bo):
    series = meetings.series(freja)
    series.audience = [f"member:{freja.pk}"]
    series.visibility = "invited"
    series.save()
    assert sign_in(bo).get(f"/meetings/series/{series.slug}/rotation/").status_code == 404


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"cities": []}, "cities"),
        ({"first": "2020-01-01"}, "past"),
        ({"first": "soon"}, "date"),
        ({"dates": "400"}, "26"),
        ({"minutes": "0"}, "15"),
        ({"rhythm": "3"}, "valid"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_the_field_and_stays(in_english, sign_in, freja, cities, change, word):
    series = meetings.series(freja)
    asked = ASKED | {"cities": [city.pk for city in cities.values()]} | change
    page = sign_in(freja).get(f"/meetings/series/{series.slug}/rotation/", asked)
    assert page.status_code == 200
    text = page.content.decode()
    assert word in text
    assert 'name="minutes"' in text
    assert 'name="start"' not in text


def test_dates_of_the_past_and_strangers_are_refused(freja, bo):
    series = meetings.series(freja)
    with pytest.raises(ValidationError):
        accept_season(series, by=freja, starts=[datetime(2020, 1, 1, 12, tzinfo=UTC)], minutes=60)
    with pytest.raises(Denied):
        accept_season(series, by=bo, starts=[datetime(2099, 1, 1, 12, tzinfo=UTC)], minutes=60)


def test_coordinators_set_the_weights_of_their_city(in_english, sign_in, freja, bo):
    from meetings.polls.models import CityHours

    browser = sign_in(freja)
    typed = {f"band_{place}": str(place) for place in range(6)}
    assert browser.get("/meetings/hours/copenhagen/").status_code == 200
    assert browser.post("/meetings/hours/copenhagen/", typed | {"band_0": "x"}).status_code == 200
    assert not CityHours.objects.exists()
    assert browser.post("/meetings/hours/copenhagen/", typed).status_code == 302
    assert CityHours.objects.get().weights == [0, 1, 2, 3, 4, 5]
    assert sign_in(bo).get("/meetings/hours/copenhagen/").status_code == 403


def test_times_are_suggested_on_a_page_and_as_a_part(in_english, sign_in, bo, cities):
    browser = sign_in(bo)
    asked = {"first": "2027-03-01", "last": "2027-03-12", "minutes": "60",
             "cities": [cities["copenhagen"].pk, cities["tianjin"].pk]}  # fmt: skip
    page = browser.get("/meetings/polls/suggest/", asked).content.decode()
    assert page.count("data-start=") == 5
    assert "Tianjin" in page
    part = browser.get("/meetings/polls/suggest/", asked | {"part": "1"}).content.decode()
    assert "<html" not in part
    assert part.count("data-start=") == 5
    assert (
        "Choose at least one city" in browser.get("/meetings/polls/suggest/", asked | {"cities": []}).content.decode()
    )
    page = browser.get("/meetings/polls/suggest/", asked | {"last": "2027-02-01"}).content.decode()
    assert "ends before it begins" in page


def test_the_ledger_stands_on_the_series_page_for_members_alone(in_english, client, sign_in, freja, tao, bo):
    from meetings.calendar.models import Attendance
    from meetings.polls.actions.rotating import write_burden

    series = meetings.series(freja)
    row = meetings.meeting(freja, day=date(2026, 3, 4), at=time(16), people=[tao], series=series)
    Attendance.objects.filter(meeting=row).update(answer="yes")
    write_burden(row)
    page = sign_in(bo).get(f"/meetings/series/{series.slug}/rotation/").content.decode()
    assert "Hours at night since 2026: Tianjin 1, Copenhagen 0." in page
    assert "the next suggestion spares it" in page
    assert "Only you see this line" not in page
    assert "Only you see this line" in sign_in(tao).get(f"/meetings/series/{series.slug}/rotation/").content.decode()
