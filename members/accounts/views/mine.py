"""My page: what waits, what is new, what I say about myself, what I may."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts import actions
from members.accounts.feed import happened_for, newest_for, topics_to_follow
from members.accounts.first_run import steps_for
from members.accounts.forms import ProfileForm
from members.accounts.models import Member
from members.accounts.queries import standing
from network.access.rules import all_rules
from network.access.rules import may as may_do
from network.desk.waiting import count_for, rows_for


def _applicant_goes_to_status(request):
    return None if request.user.is_member else redirect("accounts:status")


@login_required
def home(request):
    """Greet; show the first steps, what waits, what is new where the member lives and in the topics followed."""
    if elsewhere := _applicant_goes_to_status(request):
        return elsewhere
    member = request.user
    home = standing(member).home
    words = {f"topic:{topic}" for topic in member.topics} | ({f"city:{home}"} if home else set())
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
    if elsewhere := _applicant_goes_to_status(request):
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
def profile(request):
    """What others read about the member."""
    if elsewhere := _applicant_goes_to_status(request):
        return elsewhere
    member = Member.objects.select_related("organisation", "home_city").get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, initial=_as_initial(member))
    if request.method == "POST" and form.is_valid():
        actions.change_profile(member, by=request.user, answers=form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    return render(
        request, "accounts/profile.html", {"form": form, "whose": member}, status=422 if form.is_bound else 200
    )


def _as_initial(member):
    values = {name: getattr(member, name) for name in ProfileForm.base_fields if name != "organisation"}
    return values | {"organisation": member.organisation.name if member.organisation else ""}


@login_required
def may(request):
    """What I may do here, and why."""
    general = [(rule, may_do(request.user, rule.name)) for rule in all_rules() if not rule.needs_object]
    each = [rule for rule in all_rules() if rule.needs_object]
    return render(request, "accounts/may.html", {"general": general, "each": each, "standing": standing(request.user)})


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
