"""The ledger of fairness as people read it."""

from datetime import UTC

from django import template
from django.utils.dateformat import format as date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, ngettext

from meetings.calendar import saying
from network.kit.words import number

register = template.Library()


@register.filter
def nights_in_words(lines):
    """`{{ lines|nights_in_words }}`: 'Copenhagen 3, Houston 3, Vancouver 4', in the script's own commas."""
    between = "、" if (get_language() or "").startswith("zh") else ", "
    return between.join(f"{line.city} {number(line.hours)}" for line in lines)


@register.simple_tag
def led(line):
    """`{% led line %}`: a square for each of the last meetings, filled where it was night, with the words for it."""
    seen = [one for one in line.last if one is not None]
    words = ngettext(
        "%(nights)s of the last %(n)s meeting at night", "%(nights)s of the last %(n)s meetings at night", len(seen)
    ) % {"nights": sum(seen), "n": len(seen)}
    squares = format_html_join(
        "", '<i class="{}"></i>', (({None: "away", True: "x", False: ""}[one],) for one in line.last)
    )
    return format_html('<span class="led" role="img" aria-label="{}">{}</span>', words, squares)


@register.filter
def utc_day(moment):
    """`{{ row.start|utc_day }}`: 'Thu 7 January 2027', as the day is in UTC."""
    return date_format(moment.astimezone(UTC).date(), saying.WEEKDAY_AND_YEAR.get(get_language() or "en", "D j F Y"))
