"""Suggested times: what an hour weighs, days off, who must be there, and who is spared."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.polls.pain import DEFAULT, Hours, is_night, night_minutes, pain, spread
from meetings.polls.queries.holidays import day_off, holiday_name, holidays_between
from meetings.polls.queries.suggesting import Party, holidays_for, suggest

COPENHAGEN, SHANGHAI, HOUSTON, VANCOUVER = "Europe/Copenhagen", "Asia/Shanghai", "America/Chicago", "America/Vancouver"


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "weight"),
    [(0, 20), (5, 20), (6, 5), (7, 2), (8, 1), (9, 0), (16, 0), (17, 1), (18, 2), (19, 2), (20, 5), (21, 5), (22, 10)],
)
def test_half_an_hour_weighs_what_its_part_of_the_day_weighs(hour, weight):
    assert DEFAULT[2 * hour] == DEFAULT[2 * hour + 1] == weight


def test_a_meeting_weighs_the_sum_of_its_half_hours_where_it_is_heard():
    start = utc(2027, 1, 7, 13)  # 14:00 Copenhagen, 07:00 Houston, 06:00 Vancouver, 21:00 Shanghai
    assert pain(start, 60, COPENHAGEN) == 0
    assert pain(start, 60, HOUSTON) == 4
    assert pain(start, 60, VANCOUVER) == 10, "its clocks stay at UTC-7 since 2026: it is six there"
    assert pain(start, 60, SHANGHAI) == 10
    assert pain(start, 75, SHANGHAI) == 5 + 5 + 10, "a part of half an hour counts as a whole one"


def test_declared_hours_weigh_nothing_and_all_others_at_least_something():
    evenings = Hours(frozenset((2, 4)), 17 * 60, 20 * 60)
    assert pain(utc(2027, 1, 7, 18), 60, COPENHAGEN, evenings) == 0, "19:00 is within the hours"
    assert pain(utc(2027, 1, 7, 9), 60, COPENHAGEN, evenings) == 6, "10:00 is not"
    nights = Hours(frozenset(), 22 * 60, 6 * 60)
    assert pain(utc(2027, 1, 7, 23), 60, COPENHAGEN, nights) == 0, "hours may pass midnight"


def test_night_lasts_from_ten_in_the_evening_until_seven():
    assert night_minutes(utc(2027, 1, 7, 20, 30), 60, COPENHAGEN) == 30
    assert is_night(utc(2027, 1, 7, 20, 45), 20, COPENHAGEN), "its end is past ten"
    assert not is_night(utc(2027, 1, 7, 20), 60, COPENHAGEN), "what ends at ten is no night"


def test_holidays_are_those_of_country_and_subdivision_and_have_a_name_in_the_readers_language():
    assert day_off(date(2027, 2, 15), "CA", "BC").kind == "holiday"
    assert day_off(date(2027, 2, 15), "CA") is None, "Family Day is the province's"
    assert holiday_name(date(2027, 12, 24), "DK", language="da") == holiday_name(
        date(2027, 12, 24), "DK", language="da"
    )
    assert holiday_name(date(2027, 12, 25), "DK", language="en") == "Christmas Day"
    assert holiday_name(date(2027, 12, 25), "DK", language="da") == "Juledag"
    assert holiday_name(date(2026, 10, 1), "CN", language="zh-hans") == "国庆节"
    assert [row.day for row in holidays_between(date(2027, 1, 1), date(2027, 1, 31), "US")] == [
        date(2027, 1, 1),
        date(2027, 1, 18),
    ]


def test_a_chinese_working_saturday_is_worked():
    assert day_off(date(2026, 2, 14), "CN") is None
    assert day_off(date(2026, 2, 21), "CN").kind == "weekend"
    assert day_off(date(2026, 2, 14), "DK").kind == "weekend"


def test_an_unknown_country_rests_at_weekends_alone():
    assert day_off(date(2027, 1, 2), "ZZ").kind == "weekend"
    assert day_off(date(2027, 1, 1), "ZZ") is None


def parties(**zones):
    known = {"copenhagen": (COPENHAGEN, "DK", ""), "houston": (HOUSTON, "US", ""), "tianjin": (SHANGHAI, "CN", ""),
             "vancouver": (VANCOUVER, "CA", "BC")}  # fmt: skip
    return [Party(key, *known[key], people=people) for key, people in zones.items()]


@pytest.mark.django_db
def test_the_best_times_come_first_apart_from_each_other_and_on_working_days():
    found = suggest(parties(copenhagen=2, tianjin=2), first=date(2027, 3, 1), last=date(2027, 3, 12), minutes=60)
    assert len(found) == 5
    assert found[0].burden == {"copenhagen": 0, "tianjin": 2} or found[0].worst[1] <= 2
    worst = [one.worst[1] for one in found]
    assert worst == sorted(worst)
    starts = sorted(one.start for one in found)
    assert all(b - a >= timedelta(hours=3) for a, b in itertools.pairwise(starts))
    for one in found:
        assert not one.is_blocked
        assert one.start.astimezone(ZoneInfo(SHANGHAI)).weekday() < 5


@pytest.mark.django_db
def test_no_holiday_of_anybody_is_suggested_and_it_is_said_which_and_where(in_english):
    from django.utils import translation

    everybody = parties(copenhagen=1, houston=1)
    found = suggest(everybody, first=date(2027, 1, 18), last=date(2027, 1, 19), minutes=60)
    assert found
    assert {one.start.date() for one in found} == {date(2027, 1, 19)}, "the 18th is a holiday in the United States"
    with translation.override("en"):
        reasons = [str(one) for one in holidays_for(everybody, date(2027, 1, 18), date(2027, 1, 19))]
    assert len(reasons) == 1
    assert "Martin Luther King" in reasons[0]
    assert "Houston" in reasons[0]


@pytest.mark.django_db
def test_where_every_day_is_somebodys_day_off_that_is_said():
    from django.utils import translation

    found = suggest(parties(copenhagen=3, houston=1), first=date(2027, 1, 18), last=date(2027, 1, 18), minutes=60)
    assert found
    assert all(one.is_blocked for one in found)
    with translation.override("en"):
        assert "holiday in Houston" in " ".join(str(reason) for reason in found[0].reasons)


@pytest.mark.django_db
def test_whoever_bore_most_is_spared_next_time():
    everybody, days = parties(copenhagen=1, houston=1, tianjin=1), {"first": date(2027, 3, 1), "last": date(2027, 3, 5)}
    plain = suggest(everybody, minutes=60, most=1, **days)[0]
    assert plain.burden["tianjin"] > 0
    spared = suggest(everybody, minutes=60, most=1, ledger={"copenhagen": 0, "houston": 0, "tianjin": 20}, **days)[0]
    assert spared.burden["tianjin"] < plain.burden["tianjin"]
    assert "spares" in [reason.kind for reason in spared.reasons]
    assert [reason.place for reason in spared.reasons if reason.kind == "spares"] == ["tianjin"]


@pytest.mark.django_db
def test_who_must_be_there_goes_first():
    days = {"first": date(2027, 3, 1), "last": date(2027, 3, 5)}
    one = Party("tianjin", SHANGHAI, "CN", "", is_must=True)
    others = [Party("vancouver", VANCOUVER, "CA", "BC", people=9)]
    found = suggest([one, *others], minutes=60, **days)
    assert not any(is_night(row.start, 60, SHANGHAI) for row in found)


def test_nothing_is_suggested_in_the_past(monkeypatch):
    monkeypatch.setattr("meetings.polls.queries.suggesting.clock.now", lambda: utc(2027, 3, 3, 12))
    found = suggest([Party("copenhagen", COPENHAGEN, "DK")], first=date(2027, 3, 1), last=date(2027, 3, 3), minutes=30)
    assert found
    assert all(one.start >= utc(2027, 3, 3, 12) for one in found)
    assert suggest([Party("copenhagen", COPENHAGEN)], first=date(2027, 3, 1), last=date(2027, 3, 2), minutes=30) == []


def test_the_end_before_the_beginning_is_refused_and_nobody_is_nothing():
    with pytest.raises(ValueError, match="before"):
        suggest([], first=date(2027, 3, 2), last=date(2027, 3, 1), minutes=30)
    assert suggest([], first=date(2027, 3, 1), last=date(2027, 3, 2), minutes=30) == []


@pytest.mark.django_db
def test_members_are_taken_with_their_zone_hours_and_city(mei, freja, priya, django_assert_num_queries):
    freja.hours_days, freja.hours_from, freja.hours_to = [1, 2], time(9), time(15)
    freja.save()
    with django_assert_num_queries(2):
        found = suggest([mei, freja], first=date(2027, 3, 1), last=date(2027, 3, 12), minutes=60)
    assert found
    assert set(found[0].burden) == {"shanghai", "copenhagen"}
    for one in found:
        assert one.start.astimezone(ZoneInfo(COPENHAGEN)).isoweekday() in (1, 2), "Freja works on two days alone"


@pytest.mark.django_db
def test_a_hidden_city_is_not_named(mei, freja):
    mei.shown = {"city": "me"}
    mei.save()
    found = suggest([mei, freja], first=date(2027, 3, 1), last=date(2027, 3, 5), minutes=60)
    assert set(found[0].burden) == {"Asia/Shanghai", "copenhagen"}


@pytest.mark.django_db
def test_a_city_may_weigh_its_hours_in_its_own_way(cities):
    from meetings.polls.models import CityHours

    CityHours.objects.create(city=cities["copenhagen"], weights=[9, 0, 0, 0, 0, 0])
    found = suggest([cities["copenhagen"]], first=date(2027, 3, 1), last=date(2027, 3, 5), minutes=60)
    assert all(one.burden["copenhagen"] == 0 for one in found)
    assert all(not 9 <= one.start.astimezone(ZoneInfo(COPENHAGEN)).hour < 17 for one in found)


@settings(deadline=None)
@given(
    st.integers(0, 47),
    st.sampled_from([15, 30, 60, 90]),
    st.sampled_from([COPENHAGEN, HOUSTON, VANCOUVER, SHANGHAI, "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_the_table_of_all_times_says_what_the_sum_says(half, minutes, zone):
    from meetings.polls.queries.grid import Grid

    grid = Grid(date(2027, 3, 26), date(2027, 3, 30), minutes, 30)
    cost, _off, night = grid.look(Party("x", zone))
    for day in range(5):
        place = day * 48 + half
        start = datetime.fromtimestamp(int(grid.starts[place]) * 60, UTC)
        assert cost[place] == pain(start, minutes, zone)
        assert bool(night[place]) == bool(night_minutes(start, minutes, zone))


def test_weights_are_spread_over_the_day():
    assert spread((1, 2, 3, 4, 5, 6))[:12] == (6,) * 12
    with pytest.raises(ValueError, match="argument"):
        spread((1, 2))
