"""The pages of cities and organisations."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.access.rules import may
from network.cities import queries
from network.cities.blocks import as_plain
from network.cities.models import City, CityPage, Organisation
from network.cities.models.pages import text_for_reader, words_of
from network.cities.rich import shown
from network.home.keeping import kept_for_visitors
from network.kit.clock import local, now


@require_safe
@kept_for_visitors
def cities(request):
    """Show all cities: the map, and the list beside it."""
    found = queries.listed(request.user)
    seen = [city for city in found if city.partnership.is_seen]
    return render(
        request,
        "cities/cities.html",
        {
            "towns": queries.towns(city for city in seen if city.partnership.is_open),
            "resting": queries.towns(city for city in seen if not city.partnership.is_open),
            "to_come": [city for city in found if not city.partnership.is_seen],
            "places": [queries.place_of(city) for city in seen],
        },
    )


@require_safe
@kept_for_visitors
def city(request, slug):
    """Show a city. One that is not public does not exist for those who may not know of it."""
    cities = queries.with_counts(City.objects.visible_to(request.user)).select_related("partnership")
    if request.user.is_authenticated and request.user.is_member:
        followed = request.user.cities_followed.filter(pk=OuterRef("pk"))
        cities = queries.with_life(cities).annotate(is_followed=Exists(followed))
    pages = Prefetch("pages", CityPage.objects.select_related("locale"))
    found = get_object_or_404(cities.prefetch_related(pages), slug=slug)
    return show(request, found, [page for page in found.pages.all() if page.live])


def show(request: HttpRequest, city, pages):
    """Answer a city's page with the words of its `pages`, of which one is read."""
    member = request.user
    if not hasattr(city, "member_count"):
        city = queries.with_counts(City.objects.select_related("partnership")).get(pk=city.pk)
    whole = bool(may(member, "cities.see_agreements", city))
    history = queries.history_of(city, whole=whole)
    entries, more = queries.newest_in(city, member)
    terms = queries.coordinators_of(city)
    inside = member.is_authenticated and member.is_member
    texts = words_of(pages)
    text = text_for_reader(texts, city, request.GET.get("in", ""))
    read = next((page for page in pages if text and page.language == text["language"]), None)
    may_edit = may(member, "cities.edit", city)
    moment = now()
    return render(
        request,
        "cities/city.html",
        {
            "city": city,
            "place": queries.place_of(city),
            "edit": (read or city.page) if may_edit else None,
            "text": text,
            "body": shown(text["body"]) if text else "",
            "others": list(texts),
            "partnership": city.partnership,
            "sign": queries.SIGNS[city.partnership.state],
            "joined_on": queries.joined_on(history),
            "history": history,
            "tells_reasons": whole,
            "programmes": queries.programmes_of(city),
            "organisations": queries.organisations_of(city),
            "entries": entries,
            "more": more,
            "terms": terms,
            "people": [queries.person(term, city, member) for term in terms] if inside else [],
            "facts": as_plain(city.facts),
            "hours": queries.hours(city, member) if inside else [],
            "inside": inside,
            "life": queries.last_sign_of_life(city) if inside else None,
            "agreement": city.partnership.agreements.first() if whole else None,
            "may_edit": may_edit,
            "may_hand_over": any(may(member, "cities.hand_over", term) for term in terms),
            "now": moment,
            "here": local(moment, city.time_zone),
        },
    )


@require_safe
@kept_for_visitors
def organisation(request, slug):
    """Show an organisation in short."""
    found = get_object_or_404(
        Organisation.objects.visible_to(request.user).select_related("city__partnership"), slug=slug
    )
    people = get_user_model().objects.at(found, by=request.user).select_related("home_city", "organisation", "photo")
    people = list(people.order_by("name_latin", "pk")[:60])
    entries, more = queries.shared_by(people, request.user)
    return render(
        request,
        "cities/organisation.html",
        {
            "organisation": found,
            "programmes": found.programmes.order_by("started_on", "pk"),
            "organisation_name": str(found),
            "entries": entries,
            "more": more,
            "people": [person.seen_by(request.user) for person in people],
            "inside": request.user.is_authenticated and request.user.is_member,
        },
    )
