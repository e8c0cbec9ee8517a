"""What I say about myself, and who sees it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.accounts import actions
from members.accounts.forms import PhotoForm, ProfileForm
from members.accounts.models import Member
from members.accounts.queries import confirm_is_due
from members.accounts.views.mine import goes_elsewhere
from members.accounts.visible import has_public_page, holds_office


@login_required
def profile(request):
    """What others read about the member, and who reads what."""
    if elsewhere := goes_elsewhere(request):
        return elsewhere
    member = Member.objects.select_related("organisation", "home_city", "photo").get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, initial=_as_initial(member), member=member)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(member, by=request.user, answers=form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "whose": member,
            "has_public_page": has_public_page(member),
            "holds_office": holds_office(member),
            "asks_again": confirm_is_due(member),
        },
        status=422 if form.is_bound else 200,
    )


def _as_initial(member):
    plain = (name for name in ProfileForm.base_fields if name not in ("organisation", "organisations", "links"))
    values = {name: getattr(member, name) for name in plain}
    further = member.affiliations.select_related("organisation").order_by("pk")
    return values | {
        "capacity": member.capacity or None,
        "organisation": member.organisation.name if member.organisation else "",
        "organisations": "\n".join(one.organisation.name for one in further),
        "links": "\n".join(member.links),
    }


@login_required
def photo(request):
    """Put a picture of oneself there, change it, or take it away."""
    if elsewhere := goes_elsewhere(request):
        return elsewhere
    member = Member.objects.select_related("photo").get(pk=request.user.pk)
    if request.method == "POST" and request.POST.get("act") == "remove":
        actions.remove_photo(member, by=request.user)
        messages.success(request, _("Your picture is gone."))
        return redirect("accounts:photo")
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_photo(member, form.cleaned_data["photo"], by=request.user)
        except ValidationError as refusal:
            form.add_error("photo", refusal)
        else:
            messages.success(request, _("Thank you. The picture stands on your page as soon as it is drawn."))
            return redirect("accounts:photo")
    return render(request, "accounts/photo.html", {"form": form, "whose": member}, status=422 if form.is_bound else 200)


@login_required
def still_right(request):
    """Say with one click that everything is still right."""
    if elsewhere := goes_elsewhere(request):
        return elsewhere
    if request.method == "POST":
        actions.confirm_profile(request.user, by=request.user)
        messages.success(request, _("Thank you. We ask again in a year."))
        return redirect("accounts:home")
    member = Member.objects.select_related("organisation", "home_city", "photo").get(pk=request.user.pk)
    return render(request, "accounts/still_right.html", {"whose": member, "seen": member.seen_by(member)})
