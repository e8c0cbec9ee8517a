"""The pages on which a city speaks of itself: one for each language of the portal, tied as translations."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from network.access.rules import demand
from network.cities.actions.editors import collection_of, group_of
from network.cities.models import CitiesPage, CityPage
from network.cities.rich import stored
from network.home.actions import lay_out

SPOKEN = dict(settings.LANGUAGES)


@transaction.atomic
def write_page(city, texts, *, by):
    """Publish what a city says of itself. `texts`: [{"language", "headline", "lede", "body"}], the body simple HTML.

    A text in a language of the portal becomes a page of that language; others stand as further texts. Returns the
    page of the first text.
    """
    demand(by, "cities.edit", city)
    codes = [text["language"] for text in texts]
    if len(codes) != len(set(codes)):
        raise ValidationError(_("There are two texts in the same language. Please join them."))
    first = page_of(city)
    further = [
        ("text", text | {"body": stored(text.get("body", ""))}) for text in texts if text["language"] not in SPOKEN
    ]
    if further:
        first.texts = further
        first.texts = first.texts.stream_block.clean(first.texts)
        _publish(first, by)
    written = []
    for text in texts:
        if text["language"] in SPOKEN:
            page = translation_of(first, text["language"])
            page.headline, page.lede, page.body = text["headline"], text["lede"], stored(text.get("body", ""))
            _publish(page, by)
            written.append(page)
    return next(iter(written), first)


def _publish(page, by):
    # Our rule has been asked; the groups of the CMS only follow it.
    page.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()


def page_of(city):
    """Return the page that a city wrote first, made in its own language where it is missing; titles follow the name."""
    first = city.page
    if first is None:
        code = city.native_language if city.native_language in SPOKEN else settings.LANGUAGE_CODE
        page = CityPage(title=city.name, slug=city.slug, city=city, locale=_locale(code))
        first = cities_page(code).add_child(instance=page)
        city.__dict__.get("_prefetched_objects_cache", {}).pop("pages", None)
        group_of(city, [first], collection_of(city))
        return first
    for page in city.pages.all():
        if (page.title, page.slug) != (city.name, city.slug):
            page.title, page.slug = city.name, city.slug
            page.save(clean=False)
    return first


def translation_of(page, language):
    """Return the translation of a city's page in a language of the portal, made as a draft where it is missing."""
    if page.language == language:
        return page
    cities_page(language)
    locale = _locale(language)
    found = page.get_translation_or_none(locale)
    return found or page.copy_for_translation(locale)


def open_translation(page):
    """Let the editors of a city edit a translation that has just come to be."""
    group_of(page.city, [page], collection_of(page.city))


def cities_page(language=settings.LANGUAGE_CODE):
    """Return the Wagtail page under which the cities' pages of a language stand; made for all languages at once."""
    pages = {page.locale.language_code: page for page in CitiesPage.objects.select_related("locale")}
    if language not in pages:
        home = lay_out()
        key = next((page.translation_key for page in pages.values()), None)
        for code in SPOKEN:
            if code not in pages:
                slug = "cities" if code == settings.LANGUAGE_CODE else f"cities-{code}"
                page = CitiesPage(title="Cities", slug=slug, locale=_locale(code))
                page.translation_key = key = key or page.translation_key
                pages[code] = home.add_child(instance=page)
    return pages[language]


def _locale(code):
    return Locale.objects.get(language_code=code)
