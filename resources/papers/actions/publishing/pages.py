"""The page of a publication in the CMS, laid when it is published."""

from django.conf import settings
from wagtail.models import Locale

from network.home.actions import lay_out
from resources.papers.models import PublicationPage, PublicationsPage


def lay_page(publication, *, by):
    """Make the page of a publication; what was curated around the version before it comes along. Returns the page."""
    title = publication.version.about.get("title") or publication.paper.title
    page = PublicationPage(title=title[:255], slug=publication.slug, publication=publication, locale=_locale())
    before = PublicationPage.objects.filter(publication__paper=publication.paper).order_by("-publication__number")
    if earlier := before.first():
        page.picture, page.picture_words, page.related = earlier.picture, earlier.picture_words, earlier.related
    _parent().add_child(instance=page)
    # Our rule has been asked; the groups of the CMS only follow it.
    page.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)
    return page


def _parent():
    """Return the page under which publications hang, made where it is missing."""
    found = PublicationsPage.objects.first()
    if found is None:
        home = lay_out()
        found = PublicationsPage(title="Publications", slug="publications", locale=_locale())
        home.add_child(instance=found)
    return found


def _locale():
    return Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]
