"""The state of the art for machines: the feed of changes, the data as JSON and CSV, citations."""

import csv
import io

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network.interchange.feeds.channel import Channel, Item
from network.interchange.feeds.views import answered
from network.interchange.formats import FORMATS
from network.interchange.formats.table import FORMULA
from network.interchange.headers import open_to_machines
from network.interchange.works import absolute, tag_of
from network.kit.words import in_reader_language
from resources.consensus.interchange import statement_work
from resources.consensus.queries.topics.data import COLUMNS, data_of, table_of
from resources.consensus.queries.topics.reading import read_statement
from resources.consensus.queries.topics.versions import editions_of
from resources.consensus.views.topics.finding import statement_of, topic_of
from resources.consensus.views.topics.tracing import CITED

NEWEST = 50


@require_safe
@open_to_machines
def feed(request, slug):
    """`…/feed.atom`: one entry for each edition of a page."""
    topic = topic_of(request, slug)
    title = in_reader_language(topic.titles, [topic.language])[0] or topic.title
    page = absolute(topic.get_absolute_url())
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    items = []
    for row in editions_of(topic)[:NEWEST]:
        edition = row["edition"]
        items.append(
            Item(
                id=f"tag:{host},2026:consensus.edition:{topic.pk}.{edition.number}",
                address=f"{page}history/{edition.number}/",
                title=_("%(title)s, version %(n)s") % {"title": title, "n": edition.number},
                language=tag_of(get_language()),
                summary=edition.note,
                summary_language=tag_of(edition.content["language"]),
                published_at=edition.at,
                changed_at=edition.at,
                authors=(),
                words=("kind:state-of-the-art",),
                note="\n".join(row["lines"]),
            )
        )
    channel = Channel(
        title=f"{settings.NETWORK_NAME}: {title}",
        page=page,
        own=f"{page}feed.atom",
        language=tag_of(get_language()),
        items=tuple(items),
        description=_("Each version of this page of the state of the art, and what changed with it."),
    )
    return answered(request, "atom", channel)


@require_safe
@open_to_machines
def data(request, slug, ending):
    """`…/data.json`, `…/data.csv`: every statement with its grades, its vote and its versions."""
    topic = topic_of(request, slug)
    if ending == "json":
        told = data_of(topic)
        return JsonResponse(
            told, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=headers(topic, "json")
        )
    if ending != "csv":
        raise Http404
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in table_of(topic):
        writer.writerow([_cell(value) for value in row])
    body = "\ufeff" + out.getvalue()
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers(topic, "csv"))


def headers(topic, ending):
    """Return the headers of a data file."""
    return {
        "Content-Disposition": f'inline; filename="{topic.slug}.{ending}"',
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
    }


def _cell(value):
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


@require_safe
@open_to_machines
def cited(request, slug, number, ending):
    """`…/<n>/cite.bib`: how the newest version of a statement is cited."""
    if ending not in dict(CITED):
        raise Http404
    topic = topic_of(request, slug)
    found = statement_of(topic, number)
    form = FORMATS[ending]
    work = statement_work(found, read_statement(topic, found, found.kept[0]))
    return HttpResponse(form.one(work), content_type=form.content_type)
