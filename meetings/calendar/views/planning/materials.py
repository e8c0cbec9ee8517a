"""What there is to read for a meeting, found in the catalogue."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.calendar.actions import planning
from meetings.calendar.queries.planning.materials import found_in_catalogue, materials_of
from meetings.calendar.views.planning.finding import run_by
from members.accounts.forms import one_line
from network.catalogue.models import Entry


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request, pk):
    """Look for something in the catalogue, put it on the list, take it off."""
    meeting = run_by(request, pk)
    here = reverse("calendar:materials", args=[meeting.pk])
    if request.method == "POST":
        if drop := _number(request.POST.get("drop")):
            planning.drop_material(meeting, drop, by=request.user)
        elif wanted := _number(request.POST.get("entry")):
            entry = get_object_or_404(Entry.objects.visible_to(request.user), pk=wanted)
            note = one_line(request.POST.get("note", ""))[:300]
            planning.add_material(meeting, entry, by=request.user, note=note)
        return redirect(here)
    words = request.GET.get("q", "").strip()[:200]
    rows = materials_of(meeting, request.user)
    context = {
        "meeting": meeting,
        "materials": rows,
        "q": words,
        "entries": found_in_catalogue(request.user, words) if words else [],
        "here": {row.entry_id for row in rows},
    }
    return render(request, "calendar/planning/materials.html", context)


def _number(text):
    return int(text) if text and text.isdigit() and len(text) < 16 else 0
