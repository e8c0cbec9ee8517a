"""What papers add to pages of others: mine on my page, those of a city on the city's page."""

from django.utils.translation import get_language

from network.catalogue import cards
from network.catalogue.models import Entry
from network.kit.panels import panel
from resources.papers.catalogue import PAPER
from resources.papers.queries import papers

MOST = 5


@panel("accounts.home", place="main", order=30)
def mine(request, member):
    """The papers in which I take part, the last touched first."""
    found = papers.rows_of(papers.of(member)[:MOST], member)
    return "papers/parts/mine.html", {"papers": found}


@panel("cities.city", place="main", order=60)
def of_city(request, city):
    """What the city published or is asked about, as far as the reader may see it."""
    entries = (
        Entry.objects.visible_to(request.user)
        .filter(kind=PAPER, facets__contains=[f"city:{city.slug}"])
        .order_by("-published_at", "-pk")
        .for_cards(cards.known_language(get_language()))
    )
    found = cards.prepare(list(entries[:MOST]))
    return ("papers/parts/city.html", {"entries": found, "city": city}) if found else None
