"""Words of comments, with the people whom they name."""

from django import template
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from resources.papers.queries.talking.threads import HANDLE, mentioned_in

register = template.Library()


@register.simple_tag(takes_context=True)
def said_words(context, text, paper):
    """Return a comment as safe HTML; an @handle of somebody who reads the paper is a link with the name."""
    reader = context["request"].user
    found = mentioned_in(text, paper) if "@" in text else ()
    people = {one.handle.casefold(): one for one in found}
    parts, at = [], 0
    for hit in HANDLE.finditer(text):
        member = people.get(hit[1].casefold())
        if member is not None:
            parts.append(escape(text[at : hit.start()]))
            parts.append(format_html('<a href="{}">@{}</a>', member.get_absolute_url(), member.called_by(reader)))
            at = hit.end()
    parts.append(escape(text[at:]))
    return mark_safe(linebreaks("".join(parts)))  # noqa: S308 - each part is escaped above
