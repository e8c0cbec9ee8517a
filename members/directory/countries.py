"""Names of countries in the reader's language, from the Unicode CLDR as Babel carries it."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

CODES = {"zh-hans": "zh_Hans"}


def country_name(code):
    """Return the name of the country `code` (ISO 3166) in the active language, the code itself where none is known."""
    return _names(get_language() or "en").get(code, code)


@cache
def _names(language):
    try:
        return dict(Locale.parse(CODES.get(language, language.replace("-", "_"))).territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale.parse("en").territories)
