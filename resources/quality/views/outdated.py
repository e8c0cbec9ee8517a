"""Saying that something is outdated, and answering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.accounts.forms import plain
from network.access.rules import demand
from resources.quality import actions
from resources.quality.forms import FlagForm
from resources.quality.models import Flag
from resources.quality.views.finding import resource_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request, pk):
    """Say what of it is outdated."""
    resource = resource_of(request, pk)
    demand(request.user, "quality.flag", resource)
    form = FlagForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.flag(resource, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Thank you. Its owner is asked, and you will read the answer in your letter."))
        return redirect(resource.get_absolute_url() + "#outdated")
    return render(request, "quality/flag.html", {"resource": resource, "form": form})


@login_required
@require_POST
def take_back(request, pk):
    """Take it back."""
    resource = resource_of(request, pk)
    mine = get_object_or_404(Flag.objects.standing().filter(resource=resource), by=request.user)
    actions.take_flag_back(mine, by=request.user)
    return redirect(resource.get_absolute_url() + "#outdated")


@login_required
@require_POST
def answer(request, pk):
    """Say that it is still right, or that a new version comes."""
    resource = resource_of(request, pk)
    says = "outdated" if request.POST.get("says") == "outdated" else "right"
    actions.answer(resource, by=request.user, says=says, text=plain(request.POST.get("text", ""))[:1000])
    messages.success(request, _("Thank you. Those who asked read your answer in their letter."))
    return redirect(resource.get_absolute_url() + "#outdated")
