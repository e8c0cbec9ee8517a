"""Tags for lists of entries."""

from django import template

from network.catalogue import cards

register = template.Library()


@register.simple_tag
def entry_row(entry, level="h2", hit=None):
    """`<ol class="entries"><li>{% entry_row entry %}</li></ol>`: the stored card; `level="h3"` below an h2.

    `hit` is a search's Hit: its lines, with what was met marked, stand in place of the entry's line.
    Lists from catalogue.queries come with their cards; for others call `cards.prepare(entries)` in the view, or each
    stale card is stored by a statement of its own.
    """
    return cards.card(entry, level=level, hit=hit if hit and hit.snippet_html else None)


@register.simple_tag
def entry_title(entry):
    """The title of an entry for the reader: `{% entry_title entry as title %}{{ title.text }} {{ title.lang }}`."""
    text, language = entry.title_in(cards.known_language())
    return {"text": text, "lang": language}
