"""`{% may "library.publish" resource as answer %}`: shows the button, or the reason why there is none."""

from django import template

from network.access import rules

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context, name, thing=None):
    """Return the table's Answer for the reader of the page."""
    return rules.may(context["request"].user, name, thing)
