"""Stored cards: the list row of an entry, rendered once per language and kept with it.

A card holds nothing that depends on its reader but the language: no 'today', no hour of anybody's zone.
"""

import hashlib
import re
from datetime import UTC
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from network.catalogue import facets
from network.catalogue.models import Entry

TEMPLATE = "components/entry.html"
_LINE = re.compile(r'<p class="line"[^>]*>.*?</p>', re.DOTALL)
_META = '<div class="meta">'


def known_language(language=None):
    """Return the interface language whose cards `language` (None: the active one) reads."""
    language = (language or translation.get_language() or settings.LANGUAGE_CODE).lower()
    codes = [code for code, _ in settings.LANGUAGES]
    if language in codes:
        return language
    return next((code for code in codes if code.split("-")[0] == language.split("-")[0]), settings.LANGUAGE_CODE)


def prepare(entries, language=None):
    """Give each entry its card in `language`; those that have none are rendered and stored, all in one statement."""
    language = known_language(language)
    stale = [entry for entry in entries if not _fresh(entry, language)]
    if not stale:
        return entries
    rows = Entry.objects.defer("text").in_bulk([entry.pk for entry in stale])
    for entry in stale:
        row = rows.get(entry.pk)
        if row is None:
            continue
        kept = row.cards if row.stamp == stamp(row) else {}
        row.cards, row.stamp = kept | {language: render(row, language)}, stamp(row)
        entry.card, entry.card_language, entry.stamp = row.cards[language], language, row.stamp
    Entry.objects.bulk_update(sorted(rows.values(), key=lambda row: row.pk), ["cards", "stamp"])
    return entries


def card(entry, language=None, *, level="h2", hit=None):
    """Return the card of an entry as safe HTML, its heading at `level`, with a `hit`'s lines in place of its own."""
    language = known_language(language)
    html = _fresh(entry, language)
    if not html:
        prepare([entry], language)
        html = _fresh(entry, language) or render(entry, language)
    if level != "h2":
        html = html.replace("<h2>", f"<{level}>").replace("</h2>", f"</{level}>")
    if hit:
        html = _with_hit(html, hit, language)
    return mark_safe(html)  # noqa: S308 - made by our own template


def render(entry, language):
    """Return a new card of an entry in `language`."""
    title, title_language = entry.title_in(language)
    line, line_language = entry.summary_in(language)
    with translation.override(language), timezone.override(UTC):
        kinds = facets.labels_of("kind", entry.words_of("kind"), language)
        row = SimpleNamespace(
            address=entry.address,
            title=title,
            language=_other(title_language, language),
            line=line,
            line_language=_other(line_language, language),
            kind=next(iter(kinds.values()), ""),
            note=_note(len(entry.useful_in)),
            cities=entry.words_of("city"),
            people=entry.people,
            languages=entry.languages,
            date=_date(entry),
        )
        return get_template(TEMPLATE).render({"entry": row}).strip()


def stamp(entry):
    """Return what a stored card must be stamped with to be shown: it changes with entry, template and words."""
    return f"{_look()}{entry.fingerprint[:20]}"


def _fresh(entry, language):
    """Return the stored card of an entry if it is up to date."""
    if entry.stamp != stamp(entry):
        return None
    if entry.__dict__.get("card_language") == language:
        return entry.card
    return entry.cards.get(language)


def _date(entry):
    """Return the day on which it takes place (its word `day:2027-03-03`), else that of its publication."""
    day = next(iter(entry.words_of("day")), "")
    return parse_date(day) or entry.published_at


def _note(cities):
    if not cities:
        return ""
    return ngettext("Useful in %(count)d city", "Useful in %(count)d cities", cities) % {"count": cities}


def _other(language, reader):
    """Return the `lang` of a text if it differs from the page's."""
    return "" if language == reader else language


def _with_hit(html, hit, language):
    other = _other(hit.snippet_language, language)
    line = format_html('<p class="hit"{}>{}</p>', format_html(' lang="{}"', other) if other else "", hit.snippet_html)
    with_hit, count = _LINE.subn(lambda _: line, html, count=1)
    return with_hit if count else html.replace(_META, line + _META, 1)


def _look():
    return _hash_of_look() if not settings.DEBUG else _hash_of_look.__wrapped__()


@cache
def _hash_of_look():
    """Hash what shapes every card: its template, and the catalogues from which its words come."""
    look = hashlib.sha1(get_template(TEMPLATE).template.source.encode(), usedforsecurity=False)
    for folder in settings.LOCALE_PATHS:
        for catalogue in sorted(Path(folder).glob("*/LC_MESSAGES/*.mo")):
            look.update(catalogue.read_bytes())
    return look.hexdigest()[:8]
