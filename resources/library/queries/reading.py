"""One resource as its page shows it: few statements, the same number however much it holds."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, F, JSONField, OuterRef, Subquery
from django.db.models.expressions import RawSQL

from members.accounts import visible
from network.files.models import FilePicture
from network.kit.audience import keys_of
from network.kit.words import in_reader_language
from resources.library import interchange, vocabulary, words
from resources.library.models import Authorship, Edition, EditionFile, Following, Resource, address_of

SHEETS = 12


@dataclass
class Part:
    """A file of a resource, and the pictures of its pages."""

    file: object
    pictures: list = field(default_factory=list)
    is_open: bool = True

    @property
    def is_there(self):
        """Whether the reader may take the file now."""
        return self.is_open and self.file.is_ready

    @property
    def pages(self):
        """The pictures of whole pages, without the small one for lists."""
        return [picture for picture in self.pictures if picture.number and self.is_open]


class Reading:
    """One resource as its page shows it."""

    def __init__(self, row, parts, number=None, reader=None):
        self.resource, self.parts, self.asked, self.reader = row, parts, number, reader

    @cached_property
    def editions(self):
        """The published versions, newest first: [{"number", "at", "note", "corrects"}]."""
        told = self.resource.told["editions"] or []
        return [one | {"at": datetime.fromisoformat(one["at"])} for one in told]

    @property
    def newest(self):
        """The newest published version, None of a draft."""
        return self.editions[0] if self.editions else None

    @property
    def edition(self):
        """The number of the version that is shown."""
        return self.asked or (self.newest["number"] if self.newest else 1)

    @property
    def version(self):
        """The published version that is shown, None while it is none."""
        return next((one for one in self.editions if one["number"] == self.edition), None)

    @property
    def is_old(self):
        """Whether there is a newer version than the one that is shown."""
        return bool(self.newest) and self.edition < self.newest["number"]

    @property
    def since(self):
        """The versions after the one that is shown, newest first."""
        return [one for one in self.editions if one["number"] > self.edition]

    @property
    def there(self):
        """The Parts that the reader may take now."""
        return [part for part in self.parts if part.is_there]

    @property
    def held_back(self):
        """How many files there are that this reader may not take."""
        return sum(not part.is_open for part in self.parts)

    @property
    def bytes_in_all(self):
        """How much all files that the reader may take weigh together."""
        return sum(part.file.size for part in self.there)

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
        told = self.resource.told["topics"] or []
        known = words.words("topic")
        return [(one["slug"], known[one["slug"]].label() if one["slug"] in known else one["name"]) for one in told]

    @property
    def programmes(self):
        """The names of the programmes it comes from, in the reader's language."""
        return [in_reader_language(names)[0] for names in (self.resource.told["programmes"] or [])]

    @property
    def car_stage(self):
        """The stage of action research in words."""
        return words.label("car-stage", self.resource.car_stage)

    @property
    def authors(self):
        """[{"name", "handle", "orcid"}] in order."""
        known = self.resource.told["authors"] or []
        return [one | {"handle": one["handle"] if self._name_of(one["who"]) else ""} for one in known]

    def _name_of(self, who):
        """The name of a member as this reader may know it, "" where it is closed or the account is."""
        return visible.is_open(self.reader, **who) if who and who["pk"] else ""

    @property
    def cities(self):
        """Slugs of the cities it comes from."""
        return self.resource.told["cities"] or []

    @property
    def useful(self):
        """[(city slug, how many, names)], the most first."""
        found = {}
        for one in self.resource.told["useful"] or []:
            found.setdefault(one["city"], []).append(self._name_of(one["who"]))
        return sorted(
            ((city, len(some), list(filter(None, some))) for city, some in found.items()),
            key=lambda row: (-row[1], row[0]),
        )

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
        schemes = {"populations": "population", "setting": "setting", "functions": "function", "values": "value"}
        told = {}
        for name, scheme in schemes.items():
            known = words.words(scheme)
            told[name] = [known[code].label() for code in getattr(self.resource, name) if code in known]
        return told

    @property
    def work(self):
        """The Work that its citations are made of."""
        return interchange.read(self)


# One statement for all that stands around a resource. Written out, because putting these nine subqueries together from
# Python on each request cost more than all the rest of the page.
# What decides whether a reader may know a member's name; see `members.accounts.visible`.
WHO = """jsonb_build_object('pk', m.id, 'name', m.name, 'name_latin', m.name_latin, 'shown', m.shown,
         'home', m.home_city_id)"""
