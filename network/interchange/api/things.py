"""What the catalogue holds, whatever room it lives in: resources, search, the words of lists."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from django.http import HttpResponse
from ninja import Field, Path, Query, Schema
from pydantic import StringConstraints

from network.catalogue import facets, search
from network.catalogue.models import Entry
from network.catalogue.search.query import typed
from network.interchange.api import shapes
from network.interchange.api.house import read
from network.interchange.api.problems import Problem, nowhere
from network.interchange.lists import narrowed, page_after
from network.interchange.records import is_gone
from network.interchange.works import absolute, sources, tag_of, works_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Word = Annotated[str, StringConstraints(pattern=r"^[\w.\-]{1,80}$")]
Words = Annotated[list[Word], Field(max_length=30)]


class Filters(Schema):
    """The words of the pages' own addresses; any of several words of one facet."""

    kind: Words = Field([], description="kind of resource: training, findings, …")
    topic: Words = Field([], description="topic, by its word in /v1/topics")
    city: Words = Field([], description="city, by its word in /v1/cities")
    language: Words = Field([], description="language of its files: en, da, es, zh-hans, …")
    population: Words = []
    function: Words = Field([], description="function of peer support")
    value: Words = Field([], description="type of value: V1.1, …")
    year: Words = []
    licence: Words = Field([], description="licence, by its SPDX identifier")
    quality: Words = Field([], description="what reviews of members say of it")

    def chosen(self):
        """Return {facet: [words]} of what was chosen."""
        return {name: words for name, words in self.dict().items() if words and name in Filters.model_fields}


class Listed(Filters):
    """A list, page by page."""

    limit: int = Field(20, ge=1, le=100)
    after: str = Field(
        "", pattern=r"^([0-9]{1,16}-[0-9]{1,18})?$", description="where the next page begins; follow `next` instead"
    )


class Searched(Filters):
    """A search; pages go as deep as 2000 things."""

    q: str = Field(
        "", max_length=200, pattern=r"^[^\x00]*$", description="what is looked for; the same as in the box of the pages"
    )
    limit: int = Field(20, ge=1, le=50)
    page: int = Field(1, ge=1, le=100)
    sort: Literal["relevance", "newest", "oldest"] = "relevance"


@read("/v1/resources", shapes.ResourceList, summary="Resources, the newest first", tags=["resources"], links=True)
def list_resources(request, asked: Query[Listed], response: HttpResponse):
    """Return a page of the resources that the reader may see; the next begins behind the last of this one."""
    entries, following = _page(request, asked, "resource")
    works = works_of(entries, request.reader)
    found = [works[e.source, e.source_id] for e in entries if (e.source, e.source_id) in works]
    _link(response, following)
    return {"items": [resource_of(work) for work in found], "next": following}


@read("/v1/resources/{number}", shapes.ResourceOut, summary="One resource", tags=["resources"], errors=(404, 410))
def get_resource(request, number: Annotated[int, Path(ge=1, le=10**15)]):
    """Return a resource by its number."""
    entries = Entry.objects.filter(kind="resource", source_id=str(number))
    entry = entries.visible_to(request.reader).light().first()
    work = entry and works_of([entry], request.reader).get((entry.source, entry.source_id))
    if not work:
        raise Problem(410, "This was withdrawn.") if is_gone(entries) else nowhere()
    return resource_of(work)


@read("/v1/search", shapes.EntryList, summary="Search everything", tags=["search"], links=True)
def search_everything(request, asked: Query[Searched], response: HttpResponse):
    """Return what meets the words, whatever kind of thing it is."""
    found = search.find(
        typed(asked.q),
        member=request.reader,
        filters=asked.chosen(),
        page=asked.page,
        size=asked.limit,
        sort=asked.sort,
        facets=(),
    )
    rows = Entry.objects.visible_to(request.reader).light().in_bulk([hit.entry.pk for hit in found.hits])
    entries = [rows[hit.entry.pk] for hit in found.hits if hit.entry.pk in rows] if found.page == asked.page else []
    following = _next(request, page=asked.page + 1) if asked.page < min(found.pages, 100) else ""
    _link(response, following)
    return {"items": [entry_of(entry) for entry in entries], "total": found.total, "next": following}


