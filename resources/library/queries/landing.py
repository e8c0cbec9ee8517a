"""What may be said of a resource to those for whom it is not."""

from dataclasses import dataclass

from django.utils.translation import get_language

from network.kit.words import in_reader_language
from resources.library import vocabulary
from resources.library.models import Resource


@dataclass(frozen=True)
class Told:
    """Title, summary and kind of a resource, and the city of who answers for it; never a file, a name, or an author."""

    resource: Resource
    title: tuple
    summary: tuple
    kind: str
    city: str


def told_of(pk):
    """Return the Told of resource `pk`. Raises DoesNotExist unless it is published and its owner lets others know."""
    resource = Resource.objects.select_related("owner__home_city", "owner_city").get(
        pk=pk, state=Resource.State.PUBLISHED, is_told_of=True
    )
    texts = {text.language: text for text in resource.texts.all()}
    near = [resource.language]
    title = in_reader_language({code: text.title for code, text in texts.items()}, near)
    summary = in_reader_language({code: text.summary for code, text in texts.items() if text.summary}, near)
    city = resource.owner_city or getattr(resource.owner, "home_city", None)
    kind = vocabulary.KINDS.get(resource.kind, "")
    return Told(resource, title, summary or ("", get_language()), kind, city.slug if city else "")
