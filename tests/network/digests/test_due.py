"""When a letter is due, over zones and changes of the clock."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from network.digests.due import last_due
from network.kit.clock import local


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_each_zone_has_its_own_seven_o_clock():
    now = utc(2026, 11, 23, 6, 0)
    assert last_due(now, "Europe/Copenhagen", "weekly") == (utc(2026, 11, 23, 6), "weekly:2026-11-23")
    assert last_due(now, "Asia/Shanghai", "weekly") == (utc(2026, 11, 22, 23), "weekly:2026-11-23")
    assert last_due(now, "America/Chicago", "weekly") == (utc(2026, 11, 16, 13), "weekly:2026-11-16")


def test_vancouver_keeps_its_summer_hour_after_2026():
    """British Columbia stopped changing its clocks in 2026: seven o'clock in December is 14:00 UTC, not 15:00."""
    assert last_due(utc(2026, 12, 1, 20), "America/Vancouver", "daily")[0] == utc(2026, 12, 1, 14)


def test_off_is_never_due():
    assert last_due(utc(2026, 1, 1), "UTC", "off") is None


def test_a_skipped_hour_is_due_once():
    """On 2027-03-28 the hour from two to three does not exist in Copenhagen."""
    moment, period = last_due(utc(2027, 3, 28, 12), "Europe/Copenhagen", "daily", hour=2)
    assert (moment, period) == (utc(2027, 3, 28, 1), "daily:2027-03-28")


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/Chicago", "America/Vancouver", "Asia/Shanghai"])
@pytest.mark.parametrize(("frequency", "letters"), [("daily", 365), ("weekly", 52), ("monthly", 12)])
def test_a_simulated_year_has_each_period_once(zone, frequency, letters):
    now, end = utc(2026, 7, 1, 0, 5), utc(2027, 7, 1, 0, 5)
    seen = Counter()
    before = last_due(now, zone, frequency)
    while now < end:
        due = last_due(now, zone, frequency)
        if due != before:
            seen[due[1]] += 1
            assert now - due[0] <= timedelta(minutes=30)
            assert local(due[0], zone).hour == 7
            before = due
        now += timedelta(minutes=30)
    assert letters - 1 <= len(seen) <= letters + 1
    assert set(seen.values()) == {1}
