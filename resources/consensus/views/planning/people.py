"""Who is asked: groups, members found by name or city, invitations; who runs the panel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import Denied
from resources.consensus.actions import planning
from resources.consensus.forms.planning.running import GroupsForm, InviteForm, MemberForm
from resources.consensus.forms.planning.statements import ReasonForm
from resources.consensus.models import Panel, Panellist
from resources.consensus.queries.planning import in_force, items_asked
from resources.consensus.queries.planning import people as told
from resources.consensus.queries.rating.sheet import minutes_for
from resources.consensus.views.planning.finding import framed, run_by
from resources.consensus.views.planning.plan import WAYS

STEP = "consensus:plan_people"


@never_cache
@login_required
@require_http_methods(WAYS)
def people(request, pk):
    """The list by groups, with who has answered; members are found and put on it here."""
    panel = run_by(request, pk)
    groups = GroupsForm(request.POST if request.POST.get("act") == "groups" else None, panel=panel)
    if request.method == "POST":
        try:
            done = _act(request, panel, groups)
        except Denied as error:
            messages.error(request, error.reason)
            done = True
        if done:
            return redirect(request.get_full_path())
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "city")}
    context = framed(panel, STEP) | {
        "groups_form": groups,
        "asked": asked,
        "found": told.found(asked["q"], asked["city"], panel, request.user) if any(asked.values()) else None,
        "cities": told.cities(),
        "board": told.board(panel),
        "quorum": in_force(panel)["quorum"],
        "minutes": minutes_for(items_asked(panel).count()),
        "is_planned": panel.state == Panel.State.PLANNED,
        "goes_on": panel.state in (Panel.State.PLANNED, Panel.State.RUNNING),
        "facilitators": [(one, one.called_by(request.user)) for one in panel.facilitators.all()],
    }
    return render(request, "consensus/plan_people.html", context)


def _act(request, panel, groups):
    """Do what was clicked; returns whether the page is to be read anew."""
    wanted = request.POST.get("act")
    if wanted == "groups":
        if not groups.is_valid():
            return False
        planning.set_groups(panel, groups.groups(), by=request.user)
        messages.success(request, _("Saved."))
    elif wanted == "send":
        n = planning.send_invitations(panel, request.user)
        words = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", n)
        messages.success(request, words % {"n": n})
    elif wanted in ("run", "run_not"):
        form = MemberForm(request.POST, member=request.user)
        if form.is_valid():
            call = planning.run_with if wanted == "run" else planning.run_without
            call(panel, form.cleaned_data["handle"], by=request.user)
        else:
            messages.error(request, " ".join(form.errors["handle"]))
    else:
        form = InviteForm(request.POST, panel=panel, member=request.user)
        if form.is_valid():
            member = form.cleaned_data["handle"]
            [row] = planning.invite(panel, [(member, form.cleaned_data["group"])], request.user, send=False)
            messages.success(request, _("%(name)s is on the list.") % {"name": row.name})
        else:
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return True


@login_required
@require_POST
def person(request, pk, row):
    """Put somebody into another group, while the panel is planned."""
    panel = run_by(request, pk)
    one = get_object_or_404(panel.panellists, pk=row)
    chosen = request.POST.get("group", "")
    group = get_object_or_404(panel.groups, pk=int(chosen) if chosen.isdigit() else 0)
    try:
        planning.put_into(one, group, by=request.user)
    except Denied as error:
        messages.error(request, error.reason)
    return redirect(STEP, panel.pk)


@never_cache
@login_required
@require_http_methods(WAYS)
def off(request, pk, row):
    """Take somebody off, after a question; in mid-round too."""
    panel = run_by(request, pk)
    one = get_object_or_404(panel.panellists, pk=row)
    is_told = one.invited_at is not None
    form = ReasonForm(request.POST or None)
    form.fields["reason"].max_length = 500
    if not is_told:
        form.fields["reason"].required = False
    if request.method == "POST" and (form.is_valid() or not is_told):
        try:
            planning.remove_panellist(one, by=request.user, reason=form.cleaned_data.get("reason", ""))
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("%(name)s is off the list.") % {"name": one.name})
            return redirect(STEP, panel.pk)
    takes_part = one.state == Panellist.State.ACCEPTED
    context = framed(panel, STEP) | {"form": form, "row": one, "is_told": is_told, "takes_part": takes_part}
    return render(request, "consensus/plan_off.html", context)
