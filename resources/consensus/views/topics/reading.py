"""The list of topics, and a topic's page."""

from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.access.rules import may
from network.home.keeping import kept_for_visitors
from network.interchange import signposting
from network.interchange.formats import schema_org
from network.interchange.formats.words import apa
from network.kit.words import language_name
from resources.consensus.interchange import SHELF, work_of
from resources.consensus.queries.topics import lists
from resources.consensus.queries.topics.reading import chosen, live_pages, read
from resources.consensus.views.topics.finding import topic_of

CITED = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))


@require_safe
@kept_for_visitors
def topics(request):
    """`/state-of-the-art/`: every topic with how many statements stand, and until when."""
    rows = lists.rows(request.user)
    published = [row for row in rows if row.topic.published_at]
    drafts = [row for row in rows if not row.topic.published_at]
    told = {"rows": published, "drafts": drafts, "may_begin": may(request.user, "consensus.curate", None)}
    return render(request, "consensus/topics.html", told)


@require_safe
@kept_for_visitors
def topic(request, slug):
    """`/state-of-the-art/<slug>/`: what to do, why, how agreed we are, what is open."""
    found = topic_of(request, slug)
    pages = live_pages(found)
    page = chosen(pages, found, request.GET.get("in", ""))
    if page is None:
        may_curate = may(request.user, "consensus.curate", found)
        told = {"topic": found, "page": found.pages.first(), "may_curate": may_curate}
        return render(request, "consensus/topic_draft.html", told)
    return show(request, found, page, pages)


def show(request: HttpRequest, topic, page, pages=None):
    """Answer a topic's page with the words of `page`; without `pages` it is a draft that is looked at beforehand."""
    is_draft = pages is None
    reading = read(topic, page, pages, draft=is_draft)
    work = work_of(topic, reading)
    response = render(
        request,
        "consensus/topic.html",
        {
            "topic": topic,
            "page": page,
            "reading": reading,
            "is_draft": is_draft,
            "is_other": page.language != request.LANGUAGE_CODE,
            "language_name": language_name(page.language),
            "citation": apa(work),
            "canonical": work.address,
            "linked_data": "" if is_draft else schema_org.script(schema_org.data(work)),
            "records": [{"label": label, "address": f"/records/{SHELF}/{topic.pk}.{end}"} for end, label in CITED],
            "may_curate": may(request.user, "consensus.curate", topic),
        },
    )
    if not is_draft:
        response["Link"] = signposting.header(work, SHELF)
    return response
