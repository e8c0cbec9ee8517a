"""Nobody misreads an hour: abbreviations of zones are found, named, and said in places."""

from datetime import date, time

import pytest
from django.utils import translation

from meetings.calendar import abbreviations, times
from network.kit import places

SUMMER, WINTER = date(2027, 7, 5), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("text", "found", "hour"),
    [
        ("Call at 3pm EST", "3pm EST", time(15)),
        ("Vi mødes 15:00 CET i morgen", "15:00 CET", time(15)),
        ("at 9 am (PST)", "9 am (PST", time(9)),
        ("3pm est works", "3pm est", time(15)),
        ("EST 15:30", "EST 15:30", time(15, 30)),
        ("All hours in IST.", "IST", None),
        ("18h30 CEST", "18h30 CEST", time(18, 30)),
        ("12 am BST", "12 am BST", time(0)),
        ("我们 15:00 CST 见", "15:00 CST", time(15)),
    ],
)
def test_what_people_write_is_found(text, found, hour):
    [one] = abbreviations.find(text, SUMMER)
    assert (one.found, one.hour) == (found, hour)


@pytest.mark.parametrize(
    "text",
    ["A CT scan and an AST of 40", "the WEST coast", "El grupo que este est bien", "3 PM in Copenhagen", "15:00 UTC+1",
     "BESTE wishes", "Go EAST 3", "ET and I", "cst", "2027-07-05", "1 art book"],
)  # fmt: skip
def test_what_is_something_else_is_left_alone(text):
    assert abbreviations.find(text, SUMMER) == []


@pytest.mark.django_db
def test_est_in_summer_is_said():
    [one] = abbreviations.find("3pm EST", SUMMER)
    assert one.is_out_of_season
    assert one.readings[0].moment.hour == 20
    assert not abbreviations.find("3pm EST", WINTER)[0].is_out_of_season
    with translation.override("en"):
        told = abbreviations.sentences(one)
    assert "UTC\N{MINUS SIGN}5" in told[0]
    assert "UTC\N{MINUS SIGN}4" in told[0]
    assert "15:00 New York (UTC\N{MINUS SIGN}4)" in told[1]


@pytest.mark.django_db
def test_ambiguous_ones_name_all_their_places():
    places.forget()  # what another test founded is gone, and remembered for half a minute
    with translation.override("en"):
        told = abbreviations.sentences(abbreviations.find("at 3pm CST", WINTER)[0])
    assert all(place in told[0] for place in ("Chicago", "Shanghai", "Havana"))
    assert abbreviations.find("IST", WINTER)[0].is_ambiguous


def test_generic_ones_mean_what_clocks_show():
    [one] = abbreviations.find("3pm ET", SUMMER)
    assert (one.readings[0].offset, one.is_out_of_season) == (-240, False)


def test_no_text_takes_long():
    assert len(abbreviations.find("3pm EST " * 5000, SUMMER)) == abbreviations.MOST
    assert abbreviations.find("1" * 20000 + " " * 20000, SUMMER) == []


def test_every_zone_of_the_table_is_one():
    for meanings in abbreviations.MEANINGS.values():
        for zone, _offset in meanings:
            assert times.zone_of(zone).key == zone
