"""CSV, for spreadsheets. A cell that a spreadsheet would take for a formula is kept a text."""

import csv
import io

from network.interchange.works import tag_of

COLUMNS = (
    *("number", "address", "title", "language", "summary", "authors", "orcids", "year", "kind", "cities", "topics"),
    *("languages", "licence", "version", "doi", "link", "published", "changed"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(works):
    """Yield the lines of a table with a head; UTF-8 with a mark, so that Excel reads every script."""
    yield "\ufeff" + _line(COLUMNS)
    for work in works:
        yield _line(_cells(work))


def _cells(work):
    topics = work.words.get("topic", ())
    return [
        work.number,
        work.address,
        work.title,
        tag_of(work.language),
        work.summary,
        "; ".join(person.name for person in work.authors),
        "; ".join(person.orcid for person in work.authors if person.orcid),
        work.any_year or "",
        work.kind,
        "; ".join(place.slug or place.name for place in work.places),
        "; ".join(topics),
        "; ".join(tag_of(code) for code in work.languages),
        (work.licence.spdx or work.licence.label) if work.licence else "",
        work.edition,
        work.doi,
        work.link,
        f"{work.published_at:%Y-%m-%d}" if work.published_at else "",
        f"{work.changed_at:%Y-%m-%d}" if work.changed_at else "",
    ]


def _line(cells):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell):
    """Return a cell as text without control characters; with an apostrophe where a formula would begin."""
    if isinstance(cell, int):
        return cell
    text = "".join(c for c in str(cell) if c.isprintable() or c in "\n\t")
    return f"'{text}" if text.startswith(FORMULA) else text
