"""Pictures that the server draws: the world with day and night, and the hours of the cities.

Each is an SVG of few nodes, coloured by the style sheet, with a text alternative; a list stands beside each.
"""

import json
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, pgettext

from network.kit import clock, globe, words

FRESH_SECONDS = 600
LEFT, RIGHT = 104, 934  # the Pacific beside the land is left out
LAND = Path(__file__).parent / "data" / "land.json"
SHAPES = {
    "circle": '<circle cx="5" cy="5" r="5"/>',
    "square": '<path d="M.4.4h9.2v9.2H.4z"/>',
    "diamond": '<path d="M5-.8 10.8 5 5 10.8-.8 5z"/>',
    "triangle": '<path d="M5-.4 10.6 9.6H-.6z"/>',
    "hexagon": '<path d="M2.4.2h5.2L10.4 5 7.6 9.8H2.4L-.4 5z"/>',
}


@cache
def _land():
    """Return the land as rows of runs: [(y, [[(x, longitude, latitude), …], …]), …]."""
    told = json.loads(LAND.read_text())
    step, rows = told["step"], []
    for number, row in enumerate(told["rows"]):
        y, left, runs = round(number * step * globe.M, 1), (number % 2) * step / 2, []
        for run in row.split():
            start, _plus, length = run.partition("+")
            dots = range(int(start), int(start) + int(length or 1))
            runs.append([(left + n * step, *globe.unproject(left + n * step, y)) for n in dots])
        rows.append((y, runs))
    return step, rows


def _short(number):
    return f"{number:.1f}".removesuffix(".0")


@lru_cache(maxsize=2)
def _dots(tenth):
    """Return the path data of (night, day) for a tenth minute since 1970: each run of dots is one dashed stroke."""
    at_sun = globe.sun(datetime.fromtimestamp(tenth * FRESH_SECONDS, timezone.get_fixed_timezone(0)))
    step, rows = _land()
    paths = ([], [])
    for y, runs in rows:
        for run in runs:
            for day, dots in groupby(run, key=lambda dot: globe.is_day(dot[1], dot[2], at_sun)):
                dots = list(dots)
                paths[day].append(f"M{_short(dots[0][0])} {_short(y)}h{_short((len(dots) - 1) * step + 0.1)}")
    return "".join(paths[0]), "".join(paths[1])


def _apart(marks, least=15):
    """Move marks that would cover each other apart, along the line between them, by no more than is needed."""
    marks = [list(mark) for mark in marks]
    for _round in range(4):
        for number, one in enumerate(marks):
            for other in marks[number + 1 :]:
                wide, high = other[1] - one[1], other[2] - one[2]
                away = (wide**2 + high**2) ** 0.5
                if away < least:
                    step = (least - away) / 2
                    wide, high = (wide / away, high / away) if away else (1, 0)
                    one[1], one[2] = one[1] - step * wide, one[2] - step * high
                    other[1], other[2] = other[1] + step * wide, other[2] + step * high
    return [tuple(mark) for mark in marks]


def _labels(marks):
    """Place each name right, left, above or below its mark, where it meets no other name or mark."""
    marked = [(x - 11, y - 11, x + 11, y + 11) for _name, x, y in marks]
    taken, placed = [], []

    def free(box, own):
        if box[0] < LEFT or box[2] > RIGHT:
            return False
        others = taken + marked[:own] + marked[own + 1 :]
        return not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)

    for number, (name, x, y) in enumerate(marks):
        wide = sum(17 if words.is_chinese(letter) else 9.6 for letter in name)
        spots = [
            (x + 16, y + 6, "start", x + 14),
            (x - 16, y + 6, "end", x - 16 - wide),
            (x, y - 16, "middle", x - wide / 2),
            (x, y + 28, "middle", x - wide / 2),
            (x + 16, y + 22, "start", x + 14),
        ]
        boxes = [(edge, base - 15, edge + wide, base + 5) for _x, base, _anchor, edge in spots]
        best = next((n for n, box in enumerate(boxes) if free(box, number)), 0)
        taken.append(boxes[best])
        placed.append((*spots[best][:3], name))
    return placed


