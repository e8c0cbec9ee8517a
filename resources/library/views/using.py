"""What readers do: say that something is useful, follow a topic; and what owners do: withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from resources.library import actions
from resources.library.forms import WithdrawForm
from resources.library.models import Resource
from resources.library.views.topics import known_topic


@login_required
@require_POST
def useful(request, pk):
    """Say that a resource is useful in my city, or take it back."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    if request.POST.get("useful") == "no":
        actions.unmark_useful(resource, by=request.user)
    else:
        actions.mark_useful(resource, by=request.user)
        messages.success(request, _("Thank you. Its authors will read it in their next letter."))
    return redirect(resource.get_absolute_url() + "#useful")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Withdraw a resource, with a reason."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    demand(request.user, "library.withdraw", resource)
    form = WithdrawForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.withdraw(resource, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It is found no more, and its files are no longer handed out."))
        return redirect("library:list")
    return render(request, "library/withdraw.html", {"resource": resource, "form": form})


@login_required
@require_POST
def follow(request, slug):
    """Follow a topic, or no longer."""
    known_topic(slug, request.user)
    if request.POST.get("follow") == "no":
        actions.unfollow_topic(slug, by=request.user)
    else:
        actions.follow_topic(slug, by=request.user)
        messages.success(request, _("You follow this topic. What is new on it comes in your letters."))
    return redirect(reverse("library:topic", args=[slug]))
