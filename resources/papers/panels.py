"""What papers add to pages of others: mine on my page, those of a city on the city's page."""

from django.utils.translation import get_language

from network.access.rules import may
from network.catalogue import cards
from network.catalogue.models import Entry
from network.kit.panels import panel
from resources.papers.catalogue import PAPER
from resources.papers.models import Author, Paper, Publication
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


@panel("papers.paper", place="acts", order=40)
def publishing(request, paper):
    """Taking it along, publishing it, what was published, writing a correction."""
    from resources.papers.queries.shown import shown_publication

    publication = shown_publication(paper)
    told = {
        "paper": paper,
        "publication": publication,
        "may_export": may(request.user, "papers.export", paper),
        "may_publish": may(request.user, "papers.publish", paper),
        "may_correct": publication is not None
        and paper.state == Paper.State.PUBLISHED
        and may(request.user, "papers.lead", paper),
    }
    return "papers/parts/publishing.html", told


@panel("privacy.erase", place="stays", order=40)
def stays(request, member):
    """Versions of record in which the name of whoever is to be erased stays printed."""
    theirs = Author.objects.filter(member=member, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    found = Publication.objects.filter(paper__in=theirs.values("paper")).select_related("version")
    found = list(found.order_by("-published_at", "-pk"))
    return ("papers/parts/stays.html", {"publications": found}) if found else None
