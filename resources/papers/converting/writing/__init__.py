"""A text as Pandoc's AST: from there pandoc writes Word, EPUB, Markdown and what Typst sets.

Citations and the list of references are set beforehand (see citing), and numbers of figures, tables and notes are
counted here, so that all files and pages say the same.
"""

from resources.papers.citing import rendered
from resources.papers.citing.cites import citations_in
from resources.papers.converting.html.drawing import labels_in
from resources.papers.converting.pandoc import Fault
from resources.papers.converting.survey import Unknown, survey
from resources.papers.converting.writing.blocks import block
from resources.papers.converting.writing.small import Page, Target, attr, mark, meta_of, raw_inline, words

__all__ = ["Fault", "Target", "Unknown", "document", "picture_of"]
API = [1, 23, 1, 1]


def document(content, *, references=(), style="apa", language="en", figures=None, target=None, meta=None, after=()):
    """Return a text (content JSON) as Pandoc's AST (a dict that `json` turns into pandoc's input).

    `figures` {number of the Figure row: (address, alternative text)}; addresses are `data:` or paths beside the
    source. `meta` goes in front, {name: text, list or dict}; `after` are further blocks of content, put behind the text
    and before the references. Raises Unknown, and pandoc.Fault when citations cannot be set.
    """
    told = {str(key): value for key, value in (figures or {}).items()}
    target = target or Target(picture=lambda attrs: picture_of(attrs, told), labels=labels_in(language))
    citations = citations_in(content)
    shown = rendered(content, list(references), style=style, language=language) if citations else None
    page = Page(
        survey=survey(content),
        target=target,
        cites=dict(zip(map(id, citations), shown.label_inlines, strict=True)) if shown else {},
        entries=shown.entry_inlines if shown else [],
    )
    made = [one for node in content.get("content") or () for one in block(node, page)]
    made += [one for node in after for one in block(node, page)]
    return {
        "pandoc-api-version": API,
        "meta": {name: meta_of(value) for name, value in (meta or {}).items() if value not in (None, "", [], {})},
        "blocks": made + bibliography(page),
    }


def picture_of(attrs, figures):
    """Return (address, alternative text) of a figure; ("", alt) where there is no file."""
    address, alt = figures.get(str(attrs.get("figure"))) or ("", "")
    return address, str(attrs.get("alt") or alt or "").strip()


def bibliography(page):
    """Return the list of references with its heading."""
    if not page.entries:
        return []
    made = [{"t": "Header", "c": [1, attr("references", ["unnumbered"]), words(page.target.labels["references"])]}]
    for key, entry in page.entries:
        if page.target.typst:
            made.append(
                {
                    "t": "Para",
                    "c": [raw_inline("#paper-work["), *entry, raw_inline("]"), mark(page.anchor(f"work-{key}"))],
                }
            )
        else:
            shape = attr(page.anchor(f"work-{key}"), ["csl-entry"], [("custom-style", "Bibliography")])
            made.append({"t": "Div", "c": [shape, [{"t": "Para", "c": entry}]]})
    return made
