"""Choosing the time, calling off, throwing a draft away: each is a question of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.polls import actions
from meetings.polls.forms.making import ReasonForm
from meetings.polls.letters import slot_text
from meetings.polls.models import Slot, TimePoll
from meetings.polls.queries.ranking import ranked
from meetings.polls.queries.seats import seats_of
from meetings.polls.views.making import run_by
from meetings.polls.views.polls import WAYS
from network.access.rules import Denied


@never_cache
@login_required
@require_http_methods(WAYS)
def close(request, pk):
    """Choose one of the times, best first; the second click of two gets the meeting of the first."""
    poll = run_by(request, pk)
    problem = ""
    if request.method == "POST":
        chosen = request.POST.get("slot", "")
        slot = poll.slots.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 15 else None
        if slot is None and not poll.meeting_id:
            problem = _("Choose one of the times.")
        else:
            try:
                return _closed(request, actions.close(poll, by=request.user, slot=slot or Slot()), slot, poll)
            except Denied as denied:
                problem = denied.reason
    if poll.state != TimePoll.State.OPEN:
        return redirect(poll.get_absolute_url())
    seats = seats_of(poll, request.user, shows_address=True)
    standings = ranked(poll, seats=seats)
    context = {
        "poll": poll, "problem": problem, "asked": len(seats), "answered": sum(seat.has_answered for seat in seats),
        "waiting": [seat for seat in seats if not seat.has_answered],
        "rows": [(one, slot_text(one.slot, poll)) for one in standings],
        "cities": list({seat.city.slug: None for seat in seats if seat.city}),
        "chosen": request.POST.get("slot", "") or (str(standings[0].slot.pk) if standings else ""),
    }  # fmt: skip
    return render(request, "polls/close.html", context, status=422 if problem else 200)


def _closed(request, meeting, slot, poll):
    if meeting.is_just_made:
        messages.success(request, _("The meeting is made, and everybody who was asked is invited."))
    else:
        poll.refresh_from_db()
        same = slot is not None and poll.slot_id == slot.pk
        said = _("The poll was closed already. This is its meeting.")
        other = _("The poll was closed already, with another time. This is its meeting.")
        messages.info(request, said if same or slot is None else other)
    return redirect(meeting.get_absolute_url())


@never_cache
@login_required
@require_http_methods(WAYS)
def call_off(request, pk):
    """Call it off and say why; a draft is thrown away, since nobody knows of it."""
    poll = run_by(request, pk)
    if poll.state not in (TimePoll.State.OPEN, TimePoll.State.DRAFT):
        return redirect(poll.get_absolute_url())
    form = ReasonForm(request.POST or None, label_suffix="")
    if request.method == "POST" and (poll.is_draft or form.is_valid()):
        try:
            if poll.is_draft:
                actions.discard(poll, by=request.user)
                messages.success(request, _("The draft is gone."))
                return redirect("polls:list")
            actions.call_off(poll, by=request.user, reason=form.cleaned_data["reason"])
        except Denied as denied:
            form.add_error(None, denied.reason)
        else:
            messages.success(request, _("The poll is called off. Everybody who was asked hears of it."))
            return redirect(poll.get_absolute_url())
    context = {"poll": poll, "form": form}
    return render(request, "polls/call_off.html", context, status=422 if request.method == "POST" else 200)