@lru_cache(maxsize=32)
def _world(tenth, towns, language):
    night, day = _dots(tenth)
    step = _land()[0]
    at_sun = globe.sun(datetime.fromtimestamp(tenth * FRESH_SECONDS, timezone.get_fixed_timezone(0)))
    marks = _apart([(name, *globe.project(east, north)) for name, _classes, _shape, east, north in towns])
    drawn = format_html_join(
        "",
        '<g class="place {}" transform="translate({} {}) scale(2)">{}</g>',
        (
            (classes, _short(x - 10), _short(y - 10), mark_safe(SHAPES[shape]))  # noqa: S308 - one of five constants
            for (_name, classes, shape, _e, _n), (_label, x, y) in zip(towns, marks, strict=True)
        ),
    )
    names = format_html_join(
        "",
        '<text class="halo" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((_short(x), _short(y), anchor, name) for x, y, anchor, name in _labels(marks)),
    )
    by_sun = {True: [], False: []}
    for name, _classes, _shape, east, north in towns:
        by_sun[globe.is_day(east, north, at_sun)].append(name)
    told = " ".join(
        text % {"cities": words.names(cities)}
        for text, cities in (
            (gettext("It is day in %(cities)s."), by_sun[True]),
            (gettext("It is night in %(cities)s."), by_sun[False]),
        )
        if cities
    )
    return format_html(
        '<svg class="map" viewBox="{left} -6 {wide} {height}" role="img" aria-labelledby="map-title map-told">'
        '<title id="map-title">{title}</title><desc id="map-told">{told}</desc>'
        '<g class="dots" stroke-dasharray="0 {step}" stroke-width="5.4"><path class="land" d="{night}"/>'
        '<path class="land day" d="{day}"/></g>{drawn}{names}</svg>',
        left=LEFT,
        wide=RIGHT - LEFT,
        height=round(globe.HEIGHT + 12),
        title=gettext("Map of the world with the partner cities"),
        told=told,
        step=_short(step),
        night=night,
        day=day,
        drawn=drawn,
        names=names,
    )


def world_map(now, cities):
    """Return the dot map of the world at `now` with the Places `cities`, as SVG; drawn anew every ten minutes."""
    towns = tuple(
        (city.name, city.classes, city.shape if city.shape in SHAPES else "circle", city.longitude, city.latitude)
        for city in cities
        if city.latitude is not None and city.longitude is not None
    )
    return _world(int(now.timestamp()) // FRESH_SECONDS, towns, get_language())


def part_of_day(local):
    """Return in a word what people do at a local time: sleep, work, rest."""
    if local.hour >= 22 or local.hour < 6:
        return pgettext("hour", "night")
    if local.weekday() > 4:
        return pgettext("hour", "weekend")
    if 9 <= local.hour < 17:
        return pgettext("hour", "working day")
    return pgettext("hour", "morning") if local.hour < 9 else pgettext("hour", "evening")


def hours(now, city):
    """Return the bar of one day in the reader's zone: when people of the Place `city` are awake, and when at work."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    there = [clock.local(midnight + timedelta(minutes=30 * half), city.time_zone).hour for half in range(48)]

    def spans(first, last):
        runs = groupby(range(48), key=lambda half: first <= there[half] < last)
        for inside, halves in runs:
            halves = list(halves)
            if inside:
                yield halves[0] / 2, len(halves) / 2

    def path(first, last):
        return "".join(
            f"M{_short(start)} 0h{_short(length)}v2h-{_short(length)}z" for start, length in spans(first, last)
        )

    awake = [
        gettext("%(start)s to %(end)s") % {"start": _hour(start), "end": _hour(start + length)}
        for start, length in spans(7, 22)
    ]
    past = (timezone.localtime(now) - midnight).total_seconds() / 3600
    return format_html(
        '<svg class="c{}" viewBox="0 0 24 2" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path class="aw" d="{}"/><path class="wk" d="{}"/><path class="nw" d="M{} 0h.09v2h-.09z"/></svg>',
        city.colour,
        gettext("%(city)s is awake from %(spans)s, your time") % {"city": city.name, "spans": words.names(awake)},
        path(7, 22),
        path(9, 17),
        f"{past:.2f}",
    )


def _hour(hour):
    return f"{int(hour):02d}:{'30' if hour % 1 else '00'}"
