"""The directory: members find members; a page of one member, as far as each field is open to the reader."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.accounts import visible
from members.accounts.feed import as_row
from members.accounts.models import Member
from members.directory import queries
from network.access.rules import may
from network.catalogue.facets import labels_of
from network.catalogue.models import Entry
from network.cities.models import CoordinatorTerm
from network.files import storing
from network.files.views.serving import guarded

SIZE = 40
PREVIEWS = {
    "public": visible.Circle(frozenset(("public",))),
    "members": visible.Circle(frozenset(("public", "members"))),
    "city": visible.Circle(frozenset(("public", "members", "city"))),
}


@login_required
def members(request):
    """List members, narrowed by facets, by names and organisations, by what they offer and seek."""
    member = request.user
    if not may(member, "accounts.see_directory"):
        return redirect("accounts:status")
    asked = queries.Asked.of(request.GET)
    people = queries.listed(member)
    found = queries.in_order(queries.narrowed(people, asked, member), asked, member)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    groups = queries.facets_of(people, asked, member)
    titles = queries.titles()
    for group in groups:
        group["label"] = titles[group["key"]]
    taken = [{"key": g["key"], "word": w["word"], "label": w["label"]} for g in groups for w in g["words"] if w["on"]]
    return render(
        request,
        "directory/members.html",
        {
            "page": page,
            "people": [person.seen_by(member) for person in page],
            "groups": [group for group in groups if group["words"]],
            "chosen": taken,
            "asked": asked,
            "keep": asked.kept,
        },
    )


@require_safe
def member(request, handle):
    """One member, as far as the reader may see: visitors find the page of whoever opened it to everybody."""
    reader = request.user
    found = Member.objects.visible_to(reader).select_related("home_city", "organisation", "photo")
    found = found.filter(handle=handle).first()
    own = found is not None and reader.is_authenticated and reader.pk == found.pk
    if reader.is_authenticated and not reader.is_member and (own or found is None):
        return redirect("accounts:status")
    if found is None:
        raise Http404
    preview = request.GET.get("as") if own and request.GET.get("as") in PREVIEWS else ""
    circle = PREVIEWS[preview] if preview else visible.circle_of(found, reader)
    seen = visible.seen(found, by=reader, circle=circle)
    shared = Entry.objects.visible_to(None if preview == "public" else reader).light()
    shared = shared.filter(people__contains=[{"handle": found.handle}])
    inside = "members" in circle.levels
    return render(
        request,
        "directory/member.html",
        {
            "whose": found,
            "seen": seen,
            "inside": inside,
            "own": own,
            "tabs": _tabs(found, preview) if own else [],
            "nothing": preview == "public" and not visible.has_public_page(found),
            "topics": list(labels_of("topic", seen["expertise"]).values()) if seen["expertise"] else [],
            "further": _further(found) if visible.level_of(found, "organisation") in circle.levels else [],
            "terms": CoordinatorTerm.objects.current().filter(member=found).select_related("city") if inside else [],
            "shared": [as_row(entry) for entry in shared.order_by("-published_at", "-pk")[:10]],
        },
    )


def _further(member):
    return [one.organisation for one in member.affiliations.select_related("organisation").order_by("pk")]


def _tabs(member, preview):
    address = member.get_absolute_url()
    rows = (("", _("All of it")), ("city", _("As my city")), ("members", _("As members")), ("public", _("As visitors")))
    return [
        {"label": label, "address": f"{address}?as={key}" if key else address, "count": None, "current": key == preview}
        for key, label in rows
    ]


@require_safe
def photo(request, handle):
    """Hand out the small picture of a member, if it is open to the reader: drawn anew, never the file itself."""
    found = get_object_or_404(
        Member.objects.visible_to(request.user).select_related("home_city", "organisation", "photo"), handle=handle
    )
    file = found.seen_by(request.user)["photo"]
    picture = file.pictures.filter(number=0).first() if file is not None and file.is_ready else None
    if picture is None:
        raise Http404
    tag = f'"{file.tag}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return guarded(HttpResponseNotModified(headers={"ETag": tag}), [])
    try:
        with storing.opened(picture.path) as stream:
            data = stream.read()
    except FileNotFoundError:
        raise Http404 from None
    headers = {"ETag": tag, "Content-Encoding": "identity"}
    return guarded(HttpResponse(data, content_type="image/webp", headers=headers), [])
