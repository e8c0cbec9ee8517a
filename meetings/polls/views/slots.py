"""Proposing times in three ways: suggested, chosen among the hours of a day, typed."""

from datetime import UTC, date, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.calendar import saying
from meetings.polls import actions
from meetings.polls.forms.typing import TypedForm
from meetings.polls.letters import slot_text
from meetings.polls.queries.ledger import balance
from meetings.polls.queries.parties import Party
from meetings.polls.queries.ribbon import STEPS, days_of, hours_of, read_starts
from meetings.polls.queries.suggesting import suggest
from meetings.polls.views.making import ended, run_by, way
from meetings.polls.views.polls import WAYS
from network.access.rules import Denied
from network.kit import clock

WAY_NAMES = ("suggest", "hours", "type")
LATEST = date(2200, 1, 1)
SPAN = timedelta(days=14)


@never_cache
@login_required
@require_http_methods(WAYS)
def times(request, pk):
    """The times that are proposed, and more of them in one of three ways; each works on the same list."""
    poll = run_by(request, pk)
    if away := ended(request, poll):
        return away
    chosen = request.GET.get("way", "")
    here = chosen if chosen in WAY_NAMES else "suggest"
    if poll.is_dates and here == "suggest":
        here = "hours"
    is_typing = request.method == "POST" and request.POST.get("act") == "type"
    typed = TypedForm(request.POST if is_typing else None, poll=poll)
    problem = ""
    if request.method == "POST":
        try:
            if _act(request, poll, typed):
                return redirect(request.get_full_path())
        except Denied as denied:
            problem = denied.reason
        here = "type" if is_typing else here
    context = {
        "poll": poll, "steps": way(poll, "polls:times"), "way": here, "tabs": _tabs(poll, here), "typed": typed,
        "problem": problem, "place": saying.place(poll.zone),
        "slots": [(slot, slot_text(slot, poll)) for slot in poll.slots.all()],
    }  # fmt: skip
    if here == "hours":
        context |= _hours(request, poll)
    elif here == "suggest":
        context |= _suggested(request, poll)
    return render(request, "polls/times.html", context, status=422 if typed.errors or problem else 200)


def _tabs(poll, here):
    labels = {"suggest": _("Suggested"), "hours": _("By the day"), "type": _("Typed")}
    if poll.is_dates:
        del labels["suggest"]
        labels["hours"] = _("By the month")
    base = reverse("polls:times", args=[poll.pk])
    return [
        {"label": label, "address": f"{base}?way={name}", "current": name == here} for name, label in labels.items()
    ]


def _act(request, poll, typed):
    """Do what was clicked; returns whether the page is to be read anew."""
    by, wanted = request.user, request.POST.get("act")
    if wanted == "type":
        if not typed.is_valid():
            return False
        new = actions.propose(poll, by=by, **{"days" if poll.is_dates else "starts": typed.found})
    elif wanted == "suggest":
        new = actions.propose(poll, by=by, starts=read_starts(request.POST.getlist("start"), None, poll.zone))
    elif wanted == "hours":
        new = _chosen(request, poll)
    elif wanted == "drop":
        ids = [int(one) for one in request.POST.getlist("slot") if one.isdecimal() and len(one) < 15]
        actions.drop(list(poll.slots.filter(pk__in=ids)), poll, by=by)
        return True
    else:
        return True
    words = ngettext("%(n)s time is proposed now.", "%(n)s times are proposed now.", new) % {"n": new}
    messages.success(request, words if new else _("No new time."))
    return True


def _chosen(request, poll):
    """Take what was ticked on one screen: new ones are added, those that were unticked there go. Returns the new."""
    if poll.is_dates:
        days = [day for value in request.POST.getlist("day") if (day := _date(value))]
        shown = [day for value in request.POST.getlist("shown") if (day := _date(value))]
        gone = poll.slots.filter(on__in=set(shown) - set(days))
        field, there = {"days": days}, set(poll.slots.values_list("on", flat=True))
        fresh = set(days) - there
    else:
        starts = read_starts(request.POST.getlist("start"), None, poll.zone)
        shown = read_starts(request.POST.getlist("shown"), None, poll.zone)
        gone = poll.slots.filter(starts_at__in=set(shown) - set(starts))
        field, there = {"starts": starts}, set(poll.slots.values_list("starts_at", flat=True))
        fresh = set(starts) - there
    field = {name: sorted(fresh) for name in field}
    new = actions.propose(poll, by=request.user, **field) if fresh else 0
    if gone := list(gone):
        actions.drop(gone, poll, by=request.user)
    return new


def _hours(request, poll):
    """Return what the ribbon is given: one day's hours by city, or four weeks of days."""
    today = clock.local(clock.now(), poll.zone).date()
    asked = _date(request.GET.get("day", ""))
    wrong = bool(request.GET.get("day")) and asked is None
    day = min(max(asked or today + timedelta(days=1), today), LATEST)
    base = f"{reverse('polls:times', args=[poll.pk])}?way=hours"
    if poll.is_dates:
        rows = days_of(poll, day, request.user)
        return {"day": day, "wrong_day": wrong, "days": rows, "before": f"{base}&day={day - timedelta(days=28)}",
                "after": f"{base}&day={day + timedelta(days=28)}", "is_first": day <= today}  # fmt: skip
    step = 30 if request.GET.get("step") == "30" else STEPS[0]
    columns, rows = hours_of(poll, day, request.user, step=step)
    keep = f"&step={step}" if step != STEPS[0] else ""
    return {
        "day": day, "wrong_day": wrong, "columns": columns, "hours": rows, "step": step, "is_first": day <= today,
        "day_words": saying.days_text(day, day), "before": f"{base}&day={day - timedelta(days=1)}{keep}",
        "after": f"{base}&day={day + timedelta(days=1)}{keep}",
        "finer": f"{base}&day={day}" + ("" if step == STEPS[1] else "&step=30"),
    }  # fmt: skip


def _suggested(request, poll):
    """Return the best times for those who are asked, in the days that are looked through."""
    today = clock.now().astimezone(UTC).date()
    first = _date(request.GET.get("from", "")) or today + timedelta(days=1)
    last = _date(request.GET.get("to", "")) or first + SPAN
    told = {"first": first, "last": last, "wrong_days": last < first, "suggestions": []}
    if last < first:
        return told
    rows = list(poll.invitees.select_related("member__home_city"))
    people = [row.member for row in rows if row.member_id]
    people += [Party(row.zone or poll.zone, row.zone or poll.zone) for row in rows if not row.member_id]
    if not people:
        return told
    told["cities"] = list({row.member.home_city.slug: None for row in rows if row.member_id and row.member.home_city})
    must = [row.member for row in rows if row.member_id and row.is_required]
    ledger = balance(poll.series) if poll.series_id else None
    there = set(poll.slots.values_list("starts_at", flat=True))
    for one in suggest(
        people, first=max(first, today), last=max(last, today), minutes=poll.minutes, must=must, ledger=ledger
    ):
        told["suggestions"].append({
            "one": one, "value": one.start.strftime("%Y-%m-%dT%H:%MZ"), "is_on": one.start in there,
            "text": saying.hours_text(one.start, one.start + timedelta(minutes=poll.minutes), poll.zone),
            "reasons": [str(reason) for reason in one.reasons],
        })  # fmt: skip
    return told


def _date(text):
    """Return the date that a field of the browser sent, None where it is none or lies beyond all calendars."""
    try:
        found = datetime.strptime(text, "%Y-%m-%d").date()
    except (ValueError, TypeError):
        return None
    return found if date(2000, 1, 1) <= found <= LATEST else None
