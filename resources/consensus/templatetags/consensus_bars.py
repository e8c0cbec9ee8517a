"""Tags for distribution bars: see `templates/consensus/bars.html`."""

from django import template

from resources.consensus.queries.results import bars

register = template.Library()


@register.simple_tag(takes_context=True)
def drawings(context):
    """Return the Drawings of `shown` (a Shown), else of `rows`; `mine`: the reader's own rating. None need be there."""
    what = context.get("shown") or context.get("rows")
    return bars.drawings(what, mine=context.get("mine")) if what else []
