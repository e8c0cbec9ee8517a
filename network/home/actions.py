"""Laying out the ground on which every Wagtail page stands."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Collection, Locale, Page, Site

from network.home import terms
from network.home.models import CODES, HomePage

LOCK = 0x0A01


@transaction.atomic
def lay_out():
    """Make what a fresh database lacks: languages, the root of pages and images, the front page, the site.

    Done again it changes nothing. Returns the HomePage.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    # The language of the pages' own tree is the first; the others wait for the translation of pages.
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    home = HomePage.objects.first() or _front_page(root, locale)
    _site(home)
    _clear_welcome(root)
    return home


def _front_page(root, locale):
    texts = {"name": terms.NAMES | {"en": settings.NETWORK_NAME}, "headline": terms.HEADLINES, "lede": terms.LEDES}
    fields = {f"{field}_{end}": by_code[code] for field, by_code in texts.items() for code, end in CODES}
    # Wagtail's own 'home' holds that slug until it is cleared away.
    return root.add_child(instance=HomePage(title=settings.NETWORK_NAME, slug="front", locale=locale, **fields))


def _site(home):
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": address.hostname, "port": port, "root_page": home, "site_name": settings.NETWORK_NAME}
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _clear_welcome(root):
    """Take away the page with which Wagtail greets its developers."""
    for page in Page.objects.child_of(root).filter(slug="home", numchild=0):
        if page.specific_class is Page and page.title.startswith("Welcome to your new Wagtail"):
            page.delete()
