"""Whole pages kept for visitors: per language, until something in the catalogue changes or a minute is over."""

from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.utils import translation

FRESH_SECONDS = 60
KEPT_HEADERS = ("Link",)
STAMP = """SELECT (SELECT value FROM catalogue_counter WHERE name = 'change'),
                  (SELECT max(latest_revision_id) FROM wagtailcore_page JOIN home_homepage ON page_ptr_id = id)"""


def stamp():
    """Return what public pages depend on, by one statement: the catalogue's last change, the front page's edition."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return "-".join(str(part or 0) for part in cursor.fetchone())


def kept_for_visitors(view):
    """Answer visitors from what was made for another within the minute; `view` makes it the same for all of them.

    Whoever carries a cookie (but that of the language) or asks with a query gets a page of their own.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        mine = request.GET or set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME}
        if mine or request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        cache, key = caches["fragments"], f"page:{translation.get_language()}:{stamp()}:{request.path}"
        known = cache.get(key)
        if known is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.cookies:
                return response
            known = (response.content, {name: response[name] for name in KEPT_HEADERS if name in response})
            cache.set(key, known, FRESH_SECONDS)
        html, headers = known
        return HttpResponse(html, headers=headers)

    return answer
