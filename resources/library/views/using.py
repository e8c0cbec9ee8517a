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
from resources.library.models import Resource, Taken, Unremembered
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


@login_required
@require_POST
def follow_resource(request, pk):
    """Follow a resource, or no longer."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    if request.POST.get("follow") == "no":
        actions.unfollow(resource, by=request.user)
    else:
        actions.follow(resource, by=request.user)
        messages.success(request, _("You follow it. What is new about it comes in your letters."))
    return redirect(resource)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def taken(request):
    """What the portal remembers that I took, and the switch that ends it."""
    if request.method == "POST":
        if request.POST.get("remember") == "no":
            actions.stop_remembering(by=request.user)
            messages.success(request, _("Forgotten. Nothing that you take is remembered from now on."))
        else:
            actions.start_remembering(by=request.user)
            messages.success(request, _("From now on you are told what a later version corrects."))
        return redirect("library:taken")
    rows = Taken.objects.filter(member=request.user).select_related("edition__resource").order_by("-at")[:200]
    context = {"rows": rows, "is_off": Unremembered.objects.filter(member=request.user).exists()}
    return render(request, "library/taken.html", context)


@login_required
@require_POST
def take_back(request, pk):
    """Take a submission back before it is answered."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    actions.take_back(resource, by=request.user)
    messages.success(request, _("It is a draft again."))
    return redirect("library:edit", pk)
