"""Small words of the pages of quality."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def person(context, member, credit=""):
    """Who said something, as far as the reader may know: {"name", "address", "city"}."""
    if member is None or not member.is_active:
        return {"name": credit or _("a former member"), "address": "", "city": None}
    seen = member.seen_by(context["request"].user)
    return {"name": seen["full"], "address": seen["address"], "city": seen["city"]}