@read("/v1/topics", shapes.WordList, summary="Topics in use", tags=["words"])
def list_topics(request):
    """Return the topics of what the reader may see."""
    return {"items": words_of("topic", request.reader)}


def words_of(facet, member):
    """Return the words of a facet among what `member` may see, with their labels and counts."""
    counts = search.find("", member=member, size=1, facets=(facet,)).facets.get(facet, [])
    labels = facets.labels_of(facet, [word for word, _count in counts])
    return [{"word": word, "label": labels[word], "count": count} for word, count in counts]


@read("/v1/collections", shapes.EntryList, summary="Collections that are shared", tags=["collections"], links=True)
def list_collections(request, asked: Query[Listed], response: HttpResponse):
    """Return the shelves that members share and that the reader may see, in short."""
    entries, following = _page(request, asked, "collection")
    _link(response, following)
    return {"items": [entry_of(entry) for entry in entries], "next": following}


# -- pages -------------------------------------------------------------------------------------------------------
def _page(request, asked, kind):
    """Return (the entries of a page, the address of the next one or "")."""
    rows = narrowed(Entry.objects.visible_to(request.reader).light(), asked.chosen(), kind)
    if kind == "resource":
        rows = rows.filter(source__in=sources())
    found = list(page_after(rows, _place(asked.after))[: asked.limit + 1])
    entries = found[: asked.limit]
    following = ""
    if len(found) > asked.limit:
        last = entries[-1]
        following = _next(request, after=f"{(last.published_at - EPOCH) // timedelta(microseconds=1)}-{last.pk}")
    return entries, following


def _place(after):
    """Return (moment, pk) of a place in the list, None at its beginning."""
    if not after:
        return None
    moment, pk = map(int, after.split("-"))
    return EPOCH + timedelta(microseconds=moment), pk


def _next(request, **changes):
    params = request.GET.copy()
    for name, value in changes.items():
        params[name] = value
    return absolute(f"{request.path}?{urlencode(sorted(params.lists()), doseq=True)}")


def _link(response, following):
    if following:
        response["Link"] = f'<{following}>; rel="next"'


# -- shapes ------------------------------------------------------------------------------------------------------
def resource_of(work):
    """Return a Work in the shape of ResourceOut."""
    return {
        "number": work.number,
        "address": work.address,
        "page": absolute(work.page),
        "title": work.title,
        "language": tag_of(work.language),
        "titles": {tag_of(code): text for code, text in work.titles.items()},
        "summaries": {tag_of(code): text for code, text in work.summaries.items()},
        "authors": [{"name": person.name, "orcid": person.orcid_address} for person in work.authors],
        "publisher": work.publisher,
        "year": work.year,
        "kind": work.kind,
        "version": work.edition,
        "languages": [tag_of(code) for code in work.languages],
        **{
            name: list(work.words.get(facet, ()))
            for name, facet in (
                *(("cities", "city"), ("topics", "topic"), ("populations", "population")),
                *(("functions", "function"), ("values", "value")),
            )
        },
        "subjects": [
            {"label": one.label, "scheme": one.scheme, "code": one.code, "address": absolute(one.uri)}
            for one in work.subjects
        ],
        "licence": work.licence
        and {"label": work.licence.label, "spdx": work.licence.spdx, "address": work.licence.address},
        "files": [
            {"name": one.name, "content_type": one.content_type, "size": one.size, "address": absolute(one.address)}
            for one in work.files
        ],
        "relations": [{"relation": one.kind, "address": one.address} for one in work.relations],
        "doi": work.doi,
        "link": work.link,
        "published_at": work.published_at,
        "changed_at": work.changed_at,
    }


def entry_of(entry):
    """Return an entry in the shape of EntryOut."""
    words = {}
    for word in entry.facets:
        facet, _, value = word.partition(":")
        words.setdefault(facet, []).append(value)
    return {
        "kind": entry.kind,
        "number": entry.source_id,
        "address": absolute(entry.address),
        "titles": {tag_of(code): text for code, text in entry.titles.items()},
        "summaries": {tag_of(code): text for code, text in entry.summaries.items()},
        "people": [person["name"] for person in entry.people if person.get("name")],
        "words": words,
        "published_at": entry.published_at,
        "changed_at": entry.changed_at,
    }
