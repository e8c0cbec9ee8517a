"""How a resource stands in the catalogue, and the labels of the words by which it is found."""

from members.accounts.feed import vocabulary as known_to_members
from network.catalogue.adapters import adapter
from network.catalogue.facets import facet, renames
from resources.library import extras, vocabulary, words
from resources.library.models import Resource, Topic


def whole():
    """All resources with what their entries need."""
    return Resource.objects.prefetch_related(
        "texts",
        "cities",
        "topics",
        "authorships__member",
        "usefuls__city",
        "editions__parts__file__reading",
        *extras.prefetched(),
    )


@adapter(Resource, queryset=whole)
def entry(resource):
    """Return the fields of the resource's entry, None unless it is published."""
    if resource.state != Resource.State.PUBLISHED:
        return None
    texts = list(resource.texts.all())
    cities = list(resource.cities.all())
    return {
        "kind": "resource",
        "address": resource.get_absolute_url(),
        "titles": {text.language: text.title for text in texts},
        "summaries": {text.language: text.summary for text in texts if text.summary},
        "audience": resource.audience,
        "facets": facets(resource, cities),
        "people": [
            {"name": one.name, "handle": one.member.handle if one.member else ""} for one in resource.authorships.all()
        ],
        "text": "\n\n".join(_texts(resource)),
        "languages": list(dict.fromkeys([*resource.languages, *(text.language for text in texts)])),
        "published_at": resource.published_at,
        "useful_in": [one.city.slug for one in resource.usefuls.all()],
        "besides": besides(resource),
    }


def besides(resource):
    """Return what machines are told of a resource beyond its entry: when it changes, they must hear of it."""
    return [
        *(resource.doi, resource.link, resource.car_stage, resource.setting),
        [one.orcid for one in resource.authorships.all()],
        [edition.number for edition in resource.editions.all() if edition.published_at],
    ]


def facets(resource, cities):
    """Return the words by which a resource is narrowed."""
    told = {
        "kind": [resource.kind],
        "city": [city.slug for city in cities],
        "topic": [topic.slug for topic in resource.topics.all()],
        "language": resource.languages,
        "population": resource.populations,
        "function": resource.functions,
        "value": resource.values,
        "year": [resource.year] if resource.year else [],
        "licence": [resource.licence],
    }
    return [f"{name}:{word}" for name, some in told.items() for word in some] + extras.words_of(resource)


def _texts(resource):
    """Yield the text of each file of the newest published edition, in their order.

    The words of a file that is for fewer than the page would be found, and shown in part, by those it is not for.
    """
    published = [edition for edition in resource.editions.all() if edition.published_at]
    newest = max(published, key=lambda edition: edition.number, default=None)
    for part in newest.parts.all() if newest else ():
        is_open = set(resource.audience) <= set(part.file.audience) or "public" in part.file.audience
        if part.file.is_ready and is_open and part.file.text:
            yield part.file.text


# -- labels ------------------------------------------------------------------------------------------------------
def _table(name, table):
    @facet(name)
    def labels(codes, language):
        """Label the words of one table of the code."""
        return {code: table[code] for code in codes if code in table}

    return labels


_table("kind", vocabulary.KINDS)
_table("licence", {code: licence.label for code, licence in vocabulary.LICENCES.items()})


def _scheme(name):
    @facet(name)
    def labels(codes, language):
        """Label the words of one vocabulary, as coordinators left them."""
        known = words.words(name)
        return {code: known[code].label(language) for code in codes if code in known}

    return labels


for _name in ("population", "function", "value", "topic"):
    _scheme(_name)


@facet("topic", of_rows=True)
def free_topics(codes, language):
    """Label free words from their rows."""
    known = words.words("topic")
    free = [word for word in codes if word not in known]
    return {topic.slug: topic.label_in(language) for topic in Topic.objects.filter(slug__in=free)} if free else {}


@renames("topic")
def merged(slug):
    """A topic that was merged into another is found under that one."""
    return words.replaced(slug)


@known_to_members
def topics_of_a_profile():
    """The topics that members may say they know well: all in use, whether or not something carries them yet."""
    return [code for code, word in words.words("topic").items() if word.status == "active"]
