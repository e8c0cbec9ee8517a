"""Hours that nobody misreads: the reader's zone and the meeting's, each with its place and distance to UTC.

{% hour moment zone %}               tomorrow 14:00 Copenhagen (UTC+1) · 21:00 Shanghai (UTC+8)
{% hours start end zone %}           the same for a span: tomorrow 14:00–15:00 Copenhagen (UTC+1) · …
{% hours_of meeting %}               of a meeting: its hours, or its days where it lasts whole days
{% day_of meeting %} {% clock_of meeting %}   the two halves of it, for lists
{% hours_everywhere moment cities %} one row with the hour in each partner city (all without `cities`), nights in words
{% hour_text … %} {% hours_text … %} {% meeting_text meeting %}   plain words with the whole date, for mails and files

`night=True` says where it is between 22 and 7 there. The `<time>` is exact, its title the whole date.
"""

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from meetings.calendar import saying, times
from network.kit import words

register = template.Library()


def _time(moment, text, whole):
    return format_html('<time datetime="{}" title="{}">{}</time>', words.iso(moment), whole, text)


def _rest(others):
    return format_html_join("", ' <span class="muted">· {}</span>', ((one,) for one in others))


@register.simple_tag
def hour(moment, zone, city="", night=False):
    """`{% hour meeting.starts_at meeting.zone %}`: 'tomorrow 14:00 Copenhagen (UTC+1) · 21:00 Shanghai (UTC+8)'.

    The reader's zone goes first; the other has its weekday where that differs. A visitor's zone is not known: there the
    meeting's goes first, then UTC. `city` is the slug of the city that gives the meeting's clock its name.
    """
    mine, *_rest_of_zones = saying.order(zone)
    _first, *others = saying.hour_text(moment, zone, city, near=True, night=night).split(" · ")
    said = _time(moment, saying.day_and_hour(moment, mine), saying.hour_text(moment, zone, city))
    first = format_html("{} {}", said, saying.place_and_offset(moment, mine, city if mine == zone else ""))
    if night and times.is_night(moment, mine):
        first = mark_safe(saying.at_night(first))  # noqa: S308 - a message of ours around what was escaped
    return format_html("{}{}", first, _rest(others))


@register.simple_tag
def hours(start, end, zone, city="", night=False):
    """`{% hours meeting.starts_at meeting.ends_at meeting.zone %}`: a span, said as `hour` says a moment."""
    first, *others = saying.hours_text(start, end, zone, city, near=True, night=night).split(" · ")
    return format_html("{}{}", _time(start, first, saying.hours_text(start, end, zone, city)), _rest(others))


@register.simple_tag
def hours_of(meeting, night=False):
    """`{% hours_of meeting %}`: when a meeting is, in the reader's zone and its own; days, of one for whole days."""
    if meeting.all_day:
        said = saying.days_text(meeting.day, meeting.last_day, near=True)
        return format_html('<time datetime="{}">{}</time>', meeting.day.isoformat(), said)
    return hours(meeting.starts_at, meeting.ends_at, meeting.zone, saying.city_of(meeting), night)


@register.simple_tag
def day_of(meeting):
    """`{% day_of meeting %}`: the day alone, on the reader's clock: 'tomorrow', 'Wed 3 March'; days of whole ones."""
    if meeting.all_day:
        said = saying.days_text(meeting.day, meeting.last_day, near=True)
        return format_html('<time datetime="{}">{}</time>', meeting.day.isoformat(), said)
    zone = saying.order(meeting.zone)[0]
    there, here = times.local(meeting.starts_at, zone), times.local(timezone.now(), zone)
    return format_html(
        '<time datetime="{}">{}</time>', there.date().isoformat(), saying.day_words(there.date(), here.date())
    )


@register.simple_tag
def clock_of(meeting):
    """`{% clock_of meeting %}`: the hours alone: '14:00–15:00 Copenhagen (UTC+1) · 21:00–22:00 Shanghai (UTC+8)'."""
    if meeting.all_day:
        return _("all day")
    start, end, zone, city = meeting.starts_at, meeting.ends_at, meeting.zone, saying.city_of(meeting)
    first, *others = saying.hours_text(start, end, zone, city, day=False).split(" · ")
    return format_html("{}{}", _time(start, first, saying.hours_text(start, end, zone, city)), _rest(others))


@register.simple_tag
def elsewhere(meeting):
    """`{% elsewhere meeting %}`: its hours on its own clock, '' where that is the reader's: '21:00–22:00 …'."""
    mine = timezone.get_current_timezone_name()
    if meeting.all_day or meeting.zone == mine:
        return ""
    day = timezone.localtime(meeting.starts_at).date()
    return saying.other(meeting.starts_at, meeting.zone, day, end=meeting.ends_at, city=saying.city_of(meeting))


@register.simple_tag
def my_clock():
    """`{% my_clock %}`: what the reader's clock is called now: 'Copenhagen (UTC+1)'."""
    return saying.place_and_offset(timezone.now(), timezone.get_current_timezone_name())


@register.simple_tag
def hours_everywhere(moment, cities=None, night=True):
    """`{% hours_everywhere meeting.starts_at %}`: one row with the hour in each partner city, from west to east."""
    rows = [
        (
            place.classes,
            place.name,
            format_html('<time datetime="{}">{}</time>', words.iso(moment), text),
            offset,
            format_html(' <b class="at-night">{}</b>', _("at night")) if night and dark else "",
        )
        for place, text, offset, dark in saying.everywhere(moment, cities)
    ]
    items = format_html_join("", '<li class="city {}">{} {} <span class="muted">({})</span>{}</li>', rows)
    return format_html('<ul class="zones" role="list">{}</ul>', items) if rows else mark_safe("")


@register.simple_tag
def hour_text(moment, zone, city="", night=False):
    """Plain words for mails and files: 'Wed 3 March 2027, 14:00 Copenhagen (UTC+1) · 21:00 Shanghai (UTC+8)'."""
    return saying.hour_text(moment, zone, city, night=night)


@register.simple_tag
def hours_text(start, end, zone, city="", night=False):
    """Plain words for a span, with the whole date."""
    return saying.hours_text(start, end, zone, city, night=night)


@register.simple_tag
def meeting_text(meeting):
    """Plain words for when a meeting is, with the whole date."""
    return saying.meeting_text(meeting)


@register.filter
def is_night(moment, zone):
    """Whether it is between 22 and 7 in `zone`."""
    return times.is_night(moment, zone)
