"""A poll: the times in the reader's zone, all cities beside them, one's own answers and those of others."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.polls import actions
from meetings.polls.access.polls import asks, invitee_of, takes_answers
from meetings.polls.forms.voting import Answers
from meetings.polls.links import invitee_by
from meetings.polls.models import TimePoll
from meetings.polls.queries.board import board_of
from meetings.polls.queries.lists import changes_of, polls_of
from network.access.rules import Denied
from network.kit import clock

WAYS = ["GET", "HEAD", "POST"]
POLLS = TimePoll.objects.select_related("organiser", "series", "city", "group", "meeting", "slot", "ended_by")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def listed(request):
    """The polls that I am asked in, and those in which I ask."""
    return render(request, "polls/list.html", {"found": polls_of(request.user)})


@never_cache
@login_required
@require_http_methods(WAYS)
def poll(request, pk):
    """One poll; a draft leads on to the step at which it stands."""
    found = get_object_or_404(POLLS.visible_to(request.user), pk=pk)
    if found.is_draft:
        return redirect("polls:people" if not found.invitees.exists() else "polls:times", found.pk)
    return _page(request, found, invitee_of(request.user, found), request.user)


@never_cache
@csrf_exempt
@require_http_methods(WAYS)
def by_mail(request, token):
    """The same by the link of the mail: the authority is the signed token. Looking at it changes nothing."""
    row = invitee_by(token)
    if row is None:
        return _private(render(request, "polls/link_over.html", status=410))
    member = row.member
    language = member.language if member else (row.language or row.poll.language)
    zone = member.time_zone if member else (row.zone or row.poll.zone)
    language = language if language in dict(settings.LANGUAGES) else "en"
    with translation.override(language), timezone.override(clock.zone(zone)):
        response = _page(request, row.poll, row, member, by_mail=True)
        response.headers.setdefault("Content-Language", language)
    return _private(response)


def _private(response):
    """A token in the address goes no further: not to other sites, not into an index."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(request, poll, invitee, member, by_mail=False):
    can = takes_answers(poll) if invitee is not None else None
    problem, typed, note = "", None, invitee.note if invitee else ""
    if request.method == "POST":
        if invitee is None:
            raise Denied(_("You are not among those who are asked."), "polls.answer")
        answers = Answers(request.POST, poll.slots.all())
        typed, note, problem = answers.given, answers.note, answers.problem
        if not problem:
            try:
                actions.vote(invitee, answers.given, by=None if by_mail else request.user, note=answers.note,
                             how="mail" if by_mail else "page")  # fmt: skip
                return _after(request, poll, by_mail)
            except Denied as denied:
                problem = denied.reason
    runs = not by_mail and asks(request.user, poll)
    board = board_of(poll, member, invitee, shows_address=runs)
    if typed is not None:
        for row in board.rows:
            row.answer = typed.get(row.slot.pk, row.answer)
    is_open = poll.is_open
    context = {
        "poll": poll, "board": board, "invitee": invitee, "runs": runs, "by_mail": by_mail, "problem": problem,
        "can": can, "note": note, "is_open": is_open,
        "is_over": is_open and poll.closes_at <= clock.now(),
        "shows_counts": runs or not is_open or not poll.hides_answers,
        "shows_names": not by_mail and (runs or not is_open or not poll.hides_answers),
        "left": sum(not row.answer for row in board.rows),
        "by": poll.organiser.called_by(member) if poll.organiser and member else str(poll.organiser or ""),
        "place": board.here.name,
        "is_saved": request.GET.get("saved") == "1",
        "history": changes_of(poll, member) if runs else [],
    }  # fmt: skip
    return render(request, "polls/poll.html", context, status=422 if problem else 200)


def _after(request, poll, by_mail):
    if by_mail:
        # Not a message: that would wait for whoever signs in next at this device.
        return redirect(f"{request.path}?saved=1#times")
    messages.success(request, _("Your answers are saved. You can change them until the poll closes."))
    return redirect(poll.get_absolute_url())
