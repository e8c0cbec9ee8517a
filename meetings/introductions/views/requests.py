"""Requests for a meeting: the list, asking, answering on the page or by the link of the mail, wishes."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from meetings.introductions import links
from meetings.introductions.actions import asking, openness
from meetings.introductions.forms.asking import AskForm, OpennessForm
from meetings.introductions.forms.times import TimesForm
from meetings.introductions.models import Block, Openness, Request
from meetings.introductions.queries import lists
from meetings.introductions.queries.outcomes import totals
from meetings.introductions.views.finding import private, request_of, suggested
from network.access.rules import Denied, demand, may
from network.kit import clock

MOST = 40


@never_cache
@login_required
@require_safe
def index(request):
    """`/meetings/requests/`: what waits for me, what waits for others, what became of the rest, introductions."""
    demand(request.user, "introductions.keep")
    me = request.user
    rows = list(lists.requests(me)[:MOST])
    for row in rows:
        other = lists.other_of(row, me)
        row.other, row.other_name = other, other.called_by(me) if other else _("former member")
        row.is_mine_to_answer = row.is_open and row.awaited is not None and row.awaited.pk == me.pk
    context = {
        "waiting": [row for row in rows if row.is_mine_to_answer],
        "asked": [row for row in rows if row.is_open and not row.is_mine_to_answer],
        "done": [row for row in rows if not row.is_open],
        "introductions": lists.introductions(me)[:MOST],
        "openness": Openness.objects.filter(member=me).first() or Openness(member=me),
        "may_introduce": bool(may(me, "introductions.introduce")),
        "totals": totals(),
    }
    return render(request, "introductions/list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, handle):
    """`/meetings/requests/new/<handle>/`: ask a member for a meeting."""
    me = request.user
    demand(me, "introductions.keep")
    rows = get_user_model().objects.visible_to(me).select_related("home_city")
    receiver = get_object_or_404(rows.filter(status="member"), handle=handle)
    allowed = may(me, "introductions.ask", receiver)
    given = request.POST if request.method == "POST" else None
    form = AskForm(given, zone=me.time_zone, suggested=suggested(me, [receiver], 50) if allowed else ())
    refused = "" if allowed else allowed.reason
    if given is not None and allowed and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("purpose", "starts", "you_choose", "minutes", "join_url")}
        try:
            made = asking.ask(receiver, by=me, language=me.language, **data)
        except Denied as denied:
            refused = denied.reason
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is on its way. You hear of the answer by mail, within 14 days."))
            return redirect(made.get_absolute_url())
    context = {"form": form, "whose": receiver, "name": receiver.called_by(me), "refused": refused}
    status = 409 if refused and given is not None else 422 if form.errors else 403 if refused else 200
    return render(request, "introductions/new.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, pk):
    """`/meetings/requests/<pk>/`: one request, and its answer."""
    return _page(request, request_of(request.user, pk), request.user)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """The same by the link of the mail: the authority is the signed token, not a cookie. Looking changes nothing."""
    found = links.request_of(token)
    if found is None:
        return private(render(request, "introductions/link_over.html", {}, status=410))
    item, member, is_present = found
    with translation.override(member.language), timezone.override(clock.zone(member.time_zone)):
        if not is_present and item.is_open:
            response = render(request, "introductions/link_over.html", {"item": item}, status=410)
        else:
            response = _page(request, item, member, token=token)
        response.headers.setdefault("Content-Language", translation.get_language())
    return private(response)


def _page(request, item, member, token=""):
    other = lists.other_of(item, member)
    allowed = may(member, "introductions.answer", item)
    act = request.POST.get("act", "")
    given = request.POST if act in ("propose", "name") else None
    form = None
    if allowed:
        offered = suggested(member, [other], item.minutes) if other else ()
        form = TimesForm(given, zone=member.time_zone, suggested=offered)
    refused = ""
    if request.method == "POST":
        try:
            done = _act(item, member, act, request.POST, form)
            if done:
                if token:
                    fresh = links.request_of(token)[0]
                    return render(request, "introductions/answered.html", {"item": fresh, "said": done})
                messages.success(request, done)
                return redirect(item.get_absolute_url())
        except Denied as denied:
            refused = denied.reason
        except ValidationError as error:
            refused = " ".join(error.messages)
    context = {
        "item": item,
        "other": other,
        "name": other.called_by(member) if other else _("former member"),
        "is_asker": member.pk == item.asker_id,
        "times": lists.times_of(item, member) if item.is_open else [],
        "allowed": allowed,
        "may_withdraw": bool(may(member, "introductions.withdraw", item)) and not token,
        "may_name": bool(allowed) and item.you_choose and item.turn == Request.Turn.RECEIVER,
        "form": form,
        "refused": refused,
        "token": token,
        "member": member,
    }
    status = 409 if refused else 422 if given is not None else 200
    return render(request, "introductions/request.html", context, status=status)


def _act(item, member, act, given, form):
    """Do what was pressed; returns what to say then, "" where the form has to be looked at again."""
    if act == "accept":
        asking.accept(item, by=member, start=_moment(given.get("start", "")))
        return _("Your meeting is planned. Both calendars get it.")
    if act == "decline":
        asking.decline(item, by=member)
        return _("Done. The other is told in one neutral sentence.")
    if act == "withdraw":
        asking.withdraw(item, by=member)
        return _("Your request is withdrawn.")
    if act not in ("propose", "name"):
        raise Http404
    demand(member, "introductions.answer", item)
    if not form.is_valid():
        return ""
    starts = form.cleaned_data["starts"]
    if act == "name" and len(starts) == 1:
        asking.accept(item, by=member, start=starts[0])
        return _("Your meeting is planned. Both calendars get it.")
    asking.propose(item, by=member, starts=starts)
    return _("Your times are on their way. You hear of the answer by mail.")


def _moment(text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValidationError(_("This time was not proposed."))
    return moment


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request):
    """`/meetings/requests/wishes/`: how often one may be asked, a pause, who may not."""
    me = request.user
    demand(me, "introductions.keep")
    row = Openness.objects.filter(member=me).first() or Openness(member=me)
    given = request.POST if request.method == "POST" else None
    if given is not None and given.get("unblock"):
        blocked = get_object_or_404(Block.objects.filter(member=me), pk=_number(given["unblock"]))
        openness.unblock(blocked.blocked, by=me)
        messages.success(request, _("Done. You can be asked again."))
        return redirect("introductions:wishes")
    form = OpennessForm(given, instance=row)
    if given is not None and form.is_valid():
        openness.set_openness(me, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("introductions:list")
    blocks = list(Block.objects.filter(member=me).select_related("blocked__home_city"))
    context = {"form": form, "blocks": [(one, one.blocked.called_by(me)) for one in blocks]}
    return render(request, "introductions/wishes.html", context, status=422 if form.errors else 200)


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def block(request, pk):
    """`/meetings/requests/<pk>/block/`: take no more requests of whoever asked; asked once more before it is done."""
    item = request_of(request.user, pk)
    demand(request.user, "introductions.keep")
    other = lists.other_of(item, request.user)
    if other is None:
        raise Http404
    if request.method == "POST":
        openness.block(other, by=request.user)
        messages.success(request, _("Done. You are not asked by this member any more, and they are not told."))
        return redirect("introductions:list")
    return render(request, "introductions/block.html", {"item": item, "name": other.called_by(request.user)})
