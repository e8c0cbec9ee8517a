"""Reads that feed the page of one resource: few statements, the same number however much it holds."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Sum
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from network.catalogue import cards
from network.catalogue.models import Entry
from network.files.models import FilePicture
from network.kit.words import in_reader_language
from resources.library import vocabulary
from resources.library.citations import Work
from resources.library.models import (
    Authorship,
    Download,
    EditionFile,
    Resource,
    ResourceText,
    TopicOf,
    Useful,
    address_of,
)
from resources.library.topics import label_of

RELATED = 4
SHEETS = 12


@dataclass
class Part:
    """A file of a resource, and the pictures of its pages."""

    file: object
    pictures: list = field(default_factory=list)

    @property
    def pages(self):
        """The pictures of whole pages, without the small one for lists."""
        return [picture for picture in self.pictures if picture.number]


class Reading:
    """One resource as its page shows it."""

    def __init__(self, row, parts):
        self.resource, self.parts = row, parts

    @cached_property
    def texts(self):
        """{language: {"title", "summary", "provenance"}}."""
        return {text["language"]: text for text in self.resource.told_texts}

    @cached_property
    def title(self):
        """(title, its language) as the reader reads it."""
        return in_reader_language({code: text["title"] for code, text in self.texts.items()}, [self.resource.language])

    @cached_property
    def summary(self):
        """(summary, its language) as the reader reads it."""
        texts = {code: text["summary"] for code, text in self.texts.items()}
        return in_reader_language(texts, [self.title[1], self.resource.language])

    @property
    def others(self):
        """The titles in other languages: (language, title, provenance in words)."""
        return [
            (code, text["title"], vocabulary.PROVENANCES[text["provenance"]])
            for code, text in self.texts.items()
            if code != self.title[1]
        ]

    @property
    def provenance(self):
        """Who wrote the title in the reader's language, in words; "" if the authors did."""
        text = self.texts.get(self.title[1], {})
        told = text.get("provenance", "author")
        return "" if told == "author" else vocabulary.PROVENANCES[told]

    @property
    def address(self):
        """The resource's own address, in words of its own language."""
        own = self.texts.get(self.resource.language) or next(iter(self.texts.values()), {"title": ""})
        return address_of(self.resource.pk, own["title"])

    @property
    def topics(self):
        """[(slug, label)]."""
        language = get_language()
        return [
            (one["slug"], label_of(one["slug"], language) if one["slug"] in vocabulary.TOPICS else one["name"])
            for one in self.resource.told_topics
        ]

    @property
    def authors(self):
        """[{"name", "handle", "orcid"}] in order."""
        return self.resource.told_authors

    @property
    def cities(self):
        """Slugs of the cities it comes from."""
        return self.resource.told_cities

    @property
    def useful(self):
        """[(city slug, how many, names)], the most first."""
        found = {}
        for one in self.resource.told_useful:
            found.setdefault(one["city"], []).append(one)
        return sorted(((city, len(some), some) for city, some in found.items()), key=lambda row: (-row[1], row[0]))

    @property
    def downloads(self):
        """[(place, count)], the most first; the place of visitors is `visitors`."""
        return sorted(
            ((one["place"], one["count"]) for one in self.resource.told_downloads), key=lambda row: (-row[1], row[0])
        )

    @property
    def kind(self):
        """The kind in words."""
        return vocabulary.KINDS.get(self.resource.kind, "")

    @property
    def licence(self):
        """The Licence with its words, None where none was chosen."""
        return vocabulary.LICENCES.get(self.resource.licence)

    @property
    def words(self):
        """The short vocabularies that apply: [(field, [labels])]."""
        value_labels = {code: value.label for code, value in vocabulary.VALUE_TYPES.items()}
        tables = {
            "populations": vocabulary.POPULATIONS,
            "setting": vocabulary.SETTINGS,
            "functions": vocabulary.FUNCTIONS,
            "values": value_labels,
        }
        return {name: [table[c] for c in getattr(self.resource, name) if c in table] for name, table in tables.items()}

    @property
    def work(self):
        """The Work that its citations are made of."""
        own = self.texts.get(self.resource.language) or next(iter(self.texts.values()), {"title": ""})
        year = self.resource.year or (self.resource.published_at.year if self.resource.published_at else None)
        return Work(
            number=self.resource.pk,
            title=own["title"],
            authors=tuple(author["name"] for author in self.authors),
            year=year,
            kind=self.resource.kind,
            kind_label=str(self.kind),
            language=self.resource.language,
            publisher=settings.NETWORK_NAME,
            address=f"{settings.SITE_URL}/resources/{self.resource.pk}/",
            licence=str(self.licence.label) if self.licence else "",
            link=self.resource.link,
        )


