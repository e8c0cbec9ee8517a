"""Cities among the things that can be found, and the labels of the facet 'city'."""

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from network.catalogue.adapters import adapter
from network.catalogue.facets import facet
from network.cities.blocks import as_plain
from network.cities.models import City
from network.cities.models.pages import words_of
from network.kit.audience import PUBLIC


@adapter(
    City, queryset=lambda: City.objects.select_related("partnership").prefetch_related("programmes", "pages__locale")
)
def entry(city):
    """A city can be found once its partnership is public; its page's words are searchable in each language."""
    if not city.partnership.is_seen:
        return None
    texts = list(words_of([page for page in city.pages.all() if page.live]).values())
    words = [f"{text['headline']}\n{text['lede']}\n{strip_tags(str(text['body']))}" for text in texts]
    words += [text for fact in as_plain(city.facts) for text in fact["text"].values()]
    for programme in city.programmes.all():
        words += [*programme.names.values(), *programme.summaries.values()]
    return {
        "kind": "city",
        "address": city.get_absolute_url(),
        "titles": city.all_names,
        "summaries": {text["language"]: text["lede"] for text in texts},
        "audience": [PUBLIC],
        "facets": ["kind:city", f"city:{city.slug}"],
        "text": "\n\n".join([city.name_native, *words]),
        "languages": [text["language"] for text in texts] or list(city.languages),
        "published_at": city.created_at,
    }


@facet("city")
def city_labels(words, language):
    """Label slugs with the names of the cities that are public: anybody may ask for any word."""
    return {city.slug: city.name_in(language) for city in City.objects.seen().filter(slug__in=words)}


@facet("kind")
def kind_labels(words, language):
    """Label the kind 'city'."""
    return {"city": _("City")} if "city" in words else {}
