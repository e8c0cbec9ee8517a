"""Working groups: the list, one group, beginning and changing one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.calendar.access.planning import belongs
from meetings.calendar.actions import planning
from meetings.calendar.forms.planning.groups import GroupForm
from meetings.calendar.models import Group, Meeting, Series
from members.accounts.models import Member
from network.access.rules import Denied, demand, may
from network.kit.clock import now

WAYS = ["GET", "HEAD", "POST"]
MOST, MOST_PAST = 20, 5


def _of_members(request):
    """Working groups are for members: whoever is not one is told that nothing is here."""
    if not request.user.is_member:
        raise Http404


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def listed(request):
    """All working groups, mine first; those that have ended last."""
    _of_members(request)
    groups = list(Group.objects.annotate(count=Count("members")).order_by("name", "pk"))
    mine = set(Group.objects.filter(members=request.user).values_list("pk", flat=True))
    context = {
        "mine": [one for one in groups if one.pk in mine and not one.ended_at],
        "others": [one for one in groups if one.pk not in mine and not one.ended_at],
        "ended": [one for one in groups if one.ended_at],
        "may_begin": bool(may(request.user, "calendar.begin_group")),
    }
    return render(request, "calendar/planning/groups.html", context)


@never_cache
@login_required
@require_http_methods(WAYS)
def new(request):
    """Begin a group."""
    demand(request.user, "calendar.begin_group")
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = planning.begin_group(by=request.user, **form.cleaned_data)
        return redirect("calendar:group", made.slug)
    return render(request, "calendar/planning/group_edit.html", {"form": form, "group": None})


@never_cache
@login_required
@require_http_methods(WAYS)
def edit(request, slug):
    """Change what a group is called and about."""
    _of_members(request)
    group = get_object_or_404(Group, slug=slug)
    demand(request.user, "calendar.lead_group", group)
    form = GroupForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        planning.change_group(Group.objects.get(pk=group.pk), by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("calendar:group", group.slug)
    return render(request, "calendar/planning/group_edit.html", {"form": form, "group": Group.objects.get(pk=group.pk)})


@never_cache
@login_required
@require_http_methods(WAYS)
def group(request, slug):
    """One group: what it is about, who belongs to it, its meetings; joining, leaving, leading."""
    _of_members(request)
    one = get_object_or_404(Group.objects.select_related("led_by"), slug=slug)
    error = ""
    if request.method == "POST":
        try:
            _act(request, one)
        except Denied as refused:
            error = refused.reason
        else:
            return redirect("calendar:group", one.slug)
    people = [(member.pk, member.as_called_by(request.user)) for member in
              one.members.select_related("home_city").order_by("name", "pk")]  # fmt: skip
    meetings = Meeting.objects.visible_to(request.user).filter(group=one).select_related("city", "series")
    context = {
        "group": one,
        "people": people,
        "belongs": belongs(request.user, one),
        "may_lead": bool(may(request.user, "calendar.lead_group", one)),
        "may_host": bool(may(request.user, "calendar.host", one)),
        "coming": meetings.filter(ends_at__gt=now(), state="planned", series=None).order_by("starts_at")[:MOST],
        "past": meetings.filter(ends_at__lte=now(), state="planned").order_by("-starts_at")[:MOST_PAST],
        "series": Series.objects.visible_to(request.user).filter(group=one, ended_at=None),
        "error": error,
        "handle": request.POST.get("handle", ""),
    }
    return render(request, "calendar/planning/group.html", context)


def _act(request, group):
    act = request.POST.get("act", "")
    if act == "join":
        planning.join_group(group, by=request.user)
    elif act == "leave":
        planning.leave_group(group, by=request.user)
    elif act == "end":
        planning.end_group(group, by=request.user)
    elif act == "add":
        handle = request.POST.get("handle", "").strip().lstrip("@").lower()[:60]
        member = Member.objects.filter(handle__iexact=handle).first()
        if member is None or not member.is_member:
            raise Denied(_("There is no member with this handle: %(handles)s.") % {"handles": handle})
        planning.add_to_group(group, member, by=request.user)
    elif act in ("remove", "lead"):
        pk = request.POST.get("member", "")
        member = get_object_or_404(Member, pk=int(pk) if pk.isdigit() and len(pk) < 16 else 0)
        if act == "remove":
            planning.remove_from_group(group, member, by=request.user)
        else:
            planning.let_lead(group, member, by=request.user)
