"""A coordinator hands over: the list of what goes along, the choice of a successor, one confirmed step."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.access.rules import may
from network.cities import actions, queries, terms
from network.cities.access import runs_the_network
from network.cities.holdings import holdings, names_of
from network.cities.models import City, CoordinatorTerm, HandOver

MOST_FOUND = 20
MOST_SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, slug):
    """Show what goes along and to whom; POST does it. One who may not hand over finds nothing here."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    city = get_object_or_404(City.objects.select_related("partnership"), slug=slug)
    wish = request.POST if request.method == "POST" else request.GET
    term = _term(request.user, city, wish.get("term", ""))
    done = HandOver.objects.filter(term=term).select_related("successor", "by").first() if term else None
    if done is not None and request.method != "POST":
        return render(request, "cities/handed_over.html", {"city": city, "done": done, "groups": _moved(done)})
    if term is None:
        return _choose_term(request, city)
    refusal, changed, status = None, None, 200
    if request.method == "POST":
        successor = _candidates(request.user, term).filter(handle=_word(wish, "to")).first()
        if successor is None:
            refusal = _("Choose who goes on from here.")
        else:
            try:
                done = actions.hand_over(term, successor=successor, by=request.user, shown=wish.getlist("thing"))
                messages.success(request, _("Done. %(successor)s looks after %(city)s from now on.")
                                 % {"successor": done.successor, "city": city})  # fmt: skip
                return redirect(f"{reverse('cities:hand_over', args=[city.slug])}?term={term.pk}")
            except terms.Changed as change:
                changed = change
            except terms.NotPossible as no:
                refusal = " ".join(no.messages)
        status = 422
    return render(request, "cities/hand_over.html", _page(request, city, term, wish, refusal, changed), status=status)


def _word(wish, name):
    """Return a word of a form, without what the database cannot hold."""
    return wish.get(name, "").replace("\x00", "").strip()[:100]


def _page(request, city, term, wish, refusal, changed):
    query = _word(wish, "q")
    candidates = _candidates(request.user, term)
    successor = candidates.filter(handle=_word(wish, "to")).first()
    found = _search(candidates, term, query)
    held = holdings(term.member, city)
    new = set(changed.new) if changed else set()
    groups = [
        {
            "kind": holding.kind,
            "count": len(holding.things),
            "things": [(thing, name in new) for thing, name in zip(holding.things, holding.names, strict=True)][
                :MOST_SHOWN
            ],
            "more": max(0, len(holding.things) - MOST_SHOWN),
        }
        for holding in held
    ]
    return {
        "city": city,
        "place": queries.place_of(city),
        "term": term,
        "own": term.member_id == request.user.pk,
        "query": query,
        "found": found[:MOST_FOUND],
        "more_found": len(found) > MOST_FOUND,
        "successor": successor,
        "is_coordinator": successor is not None
        and CoordinatorTerm.objects.current().filter(city=city, member=successor).exists(),
        "groups": groups,
        "total": sum(group["count"] for group in groups),
        "names": sorted(names_of(held)),
        "refusal": refusal,
        "changed": changed,
        "gone": len(changed.gone) if changed else 0,
    }


def _term(member, city, wish):
    """Return the term that is meant, None to ask which; raises Http404 where there is none that `member` may end."""
    mine = CoordinatorTerm.objects.filter(city=city).select_related("member", "city")
    if wish.isascii() and wish.isdigit():
        term = mine.filter(pk=int(wish[:12])).first()
        involved = term is not None and HandOver.objects.filter(term=term, successor=member).exists()
        if term is None or not (may(member, "cities.hand_over", term) or (involved and member.is_member)):
            raise Http404
        return term
    current = list(mine.filter(pk__in=CoordinatorTerm.objects.current()))
    allowed = [term for term in current if may(member, "cities.hand_over", term)]
    own = [term for term in allowed if term.member_id == member.pk]
    if own or len(allowed) == 1:
        return (own or allowed)[0]
    if not runs_the_network(member):
        raise Http404
    return None


def _choose_term(request, city):
    """Ask those who run the network whose task is handed over."""
    current = CoordinatorTerm.objects.current().filter(city=city).select_related("member")
    return render(request, "cities/hand_over_whose.html", {"city": city, "terms": current.order_by("pk")})


def _candidates(member, term):
    """Return the members who may go on: those of the city; for those who run the network, all."""
    people = get_user_model().objects.visible_to(member).filter(status="member").exclude(pk=term.member_id)
    if runs_the_network(member):
        return people
    beside = CoordinatorTerm.objects.current().filter(city=term.city).values("member")
    return people.filter(Q(home_city=term.city) | Q(pk__in=beside))


def _search(candidates, term, query):
    """Return at most MOST_FOUND + 1 people: by name where one is given; those who coordinate already come first."""
    if query:
        candidates = candidates.filter(Q(name__icontains=query) | Q(name_latin__icontains=query) | Q(handle=query))
    else:
        candidates = candidates.filter(
            Q(home_city=term.city) | Q(pk__in=CoordinatorTerm.objects.current().filter(city=term.city).values("member"))
        )
    beside = set(CoordinatorTerm.objects.current().filter(city=term.city).values_list("member", flat=True))
    people = list(candidates.select_related("home_city").order_by("name_latin", "pk")[: MOST_FOUND + 1])
    first = list(candidates.filter(pk__in=beside).select_related("home_city").order_by("pk"))
    return first + [person for person in people if person.pk not in beside]


def _moved(done):
    """Return what moved as [(label, count)]; a kind that is gone since keeps its name."""
    from network.kit import belongings

    labels = {kind.name: kind.label for kind in belongings.all_kinds()}
    return [(labels.get(row["kind"], row["kind"]), len(row["things"])) for row in done.moved]
