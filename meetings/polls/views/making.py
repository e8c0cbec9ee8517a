"""Making a poll, one screen after the other: words, people, times, until when. What is there stays as a draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.calendar.models import Group, Series
from meetings.polls import actions
from meetings.polls.actions.sending import lacks
from meetings.polls.forms.making import GuestsForm, WordsForm
from meetings.polls.forms.rules import RulesForm
from meetings.polls.models import Invitee
from meetings.polls.queries import people as whom
from meetings.polls.queries.seats import seats_of
from meetings.polls.views.polls import POLLS, WAYS
from members.accounts.models import Member
from network.access.rules import Denied, demand
from network.kit.clock import now


def run_by(request, pk):
    """Return a poll that the reader sees and runs: one that they do not see is 404, one they do not run 403."""
    poll = get_object_or_404(POLLS.visible_to(request.user), pk=pk)
    demand(request.user, "polls.run", poll)
    return poll


def way(poll, now_at):
    """Return the steps of a draft for `components/way.html`; nothing for a poll that was sent."""
    if poll is not None and not poll.is_draft:
        return []
    labels = {"polls:edit": _("What"), "polls:people": _("Who"), "polls:times": _("Times"), "polls:send": _("Ask")}
    names = list(labels)
    steps = []
    for name in names:
        state = "now" if name == now_at else "done" if names.index(name) < names.index(now_at) else ""
        address = reverse(name, args=[poll.pk]) if poll is not None and name != now_at else ""
        steps.append({"label": labels[name], "state": state, "address": address})
    return steps


def ended(request, poll):
    """Return a redirect to a poll that has ended: nothing is changed there any more; None for others."""
    return None if poll.is_open or poll.is_draft else redirect(poll.get_absolute_url())


@never_cache
@login_required
@require_http_methods(WAYS)
def new(request):
    """Begin: what is it about, how long, by which clock."""
    demand(request.user, "polls.begin")
    initial = {}
    series = (
        Series.objects.visible_to(request.user)
        .filter(slug=request.GET.get("series", "")[:80], hosts=request.user)
        .first()
    )
    if series is not None:
        initial = {"series": series, "title": series.title, "zone": series.zone, "minutes": series.minutes,
                   "kind": series.kind, "visibility": series.visibility}  # fmt: skip
    group = Group.objects.filter(slug=request.GET.get("group", "")[:60], ended_at=None).first()
    if group is not None:
        initial["holder"] = f"group:{group.pk}"
    form = WordsForm(request.POST or None, member=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            poll = actions.begin(by=request.user, zone=form.cleaned_data["zone"], **form.words())
        except Denied as denied:
            form.add_error("holder", denied.reason)
        else:
            return redirect("polls:people", poll.pk)
    context = {"form": form, "poll": None, "steps": way(None, "polls:edit")}
    return render(request, "polls/words.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(WAYS)
def edit(request, pk):
    """The same later on; where the clock changes, it is asked what becomes of the times."""
    poll = run_by(request, pk)
    if away := ended(request, poll):
        return away
    holder = f"city:{poll.city_id}" if poll.city_id else f"group:{poll.group_id}" if poll.group_id else ""
    initial = {
        name: getattr(poll, name) for name in ("title", "about", "minutes", "zone", "kind", "series", "visibility")
    }
    initial |= {"holder": holder, "is_dates": "days" if poll.is_dates else "hours"}
    form = WordsForm(request.POST or None, member=request.user, poll=poll, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(poll, by=request.user, **form.words())
            if form.cleaned_data["zone"] != poll.zone:
                keep = form.cleaned_data.get("keep") or "instant"
                actions.rezone(poll, by=request.user, zone=form.cleaned_data["zone"], keep=keep)
        except Denied as denied:
            form.add_error("zone" if denied.name == "polls.run" else "holder", denied.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect("polls:people" if poll.is_draft else "polls:poll", poll.pk)
    context = {"form": form, "poll": poll, "steps": way(poll, "polls:edit")}
    return render(request, "polls/words.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(WAYS)
def people(request, pk):
    """Whom to ask: members by name, a city, a working group, a series, guests by their address."""
    poll = run_by(request, pk)
    if away := ended(request, poll):
        return away
    guests = GuestsForm(request.POST if request.POST.get("act") == "guests" else None, label_suffix="")
    if request.method == "POST":
        try:
            if _act(request, poll, guests):
                return redirect(request.get_full_path())
        except Denied as denied:
            messages.error(request, denied.reason)
            return redirect(request.get_full_path())
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "city")}
    context = {
        "poll": poll, "steps": way(poll, "polls:people"), "guests": guests, "asked": asked,
        "found": whom.found(asked["q"], asked["city"], poll, request.user) if any(asked.values()) else None,
        "seats": seats_of(poll, request.user, shows_address=True), "cities": whom.cities(request.user),
        "groups": whom.groups(request.user), "series": whom.series(request.user)[:50],
    }  # fmt: skip
    return render(request, "polls/people.html", context, status=422 if guests.errors else 200)


def _act(request, poll, guests):
    """Do what was clicked; returns whether the page is to be read anew."""
    by, wanted = request.user, request.POST.get("act")
    must = request.POST.get("must") == "1"
    if wanted == "guests":
        if not guests.is_valid():
            return False
        rows = actions.ask(poll, by=by, addresses=guests.cleaned_data["guests"],
                           is_required=guests.cleaned_data["is_required"])  # fmt: skip
    elif wanted == "member":
        member = Member.objects.visible_to(by).filter(handle=request.POST.get("handle", "")[:60]).first()
        rows = actions.ask(poll, by=by, members=[member] if member else [], is_required=must)
        if not rows and member is None:
            messages.error(request, _("There is no member with this name or handle."))
            return True
    elif wanted == "many":
        kind, _colon, number = request.POST.get("from", "").partition(":")
        several = whom.people_of(kind, int(number) if number.isdecimal() and len(number) < 10 else 0, by)
        if several is None:
            messages.error(request, _("Choose whose people to ask."))
            return True
        members, addresses = several
        rows = actions.ask(poll, by=by, members=members, addresses=addresses)
    elif wanted in ("off", "must", "may"):
        row = get_object_or_404(Invitee, pk=_number(request.POST.get("row")), poll=poll)
        if wanted == "off":
            actions.take_off(row, by=by)
        else:
            actions.require(row, wanted == "must", by=by)
        return True
    else:
        return True
    told = ngettext("%(n)s person is on the list now.", "%(n)s people are on the list now.", len(rows)) % {
        "n": len(rows)
    }
    messages.success(request, told if rows else _("Nobody new: they are on the list already."))
    return True


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 15 else 0


@never_cache
@login_required
@require_http_methods(WAYS)
def send(request, pk):
    """Until when, and ask; of an open poll the end alone."""
    poll = run_by(request, pk)
    if away := ended(request, poll):
        return away
    form = RulesForm(request.POST or None, poll=poll)
    missing = lacks(poll, now()) if poll.is_draft else ""
    if request.method == "POST" and form.is_valid():
        try:
            if poll.is_draft:
                actions.send(poll, by=request.user, **form.rules())
                messages.success(request, _("They are asked. You hear when everybody has answered."))
            else:
                actions.prolong(poll, by=request.user, **form.rules())
                messages.success(request, _("Saved."))
            return redirect(poll.get_absolute_url())
        except Denied as denied:
            form.add_error("day" if denied.name == "polls.closes_at" else None, denied.reason)
    context = {"poll": poll, "form": form, "steps": way(poll, "polls:send"), "missing": missing,
               "people": poll.invitees.count(), "slots": poll.slots.count()}  # fmt: skip
    return render(request, "polls/send.html", context, status=422 if form.errors else 200)
