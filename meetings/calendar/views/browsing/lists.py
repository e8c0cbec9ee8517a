"""`/meetings/`: what comes, what was."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from meetings.calendar.queries.browsing import lists
from meetings.calendar.queries.browsing.asked import Asked
from network.access.rules import may

SIZE = 30
LATEST = 8


@require_safe
def show(request):
    """Show the meetings that come and the last ones that were; `?view=month` and `agenda` lead to their pages."""
    asked = Asked.read(request.GET)
    if request.GET.get("view") == "month":
        return redirect(f"{reverse('calendar:month', args=[this_month()])}?{asked.query()}".rstrip("?"))
    if request.GET.get("view") == "agenda":
        return redirect(f"{reverse('calendar:days')}?{asked.query()}".rstrip("?"))
    found = lists.past(request.user, asked) if asked.past else lists.coming(request.user, asked)
    page = Paginator(found, SIZE).get_page(asked.page)
    first = page.number == 1 and not asked.past
    return render(
        request,
        "calendar/browsing/list.html",
        frame_of(request, asked, "list")
        | {
            "page": page,
            "past": lists.past(request.user, asked)[:LATEST] if first else (),
            "total": page.paginator.count,
        },
    )


def this_month():
    """Return the reader's present month as (year, month)."""
    today = timezone.localdate()
    return today.year, today.month


def frame_of(request, asked, view):
    """Return what every view of meetings shows around them: the panel, what was chosen, the tabs, the acts."""
    groups, chosen = lists.panel(request.user, asked)
    query = f"?{asked.query(when='')}".rstrip("?")
    tabs = [
        {"label": _("List"), "address": reverse("calendar:list") + query, "count": None, "current": view == "list"},
        {"label": _("Month"), "address": reverse("calendar:month", args=[this_month()]) + query, "count": None,
         "current": view == "month"},
        {
            "label": pgettext("a way to see meetings", "Agenda"),
            "address": reverse("calendar:days") + query,
            "count": None,
            "current": view == "days",
        },
    ]  # fmt: skip
    return {
        "asked": asked,
        "groups": groups,
        "chosen": chosen,
        "tabs": tabs,
        "may_plan": bool(may(request.user, "calendar.plan")),
        "feed": asked.feed_query(),
        "keep": {"when": "past"} if asked.past else {},
        "knows_zone": request.user.is_authenticated,
    }
