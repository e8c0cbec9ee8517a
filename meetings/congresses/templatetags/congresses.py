"""Days of congresses and hours of side meetings, as their pages say them."""

from datetime import datetime

from django import template
from django.utils.html import format_html

from meetings.calendar.templatetags.hours import hour
from meetings.congresses.queries.words import days_words
from network.kit.clock import at as moment_of

register = template.Library()


@register.simple_tag
def days(congress):
    """`{% days congress %}`: 'Wed 3 March 2027 – Fri 5 March 2027', in a `<time>`."""
    said = days_words(congress.first_day, congress.last_day)
    return format_html('<time datetime="{}">{}</time>', congress.first_day.isoformat(), said)


@register.simple_tag
def side_when(proposal, congress):
    """`{% side_when proposal congress %}`: the moment of a side meeting as `hour` says it."""
    return hour(moment_of(datetime.combine(proposal.day, proposal.time), congress.zone), congress.zone)


@register.filter
def at(labels, word):
    """`{{ labels|at:word }}`: the label of a word, the word itself where it has none."""
    return labels.get(word, word)
