"""Organisations by the name that somebody typed."""

from anyascii import anyascii
from django.utils.text import slugify

from network.cities.models import Organisation


def organisation_named(name, city):
    """Return the organisation of `city` with this name in any case, made where it is new; None for no name."""
    name = " ".join((name or "").split())[:200]
    if not name or city is None:
        return None
    found = Organisation.objects.filter(city=city, name__iexact=name).first()
    if found:
        return found
    stem = slugify(anyascii(name))[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug = next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if s not in taken)
    return Organisation.objects.create(slug=slug, name=name, city=city)
