"""My page: what waits, what is new, what I follow, how I sign in, and a pause."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.accounts import actions
from members.accounts.feed import happened_for, newest_for, topics_to_follow
from members.accounts.first_run import steps_for
from members.accounts.queries import confirm_is_due, standing
from network.access.rules import may
from network.cities.models import City
from network.desk.waiting import count_for, rows_for
from network.digests.plugs import followed_by


def goes_elsewhere(request):
    """Return where somebody without a membership finds what concerns them, None for a member."""
    member = request.user
    if member.is_member:
        return None
    return redirect("accounts:rest" if member.status == member.Status.SUSPENDED else "accounts:status")


@login_required
def home(request):
    """Greet; show the first steps, what waits, what is new where the member lives and in the topics followed."""
    if elsewhere := goes_elsewhere(request):
        return elsewhere
    member = request.user
    home = standing(member).home
    words = followed_by(member)
    waiting = [row for rows in rows_for(member).values() for row in rows] if count_for(member) else []
    steps = steps_for(member)
    return render(
        request,
        "accounts/home.html",
        {
            "greeting": _greeting(member),
            "home": home,
            "steps": steps,
            "done": sum(step["done"] for step in steps),
            "waiting": waiting[:3],
            "newest": newest_for(member, words),
            "happened": happened_for(member),
            "asks_again": confirm_is_due(member),
        },
    )


def _greeting(member):
    hour = timezone.localtime().hour
    name = {"name": member.get_short_name()}
    if 5 <= hour < 12:
        return _("Good morning, %(name)s.") % name
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s.") % name
    return _("Good evening, %(name)s.") % name


@login_required
def zone(request):
    """Say yes to the time zone, or go and change it."""
    if request.method == "POST":
        actions.confirm_zone(request.user, by=request.user)
        messages.success(request, _("Thank you. Every hour is shown as your clock shows it."))
        return redirect("accounts:home")
    return render(request, "accounts/zone.html", {"now": timezone.now()})


@login_required
def topics(request):
    """Choose topics, and see at once what a digest would bring."""
    if elsewhere := goes_elsewhere(request):
        return elsewhere
    choices = topics_to_follow(request.user)
    chosen = set(request.user.topics)
    if request.method == "POST":
        known = {word for word, _label, _count in choices}
        actions.follow_topics(request.user, known.intersection(request.POST.getlist("topic")), by=request.user)
        messages.success(request, _("Saved. This is what your digest would choose from."))
        return redirect("accounts:topics")
    preview = newest_for(request.user, {f"topic:{topic}" for topic in chosen}) if chosen else []
    rows = [{"word": word, "label": label, "count": count, "on": word in chosen} for word, label, count in choices]
    return render(request, "accounts/topics.html", {"topics": rows, "preview": preview})


@login_required
def security(request):
    """How I sign in, and where I am signed in."""
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(
        request,
        "accounts/security.html",
        {
            "has_password": request.user.has_usable_password(),
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
            "has_totp": Authenticator.Type.TOTP in kinds,
            "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        },
    )


@require_POST
@login_required
def follow(request, slug):
    """Follow another city, or no longer."""
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    if request.POST.get("follow") == "no":
        actions.unfollow_city(city, by=request.user)
        messages.success(request, _("You follow %(city)s no longer.") % {"city": city})
    else:
        actions.follow_city(city, by=request.user)
        messages.success(request, _("You follow %(city)s: what is new there stands in your digest.") % {"city": city})
    return redirect(city.get_absolute_url())


@login_required
def rest(request):
    """Suspend the own membership, or come back."""
    member = request.user
    if request.method == "POST" and request.POST.get("act") == "back":
        actions.come_back(by=member)
        messages.success(request, _("Welcome back."))
        return redirect("accounts:home")
    if request.method == "POST":
        actions.rest(by=member)
        return redirect("accounts:rest")
    if not member.is_member and member.status != member.Status.SUSPENDED:
        return redirect("accounts:status")
    return render(
        request,
        "accounts/rest.html",
        {"may_rest": may(member, "accounts.rest"), "may_come_back": may(member, "accounts.come_back")},
    )
