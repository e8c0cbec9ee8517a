"""A text as a part of a web page: one function for each node and mark, everything escaped, the unknown an error.

What comes out goes through nh3 once more. Ids get a prefix, so that a text cannot take the place of a page's own parts.
"""

from django.utils.html import conditional_escape, format_html

from resources.papers.citing import rendered
from resources.papers.citing.cites import citations_in
from resources.papers.converting import pandoc
from resources.papers.converting.html.blocks import block
from resources.papers.converting.html.drawing import Drawing, clean, joined, labels_in
from resources.papers.converting.html.inlines import inlines
from resources.papers.converting.survey import Unknown, survey

__all__ = ["Unknown", "clean", "labels_in", "page"]


def page(
    content,
    *,
    references=(),
    figures=None,
    labels=None,
    style="apa",
    language="",
    prefix="p",
    comments=False,
    holds_pictures=False,
):
    """Return a text (content JSON) with its notes and its list of references as safe HTML.

    `references` are CSL-JSON with their keys as `id`, printed in `style`; `figures` {number of the Figure row:
    {"address", "alt", "width", "height"}}; `labels` the portal's own words in the text (without: in `language`, else in
    the reader's). With `comments` the passages that are talked about carry `<mark data-thread>`. Headings begin at h2.
    Raises Unknown for a node or mark that is not of the schema. With `holds_pictures` addresses of figures may be
    `picture:…`, which the caller replaces.
    """
    if content.get("type") != "doc":
        raise Unknown(f"a text does not begin with {content.get('type')!r}")
    cites, entries = cited(content, references, style, language)
    drawing = Drawing(
        survey=survey(content),
        figures={str(key): value for key, value in (figures or {}).items()},
        labels=labels or labels_in(language),
        cites=cites,
        entries=entries,
        prefix=prefix,
        comments=comments,
    )
    parts = [block(node, drawing) for node in content.get("content") or () if node.get("type") != "footnote"]
    return clean("".join([*parts, notes(drawing), works_cited(drawing)]), holds_pictures=holds_pictures)


def cited(content, references, style, language):
    """Return ({id() of a citation's attributes: HTML}, [(key, HTML)]); keys stand for works that cannot be set."""
    citations = citations_in(content)
    if not citations:
        return {}, []
    try:
        shown = rendered(content, list(references), style=style, language=language or "en")
    except pandoc.Fault:
        keys = [", ".join(str(item.get("key") or "?") for item in one.get("items") or ()) for one in citations]
        words = [format_html("({})", one) for one in keys]
        return dict(zip(map(id, citations), words, strict=True)), []
    labels = (conditional_escape(label) for label in shown.labels)
    return dict(zip(map(id, citations), labels, strict=True)), shown.entries


def notes(drawing):
    """Return the notes in the order of their marks."""
    rows = []
    for name in drawing.survey.notes:
        back = format_html(
            ' <a href="#{}-mark-{}" role="doc-backlink" aria-label="{}">↩</a>',
            *(drawing.prefix, name, drawing.labels["back"]),
        )
        inside = inlines(drawing.survey.texts[name], drawing)
        rows.append(format_html('<li id="{}-note-{}"><p>{}{}</p></li>', drawing.prefix, name, inside, back))
    if not rows:
        return ""
    return format_html(
        '<section class="notes" role="doc-endnotes"><h2>{}</h2><ol>{}</ol></section>',
        drawing.labels["notes"],
        joined(rows),
    )


def works_cited(drawing):
    """Return the list of the works that the text cites."""
    if not drawing.entries:
        return ""
    listed = (format_html('<li id="{}-work-{}">{}</li>', drawing.prefix, key, words) for key, words in drawing.entries)
    return format_html(
        '<section class="works" role="doc-bibliography"><h2>{}</h2><ul>{}</ul></section>',
        drawing.labels["references"],
        joined(listed),
    )
