"""Taking the text of a paper along: asked for by a button, made in the background, fetched when it is there."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from network.access.rules import demand
from network.interchange.headers import POLICY
from resources.papers.actions import publishing as actions
from resources.papers.actions.versions import keep_version
from resources.papers.converting.formats import FORMATS
from resources.papers.models import Export, Version
from resources.papers.views.finding import readable
from resources.papers.views.handing import handed


@login_required
@require_http_methods(["GET", "HEAD"])
def exports(request, pk):
    """`/papers/<id>/export/`: every format of the text as it is now, or of a version that was kept."""
    paper = readable(request, pk)
    demand(request.user, "papers.export", paper)
    version = chosen(request.GET.get("version"), paper)
    return render(request, "papers/export.html", {"paper": paper, "version": version, "formats": FORMATS.values()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request, pk, format):
    """`/papers/<id>/export/<format>/`: ask for a file (POST); wait for it, then take it (GET)."""
    paper = readable(request, pk)
    demand(request.user, "papers.export", paper)
    if format not in FORMATS:
        raise Http404
    if request.method == "POST":
        version = chosen(request.POST.get("version"), paper) or keep_version(paper, by=request.user)
        row = actions.ask(version, format, by=request.user, again="again" in request.POST)
        return redirect(f"{reverse('papers:export', args=[paper.pk, format])}?file={row.pk}")
    row = asked(request, paper, format)
    if row is None:
        return redirect("papers:exports", paper.pk)
    if row.is_ready:
        return given(request, row, f"{slugify(paper.title)[:60] or 'paper'}-{row.version.number}")
    about = {"paper": paper, "row": row, "version": row.version, "form": FORMATS[format]}
    waits = row.state == Export.State.WAITING
    response = render(request, "papers/export_wait.html", about, status=200 if waits else 409)
    if waits:
        # Without scripts the page asks again by itself; a link on it does the same.
        response["Refresh"] = "3"
    return response


@csp_override(POLICY)
def given(request, row, name):
    """Give the file."""
    return handed(row, name)


def asked(request, paper, format):
    """Return the Export that the address names, else the newest of this format, else None."""
    rows = Export.objects.filter(version__paper=paper, format=format).select_related("version__paper")
    number = request.GET.get("file", "")
    if number.isdigit():
        return get_object_or_404(rows, pk=int(number[:15]))
    return rows.order_by("-version__number", "-asked_at").first()


def chosen(number, paper):
    """Return the version with this number, None for the text as it is now; 404 for one that there is not."""
    if not number:
        return None
    if not number.isdigit():
        raise Http404
    return get_object_or_404(Version.objects.select_related("paper"), paper=paper, number=int(number[:9]))