TOLD = RawSQL(  # noqa: S611 - a constant; nothing that anybody typed is put into it
    """(SELECT jsonb_build_object(
      'texts', (SELECT jsonb_agg(jsonb_build_object('language', t.language, 'title', t.title, 'summary', t.summary,
                'provenance', t.provenance) ORDER BY t.id)
                FROM library_resourcetext t WHERE t.resource_id = library_resource.id),
      'authors', (SELECT jsonb_agg(jsonb_build_object('name', a.name, 'handle', m.handle, 'orcid', a.orcid,
                  'pk', a.id, 'position', a.position, 'member', a.member_id, 'who', {who})
                  ORDER BY a.position)
                  FROM library_authorship a LEFT JOIN accounts_member m ON m.id = a.member_id AND m.is_active
                  WHERE a.resource_id = library_resource.id),
      'has_kin', EXISTS (SELECT 1 FROM library_related k WHERE k.resource_id = library_resource.id
                         OR k.to_id = library_resource.id),
      'editions', (SELECT jsonb_agg(jsonb_build_object('number', e.number, 'at', e.published_at, 'note', e.note,
                   'corrects', e.corrects) ORDER BY e.number DESC)
                   FROM library_edition e WHERE e.resource_id = library_resource.id AND e.published_at IS NOT NULL),
      'cities', (SELECT jsonb_agg(c.slug ORDER BY c.name) FROM library_resource_cities rc
                 JOIN cities_city c ON c.id = rc.city_id WHERE rc.resource_id = library_resource.id),
      'programmes', (SELECT jsonb_agg(p.names ORDER BY p.id) FROM library_resource_programmes rp
                     JOIN cities_programme p ON p.id = rp.programme_id WHERE rp.resource_id = library_resource.id),
      'topics', (SELECT jsonb_agg(jsonb_build_object('slug', t.slug, 'name', t.name) ORDER BY o.id)
                 FROM library_topicof o JOIN library_topic t ON t.id = o.tag_id
                 JOIN django_content_type k ON k.id = o.content_type_id
                 WHERE k.app_label = 'library' AND k.model = 'resource' AND o.object_id = library_resource.id),
      'useful', (SELECT jsonb_agg(jsonb_build_object('city', c.slug, 'member', m.id,
                 'name', CASE WHEN m.is_active THEN coalesce(nullif(m.name, ''), m.name_latin) END,
                 'who', CASE WHEN m.is_active THEN {who} END) ORDER BY u.at)
                 FROM library_useful u JOIN cities_city c ON c.id = u.city_id
                 JOIN accounts_member m ON m.id = u.member_id
                 WHERE u.resource_id = library_resource.id),
      'downloads', (SELECT jsonb_agg(jsonb_build_object('place', d.place, 'count', d.taken)) FROM
                    (SELECT place, sum(count) AS taken FROM library_download
                     WHERE resource_id = library_resource.id GROUP BY place) d)))""".replace("{who}", WHO),
    [],
    output_field=JSONField(),
)


def reading(member, pk, number=None):
    """Return the Reading of resource `pk`, or of its version `number`, for `member`.

    Raises Resource.DoesNotExist for what is not there for them: a version that is not published is nobody's here.
    """
    rows = Resource.objects.visible_to(member).annotate(told=TOLD)
    if member is not None and member.is_authenticated:
        rows = rows.annotate(is_followed=Exists(Following.objects.filter(resource=OuterRef("pk"), member=member)))
    row = rows.get(pk=pk)
    known(row, "authorships", [authorship(row, one) for one in row.told["authors"] or []])
    found = Reading(row, [], number, reader=member)
    if number is not None and found.version is None:
        raise Resource.DoesNotExist
    found.parts = parts_of(row, found.newest and found.edition, member)
    return found


def authorship(resource, told):
    """Return an Authorship from what one statement told of it."""
    names = ("pk", "position", "name", "orcid")
    return Authorship(resource=resource, member_id=told["member"], **{name: told[name] for name in names})


def known(row, name, things):
    """Let `row.<name>.all()` give `things`, which are at hand, without asking: rules and panels look at them."""
    rows = getattr(row, name).all()
    rows._result_cache, rows._prefetch_done = things, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def parts_of(resource, number=None, member=None):
    """Return the Parts of one version in their order, with the pictures of their pages.

    `number` None means the newest published one, or the draft where none is published yet. With a `member` (None: a
    visitor, as everywhere), each part says whether they may take it.
    """
    rows = EditionFile.objects.filter(edition__resource=resource).select_related("file").order_by("position", "pk")
    if number is None:
        newest = Edition.objects.filter(resource=resource).order_by(F("published_at").desc(nulls_last=True), "-number")
        rows = rows.filter(edition=Subquery(newest.values("pk")[:1]))
    else:
        rows = rows.filter(edition__number=number)
    keys = keys_of(member)
    own = getattr(member, "pk", None)
    parts = {
        row.file_id: Part(row.file, is_open=bool(keys & set(row.file.audience)) or row.file.owner_id == own)
        for row in rows
    }
    for picture in FilePicture.objects.filter(file__in=list(parts), number__lte=SHEETS).order_by("number"):
        parts[picture.file_id].pictures.append(picture)
    return list(parts.values())
