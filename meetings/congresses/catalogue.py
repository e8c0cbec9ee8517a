"""How congresses stand in the catalogue: those that are confirmed, for everybody; nobody who goes is named."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from meetings.congresses.models import Congress
from meetings.congresses.queries.words import days_words
from network.catalogue.adapters import adapter
from network.catalogue.facets import facet

KIND = "congress"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@adapter(Congress)
def entry(congress):
    """Return the fields of a congress's entry, None until it is confirmed."""
    if not congress.is_confirmed:
        return None
    return {
        "kind": KIND,
        "address": congress.get_absolute_url(),
        "titles": {congress.language: congress.title},
        "summaries": {language: line(congress, language) for language in LANGUAGES},
        "audience": congress.audience,
        "facets": [
            f"kind:{KIND}",
            *(f"topic:{word}" for word in congress.topics),
            f"language:{congress.language}",
            f"day:{congress.first_day.isoformat()}",
        ],
        "text": "\n".join(filter(None, (congress.name, congress.short_name, congress.place, congress.about))),
        "languages": [congress.language],
        "published_at": congress.created_at,
    }


def line(congress, language):
    """Return its days and place, in a language."""
    with translation.override(language):
        return f"{days_words(congress.first_day, congress.last_day)} · {congress.place}"


@facet("kind")
def kinds(words, language):
    """Label our kind."""
    return {word: _("Congress") for word in words if word == KIND}
