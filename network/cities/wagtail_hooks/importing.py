"""The way in for a CSV table: bring it, read what would become of each row, do it."""

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.permissions import policy_registry

from network.cities import actions
from network.cities.actions.tables import Moved
from network.cities.models import TableImport
from network.cities.tables import fates
from network.cities.tables.kinds import KINDS
from network.cities.tables.reading import ENCODINGS, NotATable, read
from network.cities.wagtail_hooks.rows import FORMULA

ORDER = (fates.REFUSED, fates.NEW, fates.CHANGED, fates.UNCHANGED)


def patterns(desk):
    """Return the addresses of one list's way in."""

    def bring(request):
        _allow(request, desk)
        return _bring(request, desk)

    def imported(request, pk):
        _allow(request, desk)
        return _imported(request, desk, _own(request, desk, pk))

    def left(request, pk):
        _allow(request, desk)
        return _left(_own(request, desk, pk))

    return [
        path("import/", require_http_methods(["GET", "HEAD", "POST"])(bring), name="import"),
        path("import/<int:pk>/", require_http_methods(["GET", "HEAD", "POST"])(imported), name="imported"),
        path("import/<int:pk>/left.csv", require_safe(left), name="left"),
    ]


def _allow(request, desk):
    policy = policy_registry.get_by_type(desk.model)
    if not policy.user_has_permission(request.user, "add"):
        raise Http404


def _own(request, desk, pk):
    return get_object_or_404(TableImport, pk=pk, by=request.user, kind=desk.imports)


def _bring(request, desk):
    """Ask for a file; what it would do is worked out at once and kept with it."""
    refusal = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            refusal = _("Choose a file first.")
        elif upload.size > 1_500_000:
            refusal = _("The file is too large: a table may have one megabyte. Please split it.")
        else:
            try:
                brought = actions.bring(desk.imports, by=request.user, name=upload.name, content=upload.read())
                return redirect(brought)
            except NotATable as reason:
                refusal = str(reason)
    context = _page(desk) | {
        "refusal": refusal,
        "columns": KINDS[desk.imports].columns,
        "mine": TableImport.objects.filter(by=request.user, kind=desk.imports).defer("content", "fates")[:10],
    }
    return render(request, "cities/desk/import.html", context, status=422 if refusal else 200)


def _imported(request, desk, brought):
    """Show each row's fate; POST does it, or reads the file anew."""
    if request.method == "POST":
        if "again" in request.POST:
            encoding = request.POST.get("encoding", "")
            actions.read_again(brought, encoding=encoding if encoding in ENCODINGS else "")
            return redirect(brought)
        try:
            brought = actions.carry_out(brought)
            messages.success(request, _("Done. Below stands what became of each row."))
        except Moved:
            actions.read_again(brought, encoding=brought.encoding)
            messages.warning(
                request, _("Something has changed since you looked. Nothing was written; please look once more.")
            )
        return redirect(brought)
    counts = {fate: sum(row["fate"] == fate for row in brought.fates) for fate in ORDER}
    try:
        table = read(bytes(brought.content), brought.encoding)
        strange, encoding = fates.strange_headings(desk.imports, table), table.encoding
    except NotATable:
        strange, encoding = [], brought.encoding
    context = _page(desk) | {
        "brought": brought,
        "counts": counts,
        "writes": counts[fates.NEW] + counts[fates.CHANGED],
        "rows": sorted(brought.fates, key=lambda row: (ORDER.index(row["fate"]), row["line"])),
        "strange": strange,
        "encodings": ENCODINGS,
        "encoding": encoding,
        "left_url": reverse(f"desk_{desk.name}:left", args=[brought.pk]),
    }
    return render(request, "cities/desk/imported.html", context)


def _left(brought):
    """Answer the refused rows as a table, with the reason in a last column: mended, it can be brought again."""
    table = read(bytes(brought.content), brought.encoding)
    reasons = {row["line"]: row["sentence"] for row in brought.fates if row["fate"] == fates.REFUSED}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_guarded(cell) for cell in [*table.headings, _("why not")]])
    for line, row in table.rows:
        if line in reasons:
            cells = [row.get(heading, "") for heading in table.headings]
            writer.writerow([_guarded(cell) for cell in [*cells, reasons[line]]])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{brought.kind}-left.csv"'
    return answer


def _guarded(cell):
    """Keep a spreadsheet program from reading a cell as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _page(desk):
    opts = desk.model._meta
    return {
        "index_url": reverse(f"desk_{desk.name}:index"),
        "import_url": reverse(f"desk_{desk.name}:import"),
        "plural": opts.verbose_name_plural,
        "icon": desk.icon,
        "kind": desk.imports,
    }
