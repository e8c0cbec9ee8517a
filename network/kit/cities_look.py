"""How cities stand in a page: the chip, the mark, the map with its list, the hours. Tags and filters of `kit`."""

from django.utils import timezone
from django.utils.html import format_html, format_html_join

from network.kit import clock, pictures, places, words


def _place(city):
    return city if isinstance(city, places.Place) else places.place(getattr(city, "slug", city))


def city_mark(city, link=True):
    """A city chip: shape, colour, name. `city` is a slug, a City or a Place; `link=False` for plain words."""
    place = _place(city)
    if link and place.address:
        return format_html('<a class="city {}" href="{}">{}</a>', place.classes, place.address, place.name)
    return format_html('<span class="city {}">{}</span>', place.classes, place.name)


def city_shape(city):
    """The mark alone, where the name stands beside it."""
    return format_html('<span class="m {}" aria-hidden="true"></span>', _place(city).classes)


def city_name(city):
    """The name of a city (slug, City or Place) in the reader's language."""
    return _place(city).name


def local_times(moment, cities):
    """The same moment in several cities, with the weekday where it differs from the reader's."""
    here = timezone.localtime(moment).date()
    rows = []
    for city in cities:
        place = _place(city)
        there = clock.local(moment, place.time_zone)
        other = "" if there.date() == here else words.django_date(there, "l")
        rows.append((place.classes, place.name, there.strftime("%H:%M"), other))
    spans = format_html_join("", '<span class="city {}">{} {} {}</span>', rows)
    return format_html('<div class="zones">{}</div>', spans)


def world_map(cities):
    """The dot map of the world with day and night; a list of the cities must stand beside it."""
    return pictures.world_map(timezone.now(), [_place(city) for city in cities])


def town(city, line=""):
    """One row of the list beside the map: mark, name, own name, a line of yours, the hour there and what it means."""
    place = _place(city)
    local = clock.local(timezone.now(), place.time_zone)
    own = ""
    if place.native and place.native != place.name:
        own = format_html(' <span lang="{}">{}</span>', place.native_language, place.native)
    return format_html(
        '<li><a href="{}"><span class="m {}" aria-hidden="true"></span><span><b>{}{}</b>{}</span>'
        '<span class="hr">{}<small>{}</small></span></a></li>',
        place.address,
        place.classes,
        place.name,
        own,
        format_html("<small>{}</small>", line) if line else "",
        local.strftime("%H:%M"),
        pictures.part_of_day(local),
    )


def hours_band(cities):
    """When people of each city are awake and at work, on the reader's clock."""
    now = timezone.now()
    rows = [(city_mark(city, link=False), pictures.hours(now, _place(city))) for city in cities]
    ticks = format_html_join("", "<span>{}</span>", ((hour,) for hour in (0, 6, 12, 18, 24)))
    axis = format_html('<li aria-hidden="true"><span></span><span class="ax">{}</span></li>', ticks)
    return format_html('<ul class="band">{}{}</ul>', format_html_join("", "<li>{}{}</li>", rows), axis)
