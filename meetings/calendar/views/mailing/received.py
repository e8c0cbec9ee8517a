"""What became of mails that came in, for administrators. No words of any mail are kept."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.calendar.models import InboundMail
from network.access.rules import demand


@never_cache
@login_required
@require_safe
def received(request):
    """`/meetings/mail/`: the newest first, with outcome and reason."""
    demand(request.user, "calendar.see_mail")
    rows = InboundMail.objects.select_related("meeting", "series")
    wanted = request.GET.get("outcome", "")
    if wanted in InboundMail.Outcome.values:
        rows = rows.filter(outcome=wanted)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    for row in page:
        row.why = gettext(row.reason) if row.reason else ""
    counts = dict(InboundMail.objects.order_by().values_list("outcome").annotate(Count("pk")))
    chosen = [(value, label, counts.get(value, 0)) for value, label in InboundMail.Outcome.choices]
    context = {"page": page, "outcomes": chosen, "wanted": wanted}
    return render(request, "calendar/mailing/received.html", context)
