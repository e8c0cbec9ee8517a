"""Pages on which uses are read."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resources.adaptations import drawing, terms
from resources.adaptations.queries import Uses
from resources.adaptations.views.finding import may_see_original, report_of, resource_of
from resources.library.models import Resource
from resources.library.views.freshness import fresh, kept

SIZE = 50


@require_safe
@kept
def uses(request, pk):
    """All uses of one work: map, tree, and the table that says the same."""
    resource = resource_of(request, pk)
    uses = Uses(resource, request.user)
    page = Paginator(uses.rows, SIZE).get_page(request.GET.get("page"))
    context = {"resource": resource, "uses": uses, "page": page, "tree": drawing.tree(uses.family, most=60)}
    return render(request, "adaptations/uses.html", context)


@require_safe
def report(request, pk, number):
    """One report: the short answers first, then what was told later; prints like a document."""
    found = report_of(request, pk, number)
    version = found.version
    if version and not Resource.objects.visible_to(request.user).filter(pk=version.pk).exists():
        version = None
    context = {
        "report": found,
        "version": version,
        "original": found.resource if may_see_original(request, found) else None,
        "parts": [part for part in found.parts.all() if part.file.is_ready],
        "steps": [
            (label, terms.STEP_STATES.get(found.steps[step].get("state"), ""), found.steps[step].get("text", ""))
            for step, label in terms.STEPS.items()
            if step in found.steps
        ],
        "frame": frame_of(found),
        "goals": [terms.GOALS[code] for code in found.goals if code in terms.GOALS],
        "reasons": reasons_of(found),
        "rating": terms.RATINGS.get(found.rating, ""),
        "recommend": terms.RECOMMENDS.get(found.recommend, ""),
        "canonical": settings.SITE_URL + found.get_absolute_url(),
    }
    return fresh(render(request, "adaptations/report.html", context), request)


LISTS = {
    "modified": terms.MODIFIED,
    "context_changes": terms.CONTEXT_CHANGES,
    "content_changes": terms.CONTENT_CHANGES,
    "levels": terms.LEVELS,
    "fidelity": terms.FIDELITY,
    "stages": terms.STAGES,
    "planned": terms.PLANNED,
    "deciders": terms.DECIDERS,
}


def frame_of(report):
    """Return [(label, [words])] of the lists that say something."""
    from resources.adaptations.forms import PARTS

    labels = {name: field.label for part in PARTS for name, field in part.base_fields.items()}
    rows = []
    for name, table in LISTS.items():
        codes = getattr(report, name)
        words = [table[code] for code in ([codes] if isinstance(codes, str) else codes) if code in table]
        if words:
            rows.append((labels[name], words))
    return rows


def reasons_of(report):
    """Return [(level in words, [reasons in words])]."""
    rows = []
    for level, label in terms.REASON_LEVELS.items():
        table = terms.REASONS[level]
        codes = [code.partition(":")[2] for code in report.reasons if code.startswith(f"{level}:")]
        if words := [table[code] for code in codes if code in table]:
            rows.append((label, words))
    return rows
