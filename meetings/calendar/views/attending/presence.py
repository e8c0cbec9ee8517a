"""Who was there: the hosts' page, and my own record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.calendar.actions import attending
from meetings.calendar.actions.attending.presence import proposed
from meetings.calendar.forms.attending import AddForm
from meetings.calendar.models import Attendance
from meetings.calendar.queries.attending import expected
from meetings.calendar.terms import Presence
from meetings.calendar.views.attending.finding import hosted
from network.access.rules import Denied, demand
from network.kit.clock import now

CHOICES = [(one.value, one.label) for one in Presence if one.value]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, pk):
    """`/meetings/<id>/attendance/`: each person is saved by themselves; only what differs from what was shown."""
    meeting = hosted(request, pk)
    demand(request.user, "calendar.note_presence", meeting)
    rows = expected(meeting)
    for row in rows:
        row.called = row.member.called_by(request.user) if row.member_id else row.name or row.address
        row.proposed = row.presence or proposed(row)
    if request.method == "POST":
        saved = _save(request, rows)
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"saved": saved, "said": _("Saved.")})
        messages.success(request, ngettext("Saved: %(n)s person.", "Saved: %(n)s people.", saved) % {"n": saved})
        return redirect("calendar:attendance", meeting.pk)
    counts = {label: sum(row.presence == value for row in rows) for value, label in CHOICES}
    context = {
        "meeting": meeting, "rows": rows, "choices": CHOICES, "counts": counts, "add_form": AddForm(),
        "open": sum(not row.presence for row in rows), "is_over": now() >= meeting.ends_at,
    }  # fmt: skip
    return render(request, "calendar/attending/attendance.html", context)


def _save(request, rows):
    """Mark each row that was chosen otherwise than it was noted when the page was shown; returns how many."""
    saved = 0
    for row in rows:
        chosen, was = request.POST.get(f"p{row.pk}"), request.POST.get(f"was{row.pk}", "")
        if chosen not in dict(CHOICES) or chosen == was:
            continue
        try:
            attending.mark(row, chosen, by=request.user)
        except Denied:
            continue
        saved += 1
    return saved


@never_cache
@login_required
@require_safe
def mine(request):
    """`/me/meetings/`: meetings that I attended, and certificates."""
    demand(request.user, "calendar.see_own")
    rows = Attendance.objects.filter(member=request.user).exclude(presence="").order_by("-meeting__starts_at", "-pk")
    page = Paginator(rows.select_related("meeting__city", "certificate"), 30).get_page(request.GET.get("page"))
    minutes = sum(
        int((end - start).total_seconds() // 60)
        for start, end in rows.filter(presence=Presence.PRESENT).values_list("meeting__starts_at", "meeting__ends_at")
    )
    context = {"page": page, "hours": round(minutes / 60, 1), "count": rows.filter(presence=Presence.PRESENT).count()}
    return render(request, "calendar/attending/mine.html", context)
