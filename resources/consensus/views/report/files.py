"""The report to take along: JSON at once; Word and PDF made in the background, fetched when they are there."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from network.interchange.headers import POLICY
from resources.consensus.actions import report as actions
from resources.consensus.actions.report.files import FORMATS as CODES
from resources.consensus.actions.report.files import current
from resources.consensus.models import ReportFile
from resources.consensus.report.data import data_of
from resources.consensus.report.telling import tell
from resources.consensus.views.report.finding import language_of, panel_of
from resources.papers.converting.formats import FORMATS
from resources.papers.views.handing import handed


@require_safe
@never_cache
def report_data(request, pk):
    """`/consensus/panels/<id>/report/json/`: the report as data."""
    panel, language = panel_of(request, pk), language_of(request.GET)
    found = data_of(tell(panel, language), panel)
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{name_of(panel)}.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_file(request, pk, format):
    """`/consensus/panels/<id>/report/<format>/`: ask for a file (POST); wait for it, then take it (GET)."""
    panel = panel_of(request, pk)
    if format not in CODES:
        raise Http404
    here = reverse("consensus:report_file", args=[panel.pk, format])
    if request.method == "POST":
        language = language_of(request.POST)
        row = actions.ask(panel, format, language, by=request.user, again="again" in request.POST)
        return redirect(f"{here}?file={row.pk}")
    row = asked(request, panel, format)
    if row is not None and row.is_ready:
        return given(request, row, f"{name_of(panel)}-{row.language}")
    language = row.language if row else language_of(request.GET)
    waits = row is not None and row.state == ReportFile.State.WAITING
    about = {"panel": panel, "row": row, "form": FORMATS[format], "language": language, "here": here}
    response = render(request, "consensus/report_wait.html", about, status=200 if waits or row is None else 409)
    if waits:
        # Without scripts the page asks again by itself; a link on it does the same.
        response["Refresh"] = "3"
    return response


@csp_override(POLICY)
def given(request, row, name):
    """Give the file."""
    return handed(row, name)


def asked(request, panel, format):
    """Return the file that the address names, else that of the report as it is now, else None."""
    number = request.GET.get("file", "")
    if number.isdigit():
        return get_object_or_404(ReportFile, panel=panel, format=format, pk=int(number[:15]))
    return current(panel, format, language_of(request.GET))


def name_of(panel):
    """Return the name of a file without its ending."""
    return f"{slugify(panel.title)[:60] or 'panel'}-report"
