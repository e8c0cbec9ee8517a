"""What a DOI says of itself: its metadata as CSL-JSON, asked of the resolver by content negotiation.

Source: https://citation.doi.org/docs.html (Accept: application/vnd.citationstyles.csl+json).
"""

import logging
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from network.interchange.reading import read
from resources.imports import outside
from resources.imports.understanding import language_of_title, of_csl
from resources.library.lookups import Unresolved
from resources.library.models import Resource
from resources.library.terms import TITLE_LIMIT, doi_of

log = logging.getLogger(__name__)
ACCEPT = "application/vnd.citationstyles.csl+json, application/json;q=0.5"
GONE = (404, 410)
TOLD = ("summary", "kind", "languages", "authors", "year", "topics", "doi", "citation")


def look_up(link, member):
    """Return (fields, notice) of a link that is a DOI, None of any other. Raises Unresolved for a DOI that is none."""
    doi = doi_of(link)
    if not doi:
        return None
    known = {"doi": doi} if len(doi) <= 200 else {}
    notice = _twin(doi, member)
    if not settings.DOI_RESOLVER_URL:
        return known, notice
    try:
        csl = fetched(doi)
    except outside.Away as reason:
        log.info("the resolver of DOIs is away: %s", reason)
        away = _("The DOI could not be looked up just now. Nothing is lost: please describe it by hand.")
        return known, f"{notice} {away}".strip()
    if csl is None:
        said = _("The DOI is kept, but nothing is told about it. Please describe it by hand.")
        return known, f"{notice} {said}".strip()
    said = _("What the DOI tells was filled in. Please look it over.")
    return known | fields_of(csl, member), f"{notice} {said}".strip()


def fetched(doi):
    """Return the CSL record of a DOI, None where nothing is told about it. Raises Away, or Unresolved."""
    resolver = settings.DOI_RESOLVER_URL.rstrip("/")
    answer = outside.get(f"{resolver}/{quote(doi, safe='/:;()._-')}", accept=ACCEPT, trusted=resolver)
    if answer.status in GONE:
        raise Unresolved(_("This DOI leads nowhere: “%(doi)s”. Please check it letter by letter.") % {"doi": doi})
    if answer.status >= 500 or answer.status == 429:
        raise outside.Away(f"answered {answer.status}")
    if answer.status != 200 or "json" not in answer.content_type:
        return None
    found = read(answer.body, format="csl-json", encoding="utf-8")
    return found.records[0].csl if found.records and found.records[0].csl.get("title") else None


def fields_of(csl, member):
    """Return what is told of a work as `actions.describe` takes it."""
    what = of_csl(csl).what
    title = what["title"][:TITLE_LIMIT]
    fields = {name: what[name] for name in TOLD if what.get(name)}
    return fields | {"title": title, "language": language_of_title(title, what.get("languages", []), member.language)}


def _twin(doi, member):
    """Return a word about a resource with the same DOI that the member may see."""
    twin = Resource.objects.visible_to(member).exclude(state=Resource.State.WITHDRAWN).filter(doi__iexact=doi).first()
    return _("It is in the library already: “%(title)s”.") % {"title": twin.title} if twin else ""
