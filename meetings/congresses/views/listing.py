"""The list, a congress's page, proposing, confirming, declining, taking doubles together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.congresses import actions
from meetings.congresses.access.congresses import is_over, presence_of
from meetings.congresses.actions.rows import FIELDS
from meetings.congresses.forms.congresses import CongressForm, DeclineForm, MergeForm
from meetings.congresses.models import Congress
from meetings.congresses.queries import pages
from meetings.congresses.views.finding import congress_of, merged_into
from network.access.rules import demand, may

A_PAGE = 30


@require_safe
def congresses(request):
    """List the congresses to come, or with `past=1` those that are over."""
    past = request.GET.get("past") == "1"
    topic = request.GET.get("topic", "")[:60]
    page = Paginator(pages.listed(request.user, past=past, topic=topic), A_PAGE).get_page(request.GET.get("page"))
    known = pages.labels(page.object_list)
    if topic and topic not in known:
        known |= pages.labels([Congress(topics=[topic])])
    shown = {
        "page": page,
        "past": past,
        "topic": known.get(topic, topic),
        "labels": known,
        "may_propose": bool(may(request.user, "congresses.propose")),
        "is_member": bool(request.user.is_authenticated and request.user.is_member),
    }
    return render(request, "congresses/list.html", shown)


@require_safe
def congress(request, pk, slug):
    """Show a congress; who goes and notes are for members alone."""
    found = Congress.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        return redirect(merged_into(request, pk))
    if slug != found.slug:
        return redirect(found)
    member = request.user
    shown = {
        "congress": found,
        "labels": pages.labels([found]),
        "is_over": is_over(found),
        "curates": bool(may(member, "congresses.curate")),
        "may_revise": bool(may(member, "congresses.revise", found)),
        "may_go": bool(may(member, "congresses.go", found)),
    }
    if may(member, "congresses.goers", found):
        shown |= {
            "goers": pages.goers(found, member),
            "mine": presence_of(member, found),
            "side": pages.side_of(found, member),
            "notes": pages.notes_of(found, member),
            "may_note": bool(may(member, "congresses.note", found)),
        }
    if shown["curates"]:
        shown["doubles"] = pages.doubles_of(found)
    return render(request, "congresses/congress.html", shown)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Propose a congress."""
    demand(request.user, "congresses.propose")
    initial = {"zone": request.user.time_zone, "language": get_language()}
    form = CongressForm(request.POST or None, member=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.propose(by=request.user, **{name: form.cleaned_data[name] for name in FIELDS})
        if made.is_proposed:
            messages.success(request, _("Thank you. A coordinator looks at it; members see it on the list already."))
        return redirect(made)
    return render(request, "congresses/edit.html", {"form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change what stands about a congress."""
    found = congress_of(request, pk)
    demand(request.user, "congresses.revise", found)
    form = CongressForm(request.POST or None, member=request.user, instance=Congress.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        saved = actions.revise(found, by=request.user, **{name: form.cleaned_data[name] for name in FIELDS})
        messages.success(request, _("Saved."))
        return redirect(saved)
    return render(request, "congresses/edit.html", {"form": form, "congress": found})


@never_cache
@login_required
@require_POST
def confirm(request, pk):
    """Let a proposed congress be on the list."""
    found = congress_of(request, pk)
    return redirect(actions.confirm(found, by=request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, pk):
    """Take a proposed congress off the list, with a reason."""
    found = congress_of(request, pk)
    demand(request.user, "congresses.curate")
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline(found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error("reason", refused)
        else:
            messages.success(request, _("It is off the list, and whoever proposed it reads why."))
            return redirect("congresses:list")
    return render(request, "congresses/decline.html", {"form": form, "congress": found})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    """Take this entry together with another of the same congress."""
    found = congress_of(request, pk)
    demand(request.user, "congresses.curate")
    form = MergeForm(request.POST or None, doubles=pages.doubles_of(found))
    if request.method == "POST" and form.is_valid():
        kept = actions.merge(found, into=form.cleaned_data["into"], by=request.user)
        messages.success(request, _("The two are one now; who goes and what was noted came along."))
        return redirect(kept)
    return render(request, "congresses/merge.html", {"form": form, "congress": found})
