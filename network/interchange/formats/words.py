"""A citation in words."""

import re

from django.utils.html import format_html

from network.interchange.works import tag_of


def apa(work):
    """Return the citation after the manner of the APA (7th edition, section 9), as safe HTML."""
    makers = _names(work.authors)
    return format_html(
        "{authors}{dot} ({year}). <cite{lang}>{title}</cite> ({edition}). [{kind}]. {publisher}. {address}",
        authors=makers,
        dot="" if makers.endswith(".") else ".",
        year=work.any_year or "n.d.",
        lang=format_html(' lang="{}"', tag_of(work.language)) if work.language else "",
        title=work.title,
        edition=f"v{work.edition}",
        kind=work.kind_label,
        publisher=work.publisher,
        address=work.cited_as,
    )


def _names(people):
    said = []
    for person in people:
        family, given = person.parts
        initials = " ".join(f"{part[0]}." for part in re.split(r"[\s-]+", given) if part)
        said.append(f"{family}, {initials}" if initials else family)
    if len(said) > 20:
        said = [*said[:19], "…", said[-1]]
    if len(said) < 2:
        return "".join(said)
    return ", ".join(said[:-1]) + ", & " + said[-1]
