"""Introductions: who could help whom, asking them, answering, bringing them together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.introductions import links
from meetings.introductions.actions import introducing
from meetings.introductions.forms.introducing import IntroduceForm, OneTimeForm
from meetings.introductions.queries import matching
from meetings.introductions.views.finding import introduction_of, private, suggested
from network.access.rules import Denied, demand, may
from network.kit import clock

MOST_CITIES = 6


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """`/meetings/introductions/new/?city=…&member=…`: matches among cities, and the form that asks people."""
    me = request.user
    demand(me, "introductions.introduce")
    open_cities = matching.cities_of(me, ())
    chosen = [city for city in open_cities if city.slug in request.GET.getlist("city")] or open_cities
    people = matching.people(me, chosen[: MOST_CITIES * 2])
    found = matching.matches(people)
    by_handle = {one.member.handle: one for one in people}
    wanted = [handle for handle in request.GET.getlist("member") if handle in by_handle]
    given = request.POST if request.method == "POST" else None
    form = IntroduceForm(
        given,
        offered=[(one.member.handle, f"{one.name} · {one.city}") for one in people],
        initial={"people": wanted, "why": _why(found, wanted)},
    )
    if given is not None and form.is_valid():
        data = form.cleaned_data
        try:
            made = introducing.introduce(
                [by_handle[handle].member for handle in data["people"]], by=me, title=data["title"], why=data["why"],
                minutes=data["minutes"], language=me.language,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("people", error)
        else:
            messages.success(request, _("They are asked. You hear of their answers."))
            return redirect(made.get_absolute_url())
    context = {"form": form, "matches": found, "cities": open_cities, "chosen": request.GET.getlist("city")}
    return render(request, "introductions/introduce.html", context, status=422 if form.errors else 200)


def _why(found, wanted):
    """Return the reasons of the match that was chosen, as a first draft of why."""
    for match in found:
        if {match.giver.member.handle, match.seeker.member.handle} == set(wanted):
            return ". ".join(match.reasons) + "."
    return ""


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, pk):
    """`/meetings/introductions/<pk>/`: who, why, what each said; answering, bringing together, closing."""
    introduction = introduction_of(request.user, pk)
    return _page(request, introduction, request.user)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """One side answers by the link of the mail. Looking changes nothing."""
    side = links.side_of(token)
    if side is None:
        return private(render(request, "introductions/link_over.html", {}, status=410))
    member = side.member
    with translation.override(member.language), timezone.override(clock.zone(member.time_zone)):
        response = _page(request, introduction_of(member, side.introduction_id), member, token=token)
        response.headers.setdefault("Content-Language", translation.get_language())
    return private(response)


def _page(request, introduction, member, token=""):
    sides = list(introduction.sides.all())
    for side in sides:
        side.introduction = introduction
        side.name = side.member.called_by(member) if side.member else _("former member")
    mine = next((side for side in sides if side.member_id == member.pk), None)
    may_bring = not token and bool(may(member, "introductions.bring", introduction))
    act = request.POST.get("act", "")
    form = None
    if may_bring:
        form = _time_form(request.POST if act == "plan" else None, introduction, member)
    refused = ""
    if request.method == "POST":
        try:
            answer = _act(request, introduction, mine, member, act, form, token)
            if answer is not None:
                return answer
        except Denied as denied:
            refused = denied.reason
        except ValidationError as error:
            refused = " ".join(error.messages)
    context = {
        "introduction": introduction,
        "sides": sides,
        "mine": mine,
        "may_say": mine is not None and bool(may(member, "introductions.say", mine)),
        "may_bring": may_bring,
        "may_end": not token and bool(may(member, "introductions.end", introduction)),
        "by": introduction.by.called_by(member) if introduction.by else _("former member"),
        "held": introduction.held,
        "form": form,
        "refused": refused,
        "token": token,
    }
    status = 409 if refused else 422 if form is not None and form.errors else 200
    return render(request, "introductions/introduction.html", context, status=status)


def _time_form(given, introduction, member):
    people = [one for one in introducing.agreed_people(introduction) if one.pk != member.pk]
    return OneTimeForm(given, zone=member.time_zone, suggested=suggested(member, people, introduction.minutes))


def _act(request, introduction, mine, member, act, form, token):
    """Do what was pressed; returns where it leads, None where the form has to be looked at again."""
    if act in ("yes", "no") and mine is not None:
        introducing.say(mine, by=member, is_yes=act == "yes")
        said = _("Thank you. You hear when a time is found.") if act == "yes" else _("Done. Thank you for telling us.")
        if token:
            return render(request, "introductions/answered.html", {"said": said, "item": introduction})
        messages.success(request, said)
        return redirect(introduction.get_absolute_url())
    if token or act not in ("plan", "poll", "end"):
        raise Http404
    if act == "poll":
        poll = introducing.ask_for_time(introduction, by=member)
        messages.success(request, _("Look at the times, and send it."))
        return redirect(poll.get_absolute_url())
    if act == "end":
        introducing.end(introduction, by=member)
        messages.success(request, _("The introduction is closed."))
        return redirect("introductions:list")
    demand(member, "introductions.bring", introduction)
    if not form.is_valid():
        return None
    meeting = introducing.bring_together(introduction, by=member, start=form.cleaned_data["starts"][0])
    messages.success(request, _("The meeting is planned, and everybody is invited."))
    return redirect(meeting.get_absolute_url())