def told(model, *order, where="resource", **parts):
    """Return the rows of `model` that belong to the resource as an array of JSON objects."""
    return ArraySubquery(
        model.objects.filter(**{where: OuterRef("pk")}).order_by(*order).values(json=JSONObject(**parts))
    )


def whole(resources):
    """Annotate resources with all that stands around them, so that one statement fetches a page."""
    cities = Resource.cities.through.objects.filter(resource=OuterRef("pk")).order_by("city__name")
    counted = Download.objects.filter(resource=OuterRef("pk")).values("place").annotate(all=Sum("count"))
    return resources.select_related("owner").annotate(
        told_texts=told(
            ResourceText,
            "pk",
            language=F("language"),
            title=F("title"),
            summary=F("summary"),
            provenance=F("provenance"),
        ),
        told_authors=told(Authorship, "position", name=F("name"), handle=F("member__handle"), orcid=F("orcid")),
        told_cities=ArraySubquery(cities.values("city__slug")),
        told_topics=ArraySubquery(
            TopicOf.objects.filter(
                content_type__app_label="library", content_type__model="resource", object_id=OuterRef("pk")
            )
            .order_by("pk")
            .values(json=JSONObject(slug=F("tag__slug"), name=F("tag__name")))
        ),
        told_useful=told(Useful, "at", city=F("city__slug"), name=F("member__name"), handle=F("member__handle")),
        told_downloads=ArraySubquery(
            counted.order_by("place").values(json=JSONObject(place=F("place"), count=F("all")))
        ),
    )


def reading(member, pk):
    """Return the Reading of resource `pk` for `member`. Raises Resource.DoesNotExist for what is not there for them."""
    row = whole(Resource.objects.visible_to(member)).get(pk=pk)
    return Reading(row, parts_of(row))


def parts_of(resource):
    """Return the Parts of the newest edition in their order, with the pictures of their pages."""
    rows = list(
        EditionFile.objects.filter(edition__resource=resource)
        .select_related("file", "edition")
        .order_by("-edition__number", "position", "pk")
    )
    parts = {row.file_id: Part(row.file) for row in rows if row.edition_id == rows[0].edition_id}
    for picture in FilePicture.objects.filter(file__in=list(parts), number__lte=SHEETS).order_by("number"):
        parts[picture.file_id].pictures.append(picture)
    return list(parts.values())


def related(reading, member):
    """Return entries that share topics with a resource, those that share most first."""
    words = {f"topic:{slug}" for slug, _label in reading.topics}
    if not words:
        return []
    near = (
        Entry.objects.visible_to(member)
        .filter(source="library.resource", facets__overlap=sorted(words))
        .exclude(source_id=str(reading.resource.pk))
        .light()
        .order_by("-published_at", "-pk")[: 4 * RELATED]
    )
    return cards.prepare(sorted(near, key=lambda entry: -len(words & set(entry.facets)))[:RELATED])


def found_useful(member, pk):
    """Say whether `member` has found resource `pk` useful."""
    return Useful.objects.filter(resource=pk, member=member).exists()


def drafts_of(member):
    """Return the drafts of a member, the last touched first."""
    return Resource.objects.filter(owner=member, state=Resource.State.DRAFT).order_by("-changed_at")


def topic_count(member, slug):
    """Return how many resources with this topic `member` may see."""
    return Entry.objects.visible_to(member).filter(facets__contains=[f"topic:{slug}"]).aggregate(all=Count("pk"))["all"]
