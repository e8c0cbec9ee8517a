"""A report as the text of a paper, so that the same exporter makes Word files and PDFs of it."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from network.kit.clock import now
from resources.consensus.report.items import ADDRESS, CITATION
from resources.papers.converting.matter import Matter, para, text


def content_of(report):
    """Return the content JSON of `report`, of the schema of papers."""
    with translation.override(report.language):
        made = [para(text(report.lede)), *summary(report)]
        tables = 0
        for part in report.parts:
            made.append(heading(1, part.label, part.code))
            for item in part.items:
                made.append(heading(2, f"{item.number}. {item.label}", f"item-{item.number}"))
                for block in item.blocks:
                    if block.kind == "table":
                        tables += 1
                    made += DRAW[block.kind](block, tables)
        made.append(heading(1, _("How this report is built"), "built"))
        made.append(para(text(_("The items follow ACCORD, in words of our own:") + " "), text(CITATION)))
        made.append(para(link(ADDRESS, ADDRESS)))
        return {"type": "doc", "content": [one for one in made if one]}


def summary(report):
    """Return what is missing, at the top."""
    if not report.missing:
        return [callout("tip", [para(text(_("Every item is reported.")))])]
    words = _("%(full)s of %(all)s items are reported in full. What is missing says so in its place.")
    inside = [para(text(words % {"full": report.full, "all": len(report.items)}))]
    return [callout("warning", inside)]


def matter_of(report, panel):
    """Return what is printed around the report."""
    with translation.override(report.language):
        return Matter(
            title=report.title,
            language=report.language,
            kind="report",
            kind_label=_("Report on a consensus exercise"),
            day=now().date(),
            draft=report.state,
            address=settings.SITE_URL.rstrip("/") + panel.get_absolute_url() + "report/",
            publisher=settings.NETWORK_NAME,
        )


def heading(level, words, name):
    """Return a heading."""
    return {"type": "heading", "attrs": {"level": level, "id": name}, "content": [text(words)]}


def callout(kind, inside):
    """Return a box."""
    return {"type": "callout", "attrs": {"kind": kind}, "content": inside}


def link(words, address):
    """Return a text node that leads somewhere."""
    return text(words) | {"marks": [{"type": "link", "attrs": {"href": address}}]}


def foreign(words, language):
    """Return a text node, marked where it is in another language than the report."""
    node = text(words)
    return node | {"marks": [{"type": "language", "attrs": {"lang": language}}]} if language else node


def words(block, _number):
    """Return a paragraph, with its label."""
    label = [text(f"{block.label}: ", "bold")] if block.label else []
    return [para(*label, foreign(block.text, block.language))]


def facts(block, _number):
    """Return pairs as a list."""
    rows = [para(text(f"{label}: ", "bold"), text(said or "–")) for label, said in block.rows]
    return [{"type": "bulletList", "content": [{"type": "listItem", "content": [row]} for row in rows]}]


def points(block, _number):
    """Return sentences as a list."""
    rows = [para(foreign(said, language)) for said, language in block.rows]
    return [{"type": "bulletList", "content": [{"type": "listItem", "content": [row]} for row in rows if row]}]


def table(block, number):
    """Return a table, and its note below."""

    def row(cells, kind):
        made = []
        for one in cells:
            said, language = one if isinstance(one, tuple) else (one, "")
            made.append({"type": kind, "content": [para(foreign(said or "–", language))]})
        return {"type": "tableRow", "content": made}

    rows = [row(block.head, "tableHeader"), *(row(cells, "tableCell") for cells in block.rows)]
    made = [{"type": "table", "attrs": {"id": f"table-{number}", "caption": block.caption}, "content": rows}]
    return [*made, para(text(block.note, "italic"))] if block.note else made


def quote(block, _number):
    """Return somebody's words, with the original below a translation."""
    inside = [para(foreign(line.strip(), block.language)) for line in block.text.splitlines() if line.strip()]
    if block.original:
        inside += [para(foreign(line, block.original_language)) for line in block.original.splitlines() if line.strip()]
    return [para(text(f"{block.about}:", "bold")) if block.about else None, {"type": "blockquote", "content": inside}]


def address(block, _number):
    """Return a link on a line of its own."""
    return [para(text(f"{block.label}: "), link(block.address, block.address))]


def missing(block, _number):
    """Return what is not reported, so that nobody reads over it."""
    return [callout("warning", [para(text(f"{block.label}: ", "bold"), text(_("not reported"), "bold"))])]


DRAW = {"words": words, "facts": facts, "points": points, "table": table, "quote": quote, "link": address,
        "missing": missing}  # fmt: skip
