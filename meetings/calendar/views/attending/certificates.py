"""Certificates: made by whoever was there, read by whoever has the address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.calendar import printing
from meetings.calendar.actions import attending
from meetings.calendar.forms.attending import CertificateForm
from meetings.calendar.models import Certificate
from meetings.calendar.views.attending.finding import hosted, meeting_of, mine
from network.access.rules import Denied, may


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certify(request, pk):
    """`/meetings/<id>/certificate/`: say which name shall stand on it, agree that it can be read, have it made."""
    meeting = meeting_of(request, pk)
    row = mine(request, meeting)
    if row is None:
        raise Http404
    allowed = may(request.user, "calendar.certify", row)
    made = Certificate.objects.filter(attendance=row).first()
    member = request.user
    initial = {"name": made.name if made else member.name_latin or member.name}
    form = CertificateForm(request.POST or None, initial=initial)
    refused = "" if allowed else allowed.reason
    if request.method == "POST" and allowed and form.is_valid():
        try:
            language = translation.get_language()
            made = attending.certify(row, by=member, language=language, **form.cleaned_data)
            return redirect(made)
        except Denied as denied:
            refused = denied.reason
    context = {"meeting": meeting, "form": form, "made": made, "refused": refused, "allowed": allowed}
    status = 409 if request.method == "POST" and refused else 422 if form.errors else 200
    return render(request, "calendar/attending/certify.html", context, status=status)


@never_cache
@login_required
@require_POST
def offer(request, pk):
    """Write to all who were there that they can have one."""
    meeting = hosted(request, pk)
    n = attending.offer(meeting, by=request.user)
    if n:
        said = ngettext("%(n)s person has a mail with the way to the certificate.",
                        "%(n)s people have a mail with the way to the certificate.", n) % {"n": n}  # fmt: skip
    else:
        said = _("Everybody who was there has a certificate, or nobody is noted as having been there.")
    messages.success(request, said)
    return redirect("calendar:attendance", meeting.pk)


@require_safe
def show(request, code):
    """`/certificates/<code>/`: whether it is valid, and what it says. Search engines leave it out."""
    made = _made(code)
    context = told(made)
    size, path = printing.drawing(context["address"])
    context |= {"made": made, "size": size, "path": path, "length": printing.length(context["minutes"])}
    return _private(render(request, "calendar/attending/certificate.html", context))


@never_cache
@require_safe
def as_pdf(request, code):
    """The same as PDF, with the address and a square code that leads there."""
    made = _made(code)
    if not made.is_valid:
        raise Http404
    response = HttpResponse(printing.certificate(made, told(made)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{made.code[:6]}.pdf"'
    return _private(response)


def _made(code):
    rows = Certificate.objects.select_related("meeting__city", "meeting__group", "meeting__series")
    return get_object_or_404(rows, code=code)


def _private(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def told(made):
    """Return what a certificate says beside the name: address, host, hours."""
    meeting = made.meeting
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return {
        "meeting": meeting,
        "address": settings.SITE_URL + made.get_absolute_url(),
        "host": meeting.city.name if meeting.city_id else meeting.group.name if meeting.group_id else "",
        "minutes": minutes,
    }
