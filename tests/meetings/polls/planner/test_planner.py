"""The planner finds what cannot be bettered: against brute force, and the season that the networks know."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random

import pytest
from django.conf import settings

from meetings.polls import planner
from meetings.polls.planner.command import answer

FOUR = ["Europe/Copenhagen", "America/Chicago", "America/Vancouver", "Asia/Shanghai"]
THURSDAYS = [date(2027, 1, 7) + timedelta(days=14 * turn) for turn in range(12)]
EVERYWHERE = [*FOUR, "Asia/Kolkata", "Africa/Casablanca", "Australia/Adelaide", "America/Bogota", "Asia/Kathmandu"]


def test_the_worst_off_of_four_cities_bears_90_where_the_best_fixed_hour_gives_180():
    plan = planner.plan(FOUR, THURSDAYS, 60)
    assert plan.burden == {FOUR[0]: 90, FOUR[1]: 76, FOUR[2]: 90, FOUR[3]: 90}
    assert plan.worst == 90
    assert plan.is_proved
    assert [start.date() for start in plan.schedule] == THURSDAYS
    told = planner.compare(FOUR, THURSDAYS, 60)
    assert max(told["fixed"].values()) == 180
    assert max(told["in_turn"].values()) > 90


def test_the_burden_is_what_the_schedule_says():
    plan = planner.plan(FOUR, THURSDAYS, 90)
    for zone in FOUR:
        assert plan.burden[zone] == sum(planner.pain(start, 90, zone) for start in plan.schedule)


@pytest.mark.parametrize("seed", range(25))
def test_no_choice_of_starts_is_better(seed):
    """All 48 starts of each of two or three days, tried out."""
    dice = Random(seed)
    zones = dice.sample(EVERYWHERE, dice.choice([2, 3, 4]))
    # Around the changes of summer time, which are on different days in different places.
    first = date(2027, dice.choice([3, 10, 11]), dice.randint(1, 28))
    days = [first + timedelta(days=7 * turn) for turn in range(dice.choice([2, 3]))]
    minutes = dice.choice([30, 45, 60, 120])
    carried = {zone: dice.choice([0, 0, 15, 40]) for zone in zones}
    choices = []
    for day in days:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        found = {planner.vector(midnight + timedelta(minutes=30 * step), minutes, zones) for step in range(48)}
        choices.append(found - {None})
    if not all(choices):
        with pytest.raises(planner.Impossible):
            planner.plan(zones, days, minutes, carried=carried)
        return
    best = min(
        (max(carried[zone] + sum(row[place] for row in rows) for place, zone in enumerate(zones)), sum(map(sum, rows)))
        for rows in product(*choices)
    )
    plan = planner.plan(zones, days, minutes, carried=carried)
    assert (plan.worst, sum(plan.burden.values())) == best
    assert plan.is_proved


def test_what_was_borne_before_counts():
    """Shanghai bore much last season: now the others take the bad hours as far as that helps."""
    fresh = planner.plan(FOUR, THURSDAYS, 60)
    carried = {"Asia/Shanghai": 60}
    spared = planner.plan(FOUR, THURSDAYS, 60, carried=carried)
    assert spared.burden["Asia/Shanghai"] < fresh.burden["Asia/Shanghai"]
    assert spared.worst < fresh.worst + 60


def test_nobody_is_asked_on_a_free_day():
    """1 October is a holiday in China; on a Friday in Chicago it is Saturday in Shanghai from 11 in the morning on."""
    day = date(2027, 10, 1)
    with pytest.raises(planner.Impossible, match="2027-10-01"):
        planner.plan(["Asia/Shanghai"], [day], 60, days_off={"Asia/Shanghai": {day, day + timedelta(days=1)}})
    friday = planner.plan(["America/Chicago", "Asia/Shanghai"], [date(2027, 10, 8)], 60)
    assert all(start + timedelta(hours=1) <= datetime(2027, 10, 8, 16, tzinfo=UTC) for start in friday.schedule)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ([], "object"),
        ({"zones": ["Mars/Olympus"], "dates": ["2027-01-07"], "minutes": 60}, "not a time zone"),
        ({"zones": [["x"]], "dates": ["2027-01-07"], "minutes": 60}, "not a time zone"),
        ({"zones": FOUR, "dates": ["7 January"], "minutes": 60}, "not a day"),
        ({"zones": FOUR, "dates": [], "minutes": 60}, "list of 1"),
        ({"zones": FOUR, "dates": ["2027-01-07"], "minutes": 0}, "1 to 1440"),
        ({"zones": FOUR, "dates": ["2027-01-07"], "minutes": True}, "1 to 1440"),
        ({"zones": FOUR, "dates": ["2027-01-09"], "minutes": 60}, "2027-01-09"),
        ({"zones": FOUR, "dates": ["2027-01-07"], "minutes": 60, "pain": [0]}, "48"),
        ({"zones": FOUR, "dates": ["2027-01-07"], "minutes": 60, "carried": {"Asia/Tokyo": 3}}, "Asia/Tokyo"),
        ({"zones": FOUR, "dates": ["2027-01-07"], "minutes": 60, "weights": 1}, "unknown"),
    ],
)
def test_mistakes_are_told(asked, words):
    with pytest.raises(planner.Impossible, match=words):
        answer(asked)


def run(text, *more):
    """Run the command as a person would, where there is neither a database nor a setting."""
    command = [sys.executable, "manage.py", "plan_rotation", *more]
    return subprocess.run(
        command, input=text, cwd=settings.BASE_DIR, capture_output=True, text=True, env={"PATH": "/usr/bin"}
    )


def test_the_command_answers_without_a_database():
    days = [day.isoformat() for day in THURSDAYS]
    done = run(json.dumps({"zones": FOUR, "dates": days, "minutes": 60}))
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert max(told["burden"].values()) == 90
    assert [start[:10] for start in told["schedule"]] == days
    assert all(start.endswith("Z") and len(start) == 17 for start in told["schedule"])


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "", '{"zones": 1}'])
def test_the_command_tells_a_mistake_in_one_line(text):
    done = run(text)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
