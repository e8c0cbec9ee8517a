"""The directory: members see members."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from members.accounts.feed import as_row
from members.accounts.models import Member
from members.directory.queries import KEYS, facets_of, listed, narrowed
from network.access.rules import may
from network.catalogue.facets import labels_of
from network.catalogue.models import Entry
from network.cities.models import CoordinatorTerm

SIZE = 40


@login_required
def members(request):
    """List members, narrowed by city, role, language and name."""
    if not may(request.user, "accounts.see_directory"):
        return redirect("accounts:status")
    chosen = {key: [word[:40] for word in request.GET.getlist(key)[:20]] for key in KEYS}
    q = request.GET.get("q", "")[:100]
    people = listed(request.user)
    page = Paginator(narrowed(people, chosen, q).order_by("name_latin", "pk"), SIZE).get_page(request.GET.get("page"))
    groups = facets_of(people, chosen, q, request.user)
    titles = {"city": _("City"), "role": _("Role"), "language": _("Language")}
    for group in groups:
        group["label"] = titles[group["key"]]
    taken = [{"key": g["key"], "word": w["word"], "label": w["label"]} for g in groups for w in g["words"] if w["on"]]
    return render(
        request,
        "directory/members.html",
        {"page": page, "groups": groups, "chosen": taken, "q": q, "keep": {"q": q} if q else {}},
    )


@login_required
def member(request, handle):
    """One member, as members see them; never the e-mail address."""
    if not may(request.user, "accounts.see_directory"):
        return redirect("accounts:status")
    found = get_object_or_404(
        Member.objects.visible_to(request.user).select_related("home_city", "organisation"), handle=handle
    )
    shared = Entry.objects.visible_to(request.user).light().filter(people__contains=[{"handle": found.handle}])
    return render(
        request,
        "directory/member.html",
        {
            "whose": found,
            "topics": labels_of("topic", found.topics).values() if found.topics else [],
            "terms": CoordinatorTerm.objects.current().filter(member=found).select_related("city"),
            "shared": [as_row(entry) for entry in shared.order_by("-published_at", "-pk")[:10]],
        },
    )
