"""Registering, changing answers, giving a place back: signed in, or by the signed link of a mail."""

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
from meetings.calendar.actions import attending
from meetings.calendar.actions.attending.hosting import give_back_by_link
from meetings.calendar.forms.attending import RegisterForm
from meetings.calendar.queries.attending import places_of, position_of, told_by
from meetings.calendar.terms import Place
from meetings.calendar.views.attending.finding import ROWS, link_over, meeting_of, mine, private
from network.access.rules import Denied, may
from network.kit import clock, links

HELD = (Place.CONFIRMED, Place.WAITING)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, pk):
    """`/meetings/<id>/register/`: take a place or a number on the waiting list; later, change what one answered."""
    meeting = meeting_of(request, pk)
    row = mine(request, meeting)
    has_place = row is not None and row.place in HELD
    allowed = may(request.user, "calendar.register", meeting)
    form = RegisterForm(request.POST or None, meeting=meeting, row=row)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            done = attending.register(meeting, by=request.user, **form.said())
        except attending.Unanswered as unanswered:
            # The questions changed while the form was open.
            for key, why in unanswered.faults.items():
                form.add_error(f"q_{key}" if f"q_{key}" in form.fields else None, why)
        except Denied as denied:
            refused = denied.reason
        else:
            messages.success(request, _said(done, is_new=not has_place))
            return redirect(meeting)
    context = {
        "meeting": meeting, "row": row, "form": form, "allowed": allowed, "refused": refused, "has_place": has_place,
        "places": places_of(meeting), "position": position_of(row) if row is not None else 0,
        "told": told_by(row, with_sensitive=True) if row is not None else [],
        "may_withdraw": has_place and may(request.user, "calendar.withdraw", row),
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "calendar/attending/register.html", context, status=status)


def _said(row, *, is_new):
    if not is_new:
        return _("Saved.")
    if row.place == Place.CONFIRMED:
        return _("You have a place.")
    said = _("All places are taken. You are number %(number)s on the waiting list; we write to you when one is free.")
    return said % {"number": position_of(row)}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """`/meetings/<id>/withdraw/`: give the place back."""
    meeting = meeting_of(request, pk)
    row = mine(request, meeting)
    if row is None or (row.place not in HELD and request.method != "POST"):
        raise Http404
    if request.method == "POST":
        attending.withdraw(row, by=request.user)
        messages.success(request, _("Your place is given back. Thank you for telling us."))
        return redirect(meeting)
    return render(request, "calendar/attending/withdraw.html", {"meeting": meeting, "row": row})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """The same by the link of the mail: the authority is the signed token, not a cookie. Looking changes nothing."""
    payload = links.read(letters.PLACE, token, days=letters.DAYS)
    row = ROWS.filter(pk=payload[0], removed_at__isnull=True).first() if payload else None
    if row is None or not letters.is_of(row, payload[1]) or (row.member_id and not row.member.is_member):
        return link_over(request)
    meeting = row.meeting
    language = row.member.language if row.member_id else row.language or translation.get_language()
    zone = row.member.time_zone if row.member_id else meeting.zone
    refused, is_done, status = "", row.place not in HELD, 200
    with translation.override(language), timezone.override(clock.zone(zone)):
        if request.method == "POST" and not is_done:
            try:
                give_back_by_link(row)
                is_done = True
            except Denied as denied:
                refused, status = denied.reason, 409
        context = {"meeting": meeting, "row": row, "refused": refused, "is_done": is_done, "by_mail": True}
        return private(render(request, "calendar/attending/withdraw.html", context, status=status))
