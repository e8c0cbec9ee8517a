"""Answering an invitation: signed in, or by the signed link of a mail. Looking at it changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.calendar.access.mailing import is_ahead
from meetings.calendar.access.meetings import OPENS_BEFORE
from meetings.calendar.actions import mailing
from meetings.calendar.actions.attending.joining import links_of
from meetings.calendar.actions.mailing import receiving
from meetings.calendar.forms.mailing import VALUES, AnswerForm
from meetings.calendar.models import InboundMail, Meeting, Series
from meetings.calendar.queries.mailing.letters import thing_of
from meetings.calendar.queries.mailing.links import CONFIRM, DAYS, to_answer
from meetings.calendar.queries.mailing.whole import standing_of
from meetings.calendar.views.mailing.finding import ROWS, Reader, link_over, private, row_of
from network.access.rules import Denied
from network.kit import links
from network.kit.clock import now
from network.kit.errors import too_many
from network.kit.ratelimit import allow


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """`/meetings/<id>/answer/`: yes, perhaps or no; for this date, or for the whole series."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("series", "city"), pk=pk)
    row = ROWS.filter(meeting=meeting, member=request.user, removed_at=None).first()
    if row is None:
        raise Http404
    row.meeting, row.member = meeting, request.user
    standing = standing_of(row)
    form = AnswerForm(
        request.POST or None, is_hybrid=meeting.mode == "both", has_series=standing is not None,
        initial={"answer": "" if row.is_stale or row.answer == "none" else row.answer, "note": row.answer_note,
                 "mode": row.mode, "scope": "one"},
    )  # fmt: skip
    ahead, refused = is_ahead(meeting), ""
    if request.method == "POST" and form.is_valid():
        try:
            told = form.given()
            if standing is not None and form.cleaned_data.get("scope") == "all":
                told.pop("mode")
                mailing.answer(standing, by=request.user, **told)
            else:
                mailing.answer(row, by=request.user, sequence=_shown(request, row), **told)
            messages.success(request, _("Thank you. The hosts see your answer."))
            return redirect(meeting)
        except Denied as denied:
            refused = denied.reason
            row.refresh_from_db()
            meeting = row.meeting = Meeting.objects.select_related("series", "city").get(pk=meeting.pk)
    context = {"meeting": meeting, "row": row, "form": form, "ahead": ahead, "refused": refused,
               "standing": standing}  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "calendar/mailing/answer.html", context, status=status)


def _shown(request, row):
    """Return the SEQUENCE of what the reader saw; what is no number counts as what is there now."""
    text = request.POST.get("sequence", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else row.asked_sequence


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """`/meetings/answer/<token>/`: the same without signing in; the authority is the signed link, not a cookie."""
    found = row_of(token)
    if found is None:
        return link_over(request)
    row, sequence, value = found
    if request.method == "POST" and not allow(f"meeting-answer:{row.__class__.__name__}:{row.pk}", "30/h"):
        return too_many(request, 3600)
    with Reader(row):
        return private(_by_mail(request, row, sequence, value))


def _by_mail(request, row, sequence, value):
    said, refused = request.POST.get("answer", value), ""
    if request.method == "POST":
        try:
            row = mailing.answer(row, said, how="link", sequence=sequence, note=request.POST.get("note", "")[:500])
            return render(request, "calendar/mailing/answered.html", _told(row) | {"said": dict(VALUES).get(said)})
        except Denied as denied:
            refused = denied.reason
        except ValueError as error:
            refused = str(error)
        row.refresh_from_db()
    old = sequence != row.asked_sequence
    context = _told(row) | {
        "value": value if value in dict(VALUES) and not old else "",
        "values": VALUES,
        "refused": refused,
        "old": old,
        "fresh": to_answer(row),
    }
    return render(request, "calendar/mailing/answer_mail.html", context, status=409 if refused else 200)


def _told(row):
    """Return what both pages of a signed link say about the meeting or series."""
    thing = thing_of(row)
    is_series = isinstance(thing, Series)
    ahead = is_ahead(thing)
    told = {"row": row, "thing": thing, "is_series": is_series, "is_guest": row.member_id is None,
            "by": thing.organiser.called_by(row.member) if thing.organiser else "", "ahead": ahead}  # fmt: skip
    if is_series:
        return told | {"dates": thing.meetings.filter(ends_at__gt=now(), state="planned").order_by("starts_at")[:6]}
    # Guests have no account: once it is near, their own page leads them in.
    opens = thing.starts_at - OPENS_BEFORE
    joins = row.member_id is None and ahead and row.removed_at is None and row.answer != "no" and now() >= opens
    joins = joins and row.place not in ("waiting", "withdrawn")
    return told | {"joins": links_of(thing) if joins else {}, "opens": opens, "can_join": bool(links_of(thing))}


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """`/meetings/confirm/<token>/`: an answer came from another address; whoever it is for says that it is theirs."""
    pk = links.read(CONFIRM, token, days=DAYS)
    inbound = InboundMail.objects.filter(pk=pk).select_related("attendance__member", "attendance__meeting").first()
    row = receiving.row_of_pending(inbound) if inbound is not None else None
    if row is None:
        return link_over(request)
    with Reader(row):
        refused = ""
        if request.method == "POST":
            try:
                row = receiving.confirm(inbound)
                said = dict(VALUES).get(row.answer)
                return private(render(request, "calendar/mailing/answered.html", _told(row) | {"said": said}))
            except Denied as denied:
                refused = denied.reason
        said = dict(VALUES).get(receiving.ANSWERS.get(inbound.told.get("partstat", "")), "")
        context = _told(row) | {"inbound": inbound, "said": said, "refused": refused}
        return private(render(request, "calendar/mailing/confirm.html", context, status=409 if refused else 200))
