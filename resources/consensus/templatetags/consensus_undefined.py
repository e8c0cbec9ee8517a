"""Why a figure is a dash: `{{ told.kendall|why:"w" }}`."""

from django import template

from resources.consensus.undefined import sentence

register = template.Library()


@register.filter
def why(figures, key):
    """Return the sentence why `key` of what the engine returned is not defined; "" where it is."""
    code = (figures or {}).get("undefined", {}).get(key)
    return sentence(code) if code else ""
