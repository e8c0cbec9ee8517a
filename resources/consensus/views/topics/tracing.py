"""Versions: of a page, and of each of its statements."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.access.rules import may
from network.home.keeping import kept_for_visitors
from network.interchange.formats import schema_org
from network.interchange.formats.words import apa
from resources.consensus.interchange import statement_work
from resources.consensus.models import Edition, Statement
from resources.consensus.queries.topics.reading import read_statement
from resources.consensus.queries.topics.tracing import PAGE, differences
from resources.consensus.queries.topics.versions import editions_of, statements_in
from resources.consensus.views.topics.finding import statement_of, topic_of

CITED = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))


@require_safe
@kept_for_visitors
def history(request, slug):
    """`/state-of-the-art/<slug>/history/`: every edition of the page, and what came with it."""
    topic = topic_of(request, slug)
    return render(request, "consensus/topic_history.html", {"topic": topic, "editions": editions_of(topic)})


@require_safe
@kept_for_visitors
def edition(request, slug, number):
    """`…/history/<n>/`: a page as it was published once, and what had changed since the edition before."""
    topic = topic_of(request, slug)
    found = get_object_or_404(Edition, topic=topic, number=number)
    before = Edition.objects.filter(topic=topic, number=number - 1).first()
    return render(
        request,
        "consensus/topic_edition.html",
        {
            "topic": topic,
            "edition": found,
            "before": before,
            "newest": topic.editions.first(),
            "page_changes": differences(before.content, found.content, PAGE) if before else [],
            "statements": statements_in(topic, found, before),
            "language": found.content["language"],
        },
    )


@require_safe
@kept_for_visitors
def statement(request, slug, number, version=None):
    """`/state-of-the-art/<slug>/<n>/`: one statement with all its versions; `…/v<k>/` as it was then."""
    topic = topic_of(request, slug)
    found = statement_of(topic, number)
    shown = found.kept[0]
    if version is not None:
        shown = next((one for one in found.kept if one.number == version), None)
        if shown is None:
            raise Http404
    said = read_statement(topic, found, shown)
    work = statement_work(found, said)
    told = []
    for place, one in enumerate(found.kept):
        before = found.kept[place + 1] if place + 1 < len(found.kept) else None
        told.append({"version": one, "changes": differences(before.content, one.content) if before else []})
    may_curate = may(request.user, "consensus.curate", topic)
    return render(
        request,
        "consensus/statement.html",
        {
            "topic": topic,
            "statement": found,
            "said": said,
            "newest": found.kept[0],
            "is_old": shown.pk != found.kept[0].pk,
            "versions": told,
            "canonical": work.address,
            "citation": apa(work),
            "linked_data": schema_org.script(schema_org.data(work)),
            "records": [
                {"label": label, "address": f"{found.get_absolute_url()}cite.{end}"} for end, label in CITED
            ],
            "may_curate": may_curate,
            "other_state": Statement.State.CURRENT if found.state == Statement.State.REVIEW else Statement.State.REVIEW,
        },
    )  # fmt: skip
