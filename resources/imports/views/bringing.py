"""From files to a preview, and from there into the library."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import demand
from network.files import actions as files
from network.files import queries as known_files
from network.kit.clock import now
from resources.imports import actions, queries, shown, terms
from resources.imports.forms import ChoicesForm, ColumnsForm, EncodingForm
from resources.imports.models import Import

SAMPLES = 3


def mine(request, pk):
    """Return one of the member's own imports; another's does not exist for them."""
    return get_object_or_404(Import.objects.visible_to(request.user), pk=pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request):
    """Files begin an import; below stand those that were begun."""
    demand(request.user, "imports.bring")
    sent = known_files.sent_by(request.user, request.POST.getlist("uploads"))
    problems = []
    if request.method == "POST":
        taken, refused = files.accept_all(request.user, request.FILES.getlist("files")[: terms.MOST_FILES])
        problems = [f"{name}: {sentence}" for name, sentence in refused]
        chosen = [*sent, *taken]
        if chosen and not refused:
            return redirect(actions.begin(by=request.user, files=chosen))
        problems = problems or [_("Choose a file.")]
        sent = chosen
    page = Paginator(Import.objects.visible_to(request.user), 20).get_page(request.GET.get("page"))
    context = {"page": page, "problems": problems, "sent": sent, "formats": terms.FORMATS.values()}
    return render(request, "imports/imports.html", context, status=422 if problems else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, pk):
    """One import in its present state; a POST sends the choices."""
    batch = mine(request, pk)
    if request.method == "POST":
        return choose(request, batch)
    if batch.state == Import.State.ASKING:
        return ask(request, batch)
    return render(request, "imports/import.html", context_of(request, batch))


def ask(request, batch, columns=None, choices=None):
    """Show the choices with some rows as they were read."""
    samples = list(batch.rows.order_by("number")[:SAMPLES])
    columns = columns or ColumnsForm(batch, samples=samples)
    context = context_of(request, batch) | {
        "columns": columns,
        "choices": choices or ChoicesForm(batch),
        "format_label": terms.FORMATS.get(batch.format, batch.format),
        "encodings": EncodingForm(initial={"encoding": batch.encoding_said}),
        "samples": [shown.sample(row, batch) for row in samples],
    }
    is_wrong = columns.is_bound or context["choices"].is_bound
    return render(request, "imports/import.html", context, status=422 if is_wrong else 200)


def choose(request, batch):
    """Take the choices and have the rows judged; what is wrong stands beside its field."""
    demand(request.user, "imports.go_on", batch)
    samples = list(batch.rows.order_by("number")[:SAMPLES])
    columns, choices = ColumnsForm(batch, request.POST, samples=samples), ChoicesForm(batch, request.POST)
    if not (columns.is_valid() and choices.is_valid()):
        return ask(request, batch, columns, choices)
    actions.choose(
        batch,
        by=request.user,
        columns=columns.columns if batch.is_table else None,
        defaults=choices.defaults,
        duplicates=choices.cleaned_data["duplicates"],
        publishes=choices.cleaned_data["publishes"],
    )
    return redirect(batch)


def context_of(request, batch):
    """Return what every state of the page needs."""
    fate = request.GET.get("fate", "")
    context = {"batch": batch, "steps": shown.steps(batch), "files": batch.files.order_by("created_at", "pk")}
    context["warnings"] = [(one[0], terms.warning(one)) for one in batch.warnings[:50]]
    if batch.is_busy:
        context["is_asleep"] = (now() - batch.changed_at).total_seconds() > 2 * terms.SECONDS + 60
    if batch.state == Import.State.FAILED:
        context["problem"] = terms.PROBLEMS.get(batch.problem, terms.PROBLEMS["crashed"])
    if batch.state in (Import.State.READY, Import.State.DONE, Import.State.UNDONE):
        counts = queries.fates(batch)
        rows = queries.rows_of_fate(batch, fate)
        page = Paginator(rows, terms.PAGE).get_page(request.GET.get("page"))
        context |= {
            "counts": counts,
            "n_new": counts["draft"] + counts["publish"],
            "tabs": shown.tabs(batch, counts, fate),
            "page": page,
            "rows": [shown.row(row, batch, request.user) for row in page],
            "written": queries.written(batch) if batch.state != Import.State.READY else None,
        }
    return context


@never_cache
@login_required
@require_safe
def state(request, pk):
    """How far the machine is; the page asks for it while it waits."""
    batch = mine(request, pk)
    known = {"state": batch.state, "done": batch.done, "total": batch.total, "per_cent": batch.per_cent}
    return JsonResponse(known | {"busy": batch.is_busy})


@login_required
@require_POST
def read_again(request, pk):
    """Read the file in another encoding."""
    batch = mine(request, pk)
    form = EncodingForm(request.POST)
    if form.is_valid():
        actions.read_again(batch, by=request.user, encoding=form.cleaned_data["encoding"])
    return redirect(batch)


@login_required
@require_POST
def reopen(request, pk):
    """Back to the choices."""
    return redirect(actions.reopen(mine(request, pk), by=request.user))


@login_required
@require_POST
def wake(request, pk):
    """Ask the machine once more."""
    return redirect(actions.wake(mine(request, pk), by=request.user))


@login_required
@require_POST
def write(request, pk):
    """Do it. Whoever presses twice gets the page of what is going on."""
    batch = mine(request, pk)
    if batch.state == Import.State.READY:
        actions.write(batch, by=request.user)
    return redirect(batch)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, pk):
    """Undo what was written, after a question."""
    batch = mine(request, pk)
    demand(request.user, "imports.undo", batch)
    if request.method == "POST":
        actions.undo(batch, by=request.user)
        return redirect(batch)
    return render(request, "imports/undo.html", {"batch": batch, "written": queries.written(batch)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, pk):
    """Throw away what was not written, after a question."""
    batch = mine(request, pk)
    demand(request.user, "imports.go_on", batch)
    if request.method == "POST":
        actions.discard(batch, by=request.user)
        messages.success(request, _("The import is gone. Nothing of it was written."))
        return redirect(reverse("imports:imports"))
    return render(request, "imports/discard.html", {"batch": batch})
