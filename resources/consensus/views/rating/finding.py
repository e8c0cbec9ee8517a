"""Who is at the table: by being signed in, or by the signed link of a mail, which opens one round and nothing else."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from network.kit import clock, links
from resources.consensus.links import ANSWER, DAYS, RATE
from resources.consensus.models import Panel, Panellist, Round


@dataclass
class Table:
    """One panellist at one round. `token`: the signed words by which the browser came, "" where it is signed in."""

    round: Round
    panellist: Panellist
    token: str = ""

    @property
    def panel(self):
        """The panel."""
        return self.round.panel

    @property
    def member(self):
        """In whose name all is done."""
        return self.panellist.member

    @property
    def base(self):
        """The address of the round's page on this way; others stand below it."""
        name, key = ("mail", self.token) if self.token else ("round", self.round.pk)
        return reverse(f"consensus:{name}", args=[key])


PANELLISTS = Panellist.objects.select_related("member__home_city", "group", "panel__protocol")


def at_the_table(view):
    """Turn `view(request, table, …)` into two: one for who is signed in, one (`.by_mail`) for who has a signed link."""

    @never_cache
    @login_required
    def by_session(request, pk, **more):
        row = PANELLISTS.filter(member=request.user, panel__rounds=pk).first()
        if row is None or row.state != Panellist.State.ACCEPTED:
            if row is not None and row.invited_at is not None and wants_json(request):
                return _off()
            panels = Panel.objects.visible_to(request.user)
            round = get_object_or_404(Round, pk=pk, panel__in=panels)
            waits = row is not None and row.state in (Panellist.State.INVITED, Panellist.State.DECLINED)
            return redirect("consensus:answer" if waits else "consensus:panel", round.panel_id)
        row.member = request.user
        return view(request, _table(get_object_or_404(Round, pk=pk), row), **more)

    @never_cache
    @csrf_exempt
    def by_mail(request, token, **more):
        # The authority is the signed token, not a cookie: there is nothing that a forged form could borrow.
        found = _by_token(token)
        if found is None and wants_json(request):
            return private(_off())
        if found is None:
            return private(render(request, "consensus/rating/link_over.html", {"round": None}, status=410))
        member = found.panellist.member
        with translation.override(member.language), timezone.override(clock.zone(member.time_zone)):
            if found.round.state != Round.State.OPEN and request.method != "POST":
                context = {"round": found.round, "panel": found.panel}
                response = render(request, "consensus/rating/link_over.html", context, status=410)
            else:
                response = view(request, found, **more)
            response.headers.setdefault("Content-Language", translation.get_language())
        return private(response)

    by_session.__doc__ = by_mail.__doc__ = view.__doc__
    by_session.by_mail = by_mail
    return by_session


def wants_json(request):
    """Whether a script asks, which shows a reason by itself."""
    return request.method == "POST" and request.headers.get("Accept", "").startswith("application/json")


def _off():
    return JsonResponse({"why": "closed", "reason": _("You are not on this panel any more.")}, status=409)


def _table(round, row):
    round.panel = row.panel
    row.panel.__dict__.setdefault("_sits", {})[row.member_id] = row
    return Table(round, row)


def _by_token(token):
    """Return the Table of a link, or None: not ours, too old, or no longer somebody who takes part."""
    payload = links.read(RATE, token, days=DAYS)
    if not payload:
        return None
    row = PANELLISTS.filter(pk=payload[0], state=Panellist.State.ACCEPTED).exclude(member=None).first()
    round = Round.objects.filter(pk=payload[1]).first()
    if row is None or round is None or round.panel_id != row.panel_id or not row.member.is_member:
        return None
    table = _table(round, row)
    table.token = token
    return table


def invited_by(token):
    """Return the Panellist whom a link invites, or None."""
    payload = links.read(ANSWER, token, days=DAYS)
    if not payload:
        return None
    row = PANELLISTS.filter(pk=payload[0]).exclude(member=None).exclude(invited_at=None).first()
    if row is None or not row.member.is_member or int(row.invited_at.timestamp()) != payload[1]:
        return None
    return row


def private(response):
    """Let nobody learn the address of a signed page: no referrer, no index, no copy."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
