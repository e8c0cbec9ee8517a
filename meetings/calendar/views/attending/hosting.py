"""The hosts' pages: who has a place, who waits, what they answered; questions, places, by hand, to take along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.calendar import sheets
from meetings.calendar.actions import attending
from meetings.calendar.actions.mailing import member_at
from meetings.calendar.forms.attending import AddForm, PlacesForm, QuestionForms
from meetings.calendar.queries.attending import all_questions, listed, places_of, told_by
from meetings.calendar.terms import Place
from meetings.calendar.views.attending.finding import ROWS, hosted
from network.access.rules import Denied, may
from network.kit.clock import now
from network.kit.personal import declare_look, looked

ANSWERS_READ = declare_look("registrations_read", gettext_lazy("read what people told the hosts of a meeting"))


@never_cache
@login_required
@require_safe
def registrations(request, pk):
    """`/meetings/<id>/registrations/`: places, waiting list, answers."""
    return _page(request, hosted(request, pk))


def _page(request, meeting, *, places_form=None, add_form=None, status=200):
    may_read = bool(may(request.user, "calendar.read_sensitive", meeting))
    groups = {name: listed(meeting, place) for name, place in
              (("confirmed", Place.CONFIRMED), ("waiting", Place.WAITING), ("withdrawn", Place.WITHDRAWN))}  # fmt: skip
    for rows in groups.values():
        for row in rows:
            row.told = told_by(row, with_sensitive=may_read)
            row.called = _called(row, request.user)
    if may_read and any(one[2] for rows in groups.values() for row in rows for one in row.told):
        looked(ANSWERS_READ, by=request.user, detail={"meeting": meeting.pk})
    context = {
        "meeting": meeting, "places": places_of(meeting), "groups": groups, "may_read": may_read,
        "has_begun": now() >= meeting.starts_at,
        "places_form": places_form or PlacesForm(instance=meeting), "add_form": add_form or AddForm(),
    }  # fmt: skip
    return render(request, "calendar/attending/registrations.html", context, status=status)


def _called(row, viewer):
    return row.member.called_by(viewer) if row.member_id else row.name or row.address


@never_cache
@login_required
@require_POST
def places(request, pk):
    """Change how many places there are."""
    meeting = hosted(request, pk)
    form = PlacesForm(request.POST, instance=hosted(request, pk))
    if not form.is_valid():
        return _page(request, meeting, places_form=form, status=422)
    try:
        moved = attending.set_places(meeting, by=request.user, **form.said())
    except Denied as denied:
        form.add_error(None, denied.reason)
        return _page(request, meeting, places_form=form, status=409)
    said = [_("Saved.")]
    if moved:
        said.append(ngettext("%(n)s person moved up and has a mail.", "%(n)s people moved up and have a mail.", moved)
                    % {"n": moved})  # fmt: skip
    meeting.capacity = form.cleaned_data["capacity"]
    if over := places_of(meeting).over:
        said.append(ngettext("Nobody loses a place: there is %(n)s person more than places now.",
                             "Nobody loses a place: there are %(n)s people more than places now.", over)
                    % {"n": over})  # fmt: skip
    messages.success(request, " ".join(said))
    return redirect("calendar:registrations", meeting.pk)


@never_cache
@login_required
@require_POST
def add(request, pk):
    """Register somebody by hand; once it has begun, put somebody who came on the list."""
    meeting = hosted(request, pk)
    form = AddForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, add_form=form, status=422)
    member = member_at(form.cleaned_data["address"])
    who = {"member": member} if member is not None else form.cleaned_data
    try:
        row = attending.add(meeting, by=request.user, **who)
    except Denied as denied:
        form.add_error(None, denied.reason)
        return _page(request, meeting, add_form=form, status=409)
    words = {"name": _called(row, request.user)}
    if row.place == Place.WAITING:
        messages.success(request, _("All places are taken: %(name)s is on the waiting list.") % words)
    else:
        messages.success(request, _("%(name)s is on the list.") % words)
    return redirect("calendar:attendance" if now() >= meeting.starts_at else "calendar:registrations", meeting.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, pk, row):
    """Take somebody's place back, after a question."""
    meeting = hosted(request, pk)
    row = get_object_or_404(ROWS, pk=row, meeting=meeting, place__in=(Place.CONFIRMED, Place.WAITING))
    name = _called(row, request.user)
    if request.method == "POST":
        attending.remove(row, by=request.user)
        messages.success(request, _("%(name)s has no place any more, and has a mail about it.") % {"name": name})
        return redirect("calendar:registrations", meeting.pk)
    return render(request, "calendar/attending/remove.html", {"meeting": meeting, "row": row, "name": name})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, pk):
    """`/meetings/<id>/questions/`: what hosts ask at registration."""
    meeting = hosted(request, pk)
    asked = [one | {"choices": "\n".join(one["choices"])} for one in meeting.questions]
    form = QuestionForms(request.POST or None, initial=asked, prefix="q")
    if request.method == "POST" and form.is_valid():
        attending.ask_questions(meeting, form.said(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("calendar:registrations", meeting.pk)
    is_answered = meeting.attendances.exclude(words={}).exists()
    context = {"meeting": meeting, "form": form, "is_answered": is_answered}
    return render(request, "calendar/attending/questions.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_safe
def export(request, pk):
    """The list with its answers as CSV, for hosts."""
    meeting = hosted(request, pk)
    may_read = bool(may(request.user, "calendar.read_sensitive", meeting))
    rows = listed(meeting, Place.CONFIRMED, Place.WAITING, Place.WITHDRAWN)
    asked = [one for one in all_questions(meeting, rows) if may_read or not one[2]]
    if may_read and any(one[2] for one in asked):
        looked(ANSWERS_READ, by=request.user, detail={"meeting": meeting.pk})
    text = sheets.registrations(meeting, rows, asked, viewer=request.user)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="registrations-{meeting.pk}.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
