"""The joining link: shown to those who take part, followed by a button that notes who came."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from meetings.calendar.access.meetings import OPENS_BEFORE
from meetings.calendar.actions import attending
from meetings.calendar.actions.attending.joining import links_of
from meetings.calendar.views.attending.finding import meeting_of, private
from network.access.rules import Denied, may
from network.kit.clock import now

# The button is answered by a redirect to the provider, often by way of several of its addresses.
POLICY = settings.SECURE_CSP | {"form-action": [CSP.SELF, "https:"]}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@csp_override(POLICY)
def join(request, pk):
    """`/meetings/<id>/join/`: looking at it changes nothing; the button leads on and notes that one came."""
    meeting = meeting_of(request, pk)
    takes_part = may(request.user, "calendar.take_part", meeting)
    allowed = may(request.user, "calendar.join", meeting)
    refused = ""
    if request.method == "POST":
        try:
            address = attending.join(meeting, by=request.user, which=request.POST.get("which", "main"))
        except Denied as denied:
            refused = denied.reason
        else:
            return private(HttpResponse(status=303, headers={"Location": address}))
    found = links_of(meeting)
    context = {
        "meeting": meeting, "allowed": allowed, "takes_part": takes_part, "refused": refused,
        "opens_at": meeting.starts_at - OPENS_BEFORE, "is_early": now() < meeting.starts_at - OPENS_BEFORE,
        "links": [(name, _("Join the meeting") if name == "main" else _("Join by the link for use in China"))
                  for name in found],
    }  # fmt: skip
    status = 409 if refused else 200 if takes_part else 403
    return private(render(request, "calendar/attending/join.html", context, status=status))
