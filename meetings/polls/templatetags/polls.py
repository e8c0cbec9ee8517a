"""`{% answer_cell seat slot %}`: what somebody says of a slot, as a cell of the table: sign and word."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from meetings.polls.models import Suits

register = template.Library()
SIGNS = {"yes": "✓", "if": "~", "no": "✕"}


@register.simple_tag
def answer_cell(seat, slot):
    """One cell: 'yes', 'if need be', 'no', each with its sign; a dash where nothing was said."""
    answer = seat.answers.get(slot.pk)
    if not answer:
        return format_html('<td><i aria-hidden="true">–</i><span class="vh">{}</span></td>', _("no answer"))
    return format_html(
        '<td class="v-{}"><i aria-hidden="true">{}</i> {}</td>', answer, SIGNS[answer], Suits(answer).label
    )
