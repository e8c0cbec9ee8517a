"""Hours that nobody misreads: the reader's zone and the meeting's, each with its place and distance to UTC."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from meetings.calendar import times
from network.kit.templatetags.kit import when

register = template.Library()


@register.simple_tag
def hour(moment, zone):
    """`{% hour meeting.starts_at meeting.zone %}`: 'tomorrow 14:00 Copenhagen (UTC+1) · 21:00 Shanghai (UTC+8)'.

    The reader's zone goes first; the other has its weekday where that differs.
    """
    language = get_language() or "en"
    mine = timezone.get_current_timezone_name()
    first = format_html("{} {} ({})", when(moment), times.place(mine, language), times.offset(moment, mine))
    if times.place(mine, language) == times.place(zone, language):
        return first
    here, there = times.local(moment, mine), times.local(moment, zone)
    differs = f"{timezone_day(there)} " if here.date() != there.date() else ""
    rest = f"{differs}{there:%H:%M} {times.place(zone, language)} ({times.offset(moment, zone)})"
    return format_html('{} <span class="muted">· {}</span>', first, rest)


def timezone_day(moment):
    """Return the weekday of a moment, short, in the reader's language."""
    from babel.dates import format_date

    locale = {"zh-hans": "zh_Hans_CN"}.get(get_language() or "en", (get_language() or "en").replace("-", "_"))
    return format_date(moment.date(), "EEE", locale=locale)
