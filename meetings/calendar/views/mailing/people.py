"""`/meetings/<id>/people/`: hosts invite and see answers; those who take part see who comes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meetings.calendar.actions import mailing
from meetings.calendar.forms.mailing import ROLES, AddressesForm
from meetings.calendar.models import Group, Meeting
from meetings.calendar.queries.mailing import people as told
from meetings.calendar.queries.mailing.whole import standing_of
from network.access.rules import Denied, demand, may

WAYS = ["GET", "HEAD", "POST"]


def _meeting(request, pk):
    rows = Meeting.objects.visible_to(request.user).select_related("series", "city", "group", "organiser")
    return get_object_or_404(rows, pk=pk)


@never_cache
@login_required
@require_http_methods(WAYS)
def people(request, pk):
    """The list by answers, for hosts with what they can do; who comes, for those who take part."""
    meeting = _meeting(request, pk)
    if not may(request.user, "calendar.run", meeting):
        demand(request.user, "calendar.take_part", meeting)
        context = {"meeting": meeting, "rows": told.who_comes(meeting, request.user)}
        return render(request, "calendar/mailing/who.html", context)
    guests = AddressesForm(request.POST if request.POST.get("act") == "guests" else None)
    if request.method == "POST":
        try:
            if _act(request, meeting, guests):
                return redirect(request.get_full_path())
        except Denied as error:
            messages.error(request, error.reason)
            if request.POST.get("act") != "guests":
                return redirect(request.get_full_path())
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "city")}
    board = told.board(meeting, request.user)
    for mail in board.mails:
        mail.why = gettext(mail.reason) if mail.reason else ""
    context = {
        "meeting": meeting,
        "board": board,
        "allowed": may(request.user, "calendar.invite", meeting),
        "asked": asked,
        "found": told.found(asked["q"], asked["city"], meeting, request.user) if any(asked.values()) else None,
        "cities": told.cities(request.user),
        "groups": Group.objects.filter(ended_at=None),
        "roles": ROLES,
        "guests": guests,
        "series": meeting.series,
        "can_remind": board.silent > 0,
    }
    return render(request, "calendar/mailing/people.html", context, status=422 if guests.errors else 200)


def _act(request, meeting, guests):
    """Invite whom the form names; returns whether the page is to be read anew."""
    wanted, by = request.POST.get("act"), request.user
    role = request.POST.get("role", "asked")
    role = role if role in dict(ROLES) else "asked"
    if wanted == "guests":
        if not guests.is_valid():
            return False
        given = guests.cleaned_data
        whom = {"addresses": given["addresses"], "language": given["language"], "role": given["role"]}
    elif wanted == "member":
        pk = request.POST.get("member", "")
        whom = {"members": [int(pk)] if pk.isascii() and pk.isdigit() and len(pk) < 16 else [], "role": role}
    elif wanted == "city":
        whom = {"members": list(told.of_city(request.POST.get("city", ""), by)[:500]), "role": role}
    elif wanted == "group":
        pk = request.POST.get("group", "")
        group = get_object_or_404(Group, pk=int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 16 else 0)
        whom = {"members": list(group.members.all()), "role": role}
    else:
        return True
    try:
        if meeting.series_id and request.POST.get("scope") == "all":
            rows = mailing.invite_to_series(meeting.series, by=by, **whom)
        else:
            rows = mailing.invite(meeting, by=by, **whom)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return True
    if rows:
        said = ngettext("%(n)s person is invited.", "%(n)s people are invited.", len(rows)) % {"n": len(rows)}
        messages.success(request, said)
    else:
        messages.info(request, _("Everybody of them is on the list already."))
    return True


@login_required
@require_POST
def ask_again(request, pk):
    """Remind those who have not answered."""
    meeting = _meeting(request, pk)
    n = mailing.ask_again(meeting, by=request.user)
    if n:
        said = ngettext("%(n)s person is asked once more.", "%(n)s people are asked once more.", n) % {"n": n}
        messages.success(request, said)
    else:
        messages.info(request, _("Everybody was asked in the last two days, or twice already."))
    return redirect("calendar:people", meeting.pk)


@never_cache
@login_required
@require_http_methods(WAYS)
def take_off(request, pk, row):
    """Take somebody off the list, after a question; of a series this date alone or all."""
    meeting = _meeting(request, pk)
    demand(request.user, "calendar.run", meeting)
    seat = get_object_or_404(meeting.attendances.filter(removed_at=None).select_related("member"), pk=row)
    seat.meeting = meeting
    standing = standing_of(seat)
    if request.method == "POST":
        try:
            whole = standing is not None and request.POST.get("scope") == "all"
            mailing.take_off(standing if whole else seat, by=request.user)
        except Denied as error:
            messages.error(request, error.reason)
        else:
            name = told.named(seat, request.user).called
            messages.success(request, _("%(name)s is off the list.") % {"name": name})
        return redirect("calendar:people", meeting.pk)
    context = {"meeting": meeting, "row": told.named(seat, request.user), "standing": standing}
    return render(request, "calendar/mailing/off.html", context)


@login_required
@require_POST
def settle(request, pk, row):
    """Take a proposal that came by mail up, or leave it."""
    meeting = _meeting(request, pk)
    demand(request.user, "calendar.run", meeting)
    proposal = get_object_or_404(meeting.proposals, pk=row)
    try:
        mailing.settle(proposal, by=request.user, takes=request.POST.get("act") == "take")
        messages.success(request, _("Saved."))
    except (Denied, ValidationError) as error:
        messages.error(request, getattr(error, "reason", "") or " ".join(error.messages))
    return redirect("calendar:people", meeting.pk)
