"""Words beside figures: `{{ told.kendall|why:"w" }}` for a dash, `{{ told.kendall.w|strength_of_w }}` for a number."""

from django import template

from resources.consensus.strengths import of_kendall
from resources.consensus.undefined import sentence

register = template.Library()


@register.filter
def why(figures, key):
    """Return the sentence why `key` of what the engine returned is not defined; "" where it is."""
    code = (figures or {}).get("undefined", {}).get(key)
    return sentence(code) if code else ""


@register.filter
def strength_of_w(w):
    """Return the word for Kendall's W; "" for None."""
    return of_kendall(w)
