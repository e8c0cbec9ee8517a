"""The round Earth on a flat page: Equal Earth projection, and where the sun stands.

Equal Earth (Šavrič, Patterson, Jenny 2018) keeps areas true, so no continent looks larger than it is.
"""

import math
from functools import lru_cache

WIDTH = 1000.0
TOP, BOTTOM = 84.0, -57.0  # nobody of the network lives on the ice
MERIDIAN = 11.0  # cuts the map in the Bering Strait, where there is next to no land
STEP = 8.5
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2


def _y(theta):
    return theta * (A1 + A2 * theta**2 + theta**6 * (A3 + A4 * theta**2))


def _slope(theta):
    return A1 + 3 * A2 * theta**2 + theta**6 * (7 * A3 + 9 * A4 * theta**2)


_HALF = math.pi / (M * _slope(0))  # half of the equator's length in units of the projection
_SCALE = WIDTH / (2 * _HALF)
_HIGH = _y(math.asin(M * math.sin(math.radians(TOP))))
HEIGHT = (_HIGH - _y(math.asin(M * math.sin(math.radians(BOTTOM))))) * _SCALE


def project(longitude, latitude):
    """Return (x, y) on the page of a point of the Earth."""
    theta = math.asin(M * math.sin(math.radians(latitude)))
    east = math.radians((longitude - MERIDIAN + 180) % 360 - 180)
    return WIDTH / 2 + _SCALE * east * math.cos(theta) / (M * _slope(theta)), (_HIGH - _y(theta)) * _SCALE


@lru_cache(maxsize=512)
def _theta(y):
    theta = goal = _HIGH - y / _SCALE
    for _round in range(12):
        theta -= (_y(theta) - goal) / _slope(theta)
    return theta


def unproject(x, y):
    """Return (longitude, latitude) of a point of the page, None beside the Earth."""
    theta = _theta(y)
    sine = math.sin(theta) / M
    if abs(sine) > 1:
        return None
    east = (x - WIDTH / 2) / _SCALE * M * _slope(theta) / math.cos(theta)
    if abs(east) > math.pi:
        return None
    return (math.degrees(east) + MERIDIAN + 180) % 360 - 180, math.degrees(math.asin(sine))


def sun(moment):
    """Return (longitude, latitude) of the point where the sun stands overhead, right to about half a degree."""
    days = (moment.timestamp() - 946_728_000) / 86_400  # since noon of 1 January 2000
    anomaly = math.radians(357.528 + 0.9856003 * days)
    mean = 280.460 + 0.9856474 * days
    ecliptic = math.radians(mean + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    tilt = math.radians(23.439)
    declination = math.asin(math.sin(tilt) * math.sin(ecliptic))
    ascension = math.degrees(math.atan2(math.cos(tilt) * math.sin(ecliptic), math.cos(ecliptic)))
    greenwich = 280.46061837 + 360.98564736629 * days
    return (ascension - greenwich + 180) % 360 - 180, math.degrees(declination)


def is_day(longitude, latitude, at_sun):
    """Return whether the sun is up at a point, given `sun(moment)`."""
    east, north = (math.radians(angle) for angle in at_sun)
    latitude = math.radians(latitude)
    height = math.sin(latitude) * math.sin(north)
    height += math.cos(latitude) * math.cos(north) * math.cos(math.radians(longitude) - east)
    return height > 0
