"""Tables to take along: the template to fill in, and the rows that were refused, to mend and send again."""

import csv

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.access.rules import demand
from resources.imports import queries, terms
from resources.imports.views.bringing import mine
from resources.library import vocabulary

RISKY = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        """Return the text."""
        return text


def guarded(cell):
    """Return a cell that no spreadsheet takes for a formula; reading it back takes the guard away."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(RISKY) else text


def table(rows, name):
    """Return rows as a CSV download in UTF-8, with the mark by which spreadsheets know it."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([guarded(cell) for cell in row]) for row in rows)
    response = StreamingHttpResponse(
        (text.encode("utf-8") for part in (["\ufeff"], lines) for text in part), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@login_required
@require_safe
def template(request):
    """A table to fill in: headings in the reader's language, and one row as an example."""
    demand(request.user, "imports.bring")
    example = {
        "title": _("Walking groups: a guide"),
        "summary": _("How to begin, and how to go on."),
        "kind": vocabulary.KINDS["training"],
        "language": "en",
        "licence": "CC-BY-4.0",
        "cities": request.user.home_city.name if request.user.home_city_id else "",
        "authors": pgettext("an example", "Mei Lin; Bo Carter"),
        "year": "2026",
        "topics": pgettext("an example", "stigma; walking"),
        "doi": "",
        "link": "https://example.org/guide",
        "file": "guide.pdf",
        "visibility": vocabulary.VISIBILITIES["public"],
        "citation": "",
    }
    rows = [list(terms.FIELDS.values()), [example[field] for field in terms.FIELDS]]
    return table(rows, "resources.csv")


@never_cache
@login_required
@require_safe
def refused(request, pk):
    """The refused rows as they came, with the line and the reason; the two columns are left aside when they return."""
    batch = mine(request, pk)
    return table(_refused(batch), f"refused-{batch.pk}.csv") if batch.rows.exists() else HttpResponse(status=204)


def _refused(batch):
    why = [pgettext("heading of a column", "Line"), pgettext("heading of a column", "Why not")]
    if batch.is_table:
        yield [*batch.headings, *why]
    else:
        yield [*terms.FIELDS.values(), *why]
    for row in queries.rows_of_fate(batch, "refused").iterator(chunk_size=1000):
        reasons = " ".join(
            f"{column}: {said}" if column else said
            for column, said in ((one[0], terms.sentence(one)) for one in row.reasons)
        )
        cells = row.told if batch.is_table else [_cell(row.what, field) for field in terms.FIELDS]
        yield [*cells, row.line, reasons]


def _cell(what, field):
    """Return what was understood of a record as a cell of the template."""
    if field == "authors":
        return "; ".join(one["name"] for one in what.get("authors", ()))
    name = {"language": "languages", "file": "files"}.get(field, field)
    found = what.get(name, "")
    return "; ".join(found) if isinstance(found, list) else found
