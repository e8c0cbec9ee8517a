"""'I shall be there', meeting others there, notes afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meetings.calendar import saying
from meetings.congresses import actions
from meetings.congresses.access.congresses import presence_of
from meetings.congresses.actions.meeting import common_days, proposed
from meetings.congresses.forms.congresses import GoForm, MeetForm, NoteForm
from meetings.congresses.models import Note
from meetings.congresses.queries.words import days_words
from meetings.congresses.views.finding import congress_of
from members.accounts.models import Member
from members.accounts.visible import called
from network.access.rules import Denied, demand


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def go(request, pk):
    """Say that I am there, or change what I said."""
    congress = congress_of(request, pk)
    demand(request.user, "congresses.go", congress)
    mine = presence_of(request.user, congress)
    said = mine or congress
    initial = {
        "first_day": said.first_day,
        "last_day": said.last_day,
        "topics": mine.topics if mine else [word for word in request.user.expertise if word in congress.topics],
        "is_open": mine.is_open if mine else True,
        "note": mine.note if mine else "",
    }
    form = GoForm(request.POST or None, congress=congress, member=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.go(congress, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The others see that you are there. You can change or take it back."))
            return redirect(congress)
    return render(request, "congresses/go.html", {"form": form, "congress": congress, "mine": mine})


@never_cache
@login_required
@require_POST
def stay(request, pk):
    """Take it back."""
    congress = congress_of(request, pk)
    actions.stay(congress, by=request.user)
    messages.success(request, _("Nobody sees any more that you meant to go."))
    return redirect(congress)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meet(request, pk, handle):
    """Arrange to meet one who goes, with one act."""
    congress = congress_of(request, pk)
    demand(request.user, "congresses.meet", congress)
    others = congress.presences.select_related("member__home_city").exclude(member=request.user).filter(
        is_open=True, member__status=Member.Status.MEMBER, member__is_active=True
    )  # fmt: skip
    theirs = get_object_or_404(others, member__handle=handle)
    mine, other = presence_of(request.user, congress), theirs.member
    form = MeetForm(request.POST or None, initial=proposed(congress, mine, theirs))
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.arrange(congress, by=request.user, other=other, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        except Denied as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("You meet there: the invitation with the calendar file is on its way."))
            return redirect(meeting)
    days = common_days(mine, theirs)
    shown = {
        "form": form,
        "congress": congress,
        "other": called(other, by=request.user),
        "days": days_words(*days) if days else "",
        "clock": saying.place(congress.zone),
    }
    return render(request, "congresses/meet.html", shown)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request, pk):
    """Write what I bring back."""
    congress = congress_of(request, pk)
    demand(request.user, "congresses.note", congress)
    mine = Note.objects.filter(congress=congress, member=request.user).first()
    if request.method == "POST" and request.POST.get("drop") == "1":
        actions.drop_note(congress, by=request.user)
        messages.success(request, _("Your note is taken away."))
        return redirect(congress)
    initial = {"text": mine.text, "link": mine.link} if mine else {}
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.note(congress, by=request.user, language=get_language() or "en", **form.cleaned_data)
        messages.success(request, _("Thank you. Members read it on the page of the congress."))
        return redirect(f"{congress.get_absolute_url()}#notes")
    return render(request, "congresses/notes.html", {"form": form, "congress": congress, "mine": mine})
