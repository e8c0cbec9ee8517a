"""The desk: what waits for me, the most urgent first."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from network.desk.waiting import rows_for


@login_required
def desk(request):
    """Show everything that waits for the reader, or one useful act where nothing does."""
    sections = rows_for(request.user)
    rows = [row for found in sections.values() for row in found]
    return render(
        request,
        "desk/desk.html",
        {
            "sections": sections,
            "place": request.user.time_zone.rsplit("/", 1)[-1].replace("_", " "),
            "count": len(rows),
            "late": sum(row.urgency == "late" for row in rows),
            "oldest": min((row.since for row in rows if row.since), default=None),
        },
    )
