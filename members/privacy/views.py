"""Pages of privacy: what is held, the archive, consents, leaving and being erased, who looked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.models import Consent
from members.privacy import actions, looks, queries
from members.privacy.forms import EraseForm
from members.privacy.models import Archive, Departure
from members.privacy.packing import host
from members.privacy.proof import proved
from members.privacy.terms import ARCHIVE_DAYS, GRACE_DAYS, UNDO, AlreadyGone
from network.access.rules import may
from network.files import storing
from network.files.terms import TooMany
from network.files.views.serving import Slice, guarded
from network.kit import links
from network.kit.errors import too_many

ROWS = 30


@login_required
@require_safe
@never_cache
def mine(request):
    """What is held of me, and everything that I can do about it."""
    member = request.user
    return render(
        request,
        "privacy/mine.html",
        {
            "holdings": queries.holdings(member),
            "archives": queries.archives_of(member),
            "archive_days": ARCHIVE_DAYS,
            "consents": queries.consents_of(member),
            "departure": queries.open_departure(member),
            "has_left": member.status == member.Status.LEFT,
            "traces": _rows(queries.traces(member)[:5]),
            "clocks": queries.clocks(),
            "may_leave": may(member, "privacy.leave", member),
        },
    )


@login_required
@require_POST
def ask(request):
    """Ask for the archive."""
    try:
        actions.ask(request.user, by=request.user)
    except TooMany:
        return too_many(request, wait=24 * 3600)
    messages.success(request, _("We put everything together now, and write to you when it is ready."))
    return redirect("privacy:mine")


@login_required
@require_safe
@never_cache
@proved
def archive(request, pk):
    """Hand the archive to its member alone, as a stream."""
    found = get_object_or_404(Archive, pk=pk, member=request.user)
    if not found.is_ready:
        raise Http404
    try:
        stream = storing.opened(found.stored_as)
    except FileNotFoundError:
        raise Http404 from None
    name = f"{host()}-{found.ready_at:%Y-%m-%d}.zip"
    headers = {
        "Content-Type": "application/zip",
        "Content-Length": str(found.size),
        "Content-Disposition": content_disposition_header(True, name),
        "Content-Encoding": "identity",
    }
    if request.method == "HEAD":
        stream.close()
        return guarded(HttpResponse(headers=headers), [])
    actions.note_download(found, by=request.user)
    return guarded(StreamingHttpResponse(Slice(stream, 0, found.size), headers=headers), [])


@login_required
@require_POST
def withdraw(request, pk):
    """Withdraw a consent that is optional."""
    actions.withdraw(get_object_or_404(Consent, pk=pk, member=request.user), by=request.user)
    messages.success(request, _("Withdrawn. What it allowed ends now."))
    return redirect("privacy:mine")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proved
def leave(request):
    """End the membership, with the way back open."""
    if request.method == "POST":
        actions.leave(request.user, by=request.user)
        messages.success(request, _("You have left. Your account is here should you come back."))
        return redirect("privacy:mine")
    return render(request, "privacy/leave.html", _before_leaving(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proved
def erase(request):
    """Ask that everything be erased."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_erasure(request.user, by=request.user, keep_authorship=form.cleaned_data["name"] == "keep")
        return redirect("privacy:mine")
    context = _before_leaving(request) | {"form": form, "days": GRACE_DAYS, "works": queries.works_of(request.user)}
    return render(request, "privacy/erase.html", context, status=422 if form.is_bound else 200)


def _before_leaving(request):
    return {
        "tasks": queries.tasks_of(request.user),
        "belongings": queries.belongings_of(request.user),
        "departure": queries.open_departure(request.user),
        "may_leave": may(request.user, "privacy.leave", request.user),
    }


@login_required
@require_POST
def come_back(request):
    """Be a member again, or stay after all."""
    departure = queries.open_departure(request.user)
    try:
        if departure and departure.kind == Departure.Kind.ERASE:
            actions.undo(departure, by=request.user)
        else:
            actions.come_back(request.user, by=request.user)
    except AlreadyGone:
        messages.warning(request, _("There is nothing to undo."))
        return redirect("privacy:mine")
    messages.success(request, _("Welcome back. Everything is as it was."))
    return redirect("privacy:mine")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def undo(request, token):
    """The page that the link of a mail opens: GET shows, POST undoes; no sign-in is asked for.

    The authority is the signed token in the address, so there is nothing for a forged form to borrow.
    """
    payload = links.read(UNDO, token, days=GRACE_DAYS + 7)
    departure = Departure.objects.select_related("member").filter(pk=payload["departure"]).first() if payload else None
    is_open = departure is not None and not departure.undone_at and not departure.done_at
    is_undone = departure is not None and departure.undone_at is not None
    if request.method == "POST" and is_open:
        try:
            actions.undo(departure, by=departure.member)
            is_open, is_undone = False, True
        except AlreadyGone:
            is_open = False
    context = {"departure": departure, "is_open": is_open, "is_undone": is_undone}
    response = render(request, "privacy/undo.html", context, status=200 if is_open or is_undone else 410)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_safe
@never_cache
def log(request):
    """Who looked at or changed what is mine; administrators may read everybody's."""
    may_all = may(request.user, "privacy.read_log")
    everybody = bool(may_all) and request.GET.get("whose") == "all"
    kinds = looks.sentences()
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in kinds else ""
    page = Paginator(queries.traces(request.user, everybody=everybody, kind=kind), ROWS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": _rows(page),
        "everybody": everybody,
        "may_all": may_all,
        "kinds": sorted(kinds.items(), key=lambda pair: str(pair[1])),
        "kind": kind,
    }
    return render(request, "privacy/log.html", context)


def _rows(traces):
    """Return the rows as the table draws them."""
    known = looks.sentences()
    return [{"trace": one, "sentence": known.get(one.kind, one.kind), "details": looks.details(one)} for one in traces]
