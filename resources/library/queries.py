"""Reads that feed the page of one resource: few statements, the same number however much it holds."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from network.catalogue import cards
from network.catalogue.models import Entry
from network.files.models import FilePicture
from network.kit.words import in_reader_language
from resources.library import vocabulary
from resources.library.citations import Work
from resources.library.models import EditionFile, Resource, address_of
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
        return {text["language"]: text for text in (self.resource.told["texts"] or [])}

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
            for one in (self.resource.told["topics"] or [])
        ]

    @property
    def authors(self):
        """[{"name", "handle", "orcid"}] in order."""
        return self.resource.told["authors"] or []

    @property
    def cities(self):
        """Slugs of the cities it comes from."""
        return self.resource.told["cities"] or []

    @property
    def useful(self):
        """[(city slug, how many, names)], the most first."""
        found = {}
        for one in self.resource.told["useful"] or []:
            found.setdefault(one["city"], []).append(one)
        return sorted(((city, len(some), some) for city, some in found.items()), key=lambda row: (-row[1], row[0]))

    def is_useful_to(self, member):
        """Whether `member` is among those who find it useful."""
        return any(one["member"] == member.pk for one in self.resource.told["useful"] or [])

    @property
    def downloads(self):
        """[(place, count)], the most first; the place of visitors is `visitors`."""
        return sorted(
            ((one["place"], one["count"]) for one in (self.resource.told["downloads"] or [])),
            key=lambda row: (-row[1], row[0]),
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


# One statement for all that stands around a resource. Written out, because putting these nine subqueries together from
# Python on each request cost more than all the rest of the page.
TOLD = RawSQL(
    """(SELECT jsonb_build_object(
      'texts', (SELECT jsonb_agg(jsonb_build_object('language', t.language, 'title', t.title, 'summary', t.summary,
                'provenance', t.provenance) ORDER BY t.id)
                FROM library_resourcetext t WHERE t.resource_id = library_resource.id),
      'authors', (SELECT jsonb_agg(jsonb_build_object('name', a.name, 'handle', m.handle, 'orcid', a.orcid)
                  ORDER BY a.position)
                  FROM library_authorship a LEFT JOIN accounts_member m ON m.id = a.member_id AND m.is_active
                  WHERE a.resource_id = library_resource.id),
      'cities', (SELECT jsonb_agg(c.slug ORDER BY c.name) FROM library_resource_cities rc
                 JOIN cities_city c ON c.id = rc.city_id WHERE rc.resource_id = library_resource.id),
      'topics', (SELECT jsonb_agg(jsonb_build_object('slug', t.slug, 'name', t.name) ORDER BY o.id)
                 FROM library_topicof o JOIN library_topic t ON t.id = o.tag_id
                 JOIN django_content_type k ON k.id = o.content_type_id
                 WHERE k.app_label = 'library' AND k.model = 'resource' AND o.object_id = library_resource.id),
      'useful', (SELECT jsonb_agg(jsonb_build_object('city', c.slug, 'member', m.id,
                 'name', CASE WHEN m.is_active THEN coalesce(nullif(m.name, ''), m.name_latin) END) ORDER BY u.at)
                 FROM library_useful u JOIN cities_city c ON c.id = u.city_id
                 JOIN accounts_member m ON m.id = u.member_id
                 WHERE u.resource_id = library_resource.id),
      'downloads', (SELECT jsonb_agg(jsonb_build_object('place', d.place, 'count', d.taken)) FROM
                    (SELECT place, sum(count) AS taken FROM library_download
                     WHERE resource_id = library_resource.id GROUP BY place) d)))""",
    [],
    output_field=JSONField(),
)


def reading(member, pk):
    """Return the Reading of resource `pk` for `member`. Raises Resource.DoesNotExist for what is not there for them."""
    row = Resource.objects.visible_to(member).annotate(told=TOLD).get(pk=pk)
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


def drafts_of(member):
    """Return the drafts of a member, the last touched first."""
    return Resource.objects.filter(owner=member, state=Resource.State.DRAFT).order_by("-changed_at")


def topic_count(member, slug):
    """Return how many resources with this topic `member` may see."""
    return Entry.objects.visible_to(member).filter(facets__contains=[f"topic:{slug}"]).count()
