"""Papers: the list, a new one, the overview, what is said about one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand
from network.catalogue import queries as catalogue
from network.interchange.feeds import address
from resources.papers import actions, credit
from resources.papers.access.people import part_of
from resources.papers.forms.papers import AboutForm, BeginForm
from resources.papers.forms.planning import SayForm
from resources.papers.queries import overview, papers
from resources.papers.queries.shown import shown_publication
from resources.papers.views.finding import paper_of

FACETS = ("kind", "state", "city", "topic", "language", "year")
SIZE = 30
FEW = 4


@require_safe
@never_cache
def listed(request):
    """`/papers/`: publications, what is with the cities, and mine."""
    is_member = request.user.is_authenticated and request.user.is_member
    if is_member and "mine" in request.GET:
        page = Paginator(papers.of(request.user), papers.PAGE).get_page(request.GET.get("page"))
        page.object_list = papers.rows_of(page.object_list, request.user)
        return render(request, "papers/mine.html", {"page": page})
    listing = catalogue.listing(request.GET, member=request.user, within="paper", names=FACETS, size=SIZE)
    mine = papers.of(request.user) if is_member else papers.Paper.objects.none()
    return render(
        request,
        "papers/list.html",
        {
            "listing": listing,
            "found": listing.found,
            "sorts": catalogue.sorts(listing.asked) if listing.total > 1 else [],
            "feed": address("papers", "atom", listing.asked.query(page="", sort="")),
            "unfiltered": catalogue.Asked(q=listing.asked.q).query(),
            "mine": papers.rows_of(mine[:FEW], request.user) if is_member else [],
            "mine_count": mine.count() if is_member else 0,
        },
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Begin a paper; what authorship means stands beside the form."""
    demand(request.user, "papers.begin")
    home = request.user.home_city
    form = BeginForm(
        request.POST or None,
        member=request.user,
        initial={"language": get_language(), "kind": "position", "cities": [home.slug] if home else []},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan = None if given.pop("with_plan") else []
        return redirect(actions.begin(by=request.user, sections=plan, **given))
    return render(request, "papers/new.html", {"form": form, **rules_of_authorship()})


def rules_of_authorship():
    """Return the words of ICMJE and CRediT for a page."""
    return {"criteria": credit.statements().values(), "roles": credit.ROLES.values(), "icmje": credit.ICMJE}


@require_safe
@never_cache
def paper(request, pk):
    """The overview; to whoever has no part in a published paper it is its public page."""
    one = paper_of(request, pk)
    part = part_of(request.user, one)
    seen = overview.of(one, request.user)
    publication = shown_publication(one)
    if publication and not part and not seen.invitation:
        return redirect(publication)
    context = {"paper": one, "part": part, "seen": seen, "say": SayForm(), **rules_of_authorship()}
    return render(request, "papers/paper.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def about(request, pk):
    """Change what is said about a paper."""
    one = paper_of(request, pk)
    demand(request.user, "papers.lead", one)
    form = AboutForm(request.POST or None, instance=one, member=request.user)
    if request.method == "POST" and form.is_valid():
        saved = actions.describe(one, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(saved)
    return render(request, "papers/about.html", {"form": form, "paper": paper_of(request, pk)})
