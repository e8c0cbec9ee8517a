"""The two questions after a meeting: signed in, or by the signed link of the mail. Looking at them changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.calendar import letters
from meetings.calendar.access.attending import pulse_open
from meetings.calendar.actions import attending
from meetings.calendar.forms.attending import PulseForm
from meetings.calendar.views.attending.finding import ROWS, link_over, meeting_of, mine, private
from network.access.rules import Denied, may
from network.kit import clock, links


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """`/meetings/<id>/pulse/`: the two questions, for those who were there."""
    meeting = meeting_of(request, pk)
    row = mine(request, meeting)
    if row is None:
        raise Http404
    return _page(request, row)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """The same by the link of the mail: the authority is the signed token, not a cookie."""
    payload = links.read(letters.PULSE, token, days=letters.DAYS)
    row = ROWS.filter(pk=payload[0], removed_at__isnull=True).first() if payload else None
    if row is None or (row.member_id and not row.member.is_member):
        return link_over(request)
    language = row.member.language if row.member_id else row.language or translation.get_language()
    zone = row.member.time_zone if row.member_id else row.meeting.zone
    with translation.override(language), timezone.override(clock.zone(zone)):
        return private(_page(request, row, by_mail=True))


def _page(request, row, *, by_mail=False):
    allowed = pulse_open(row) if by_mail else may(request.user, "calendar.answer_pulse", row)
    form = PulseForm(request.POST if request.method == "POST" else None)
    refused, is_done = "" if allowed else allowed.reason, False
    if request.method == "POST" and allowed and form.is_valid():
        try:
            attending.answer_pulse(row, **form.cleaned_data)
        except Denied as denied:
            refused = denied.reason
        else:
            if not by_mail:
                messages.success(request, _("Thank you. Your answer is counted, without your name."))
                return redirect(row.meeting)
            is_done = True
    context = {"meeting": row.meeting, "form": form, "refused": refused, "by_mail": by_mail, "is_done": is_done}
    status = 409 if request.method == "POST" and refused else 422 if form.errors and not refused else 200
    return render(request, "calendar/attending/pulse.html", context, status=status)
