"""How moments, numbers, languages and Chinese titles are written for a reader."""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.dateformat import format as django_date
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

from network.kit.personal import FORMER

# Day, day with year, month, weekday with day: patterns and not messages, since a slip in one would garble every date.
PATTERNS = {
    "en": ("j F", "j F Y", "F Y", "D j F"),
    "da": ("j. F", "j. F Y", "F Y", "D j. F"),
    "es": (r"j \d\e F", r"j \d\e F \d\e Y", r"F \d\e Y", r"D j \d\e F"),
    "zh-hans": ("n月j日", "Y年n月j日", "Y年n月", "n月j日 l"),
}
OWN_NAMES = {
    "zh-hans": "中文",
    "zh": "中文",
    "zh-hant": "繁體中文",
    "pa": "ਪੰਜਾਬੀ",
    "yue": "粵語",
    "tl": "Tagalog",
    "so": "Soomaali",
}


def patterns():
    """Return the date patterns of the reader's language."""
    return PATTERNS.get(get_language() or "en", PATTERNS["en"])


def own_day(day, today):
    """Return a day by its number and month, with the year where it is not this one."""
    short, long, _month, _weekday = patterns()
    return django_date(day, short if day.year == today.year else long)


def day_words(day, today):
    """Return a day as people say it: today, tomorrow, Friday, 3 June, 3 June 2024."""
    away = (day - today).days
    if away == 0:
        return pgettext("day", "today")
    if away == 1:
        return pgettext("day", "tomorrow")
    if away == -1:
        return pgettext("day", "yesterday")
    if -7 < away < 7:
        return django_date(day, "l")
    return own_day(day, today)


def moment_words(moment, now=None):
    """Return an aware moment in the reader's zone: 'in 5 minutes', 'tomorrow 14:00', '3 June 2024, 14:00'."""
    now = timezone.localtime(now or timezone.now())
    moment = timezone.localtime(moment)
    seconds = (moment - now).total_seconds()
    if -60 < seconds < 60:
        return gettext("just now")
    if -3600 < seconds < 0:
        minutes = int(-seconds // 60)
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if 0 < seconds < 3600:
        minutes = int(seconds // 60)
        return ngettext("in %(n)s minute", "in %(n)s minutes", minutes) % {"n": minutes}
    day, today = moment.date(), now.date()
    parts = {"day": day_words(day, today), "time": moment.strftime("%H:%M")}
    near = abs((day - today).days) < 7
    return (
        pgettext("near day and time", "%(day)s %(time)s") if near else pgettext("day and time", "%(day)s, %(time)s")
    ) % parts


def as_day(value):
    """Return the calendar day of a date or moment as the reader's zone has it."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def today():
    """Return the reader's calendar day."""
    return timezone.localdate()


def iso(value):
    """Return what stands in the `datetime` attribute: UTC to the minute, or the day."""
    if isinstance(value, datetime):
        return value.astimezone(timezone.get_fixed_timezone(timedelta(0))).strftime("%Y-%m-%dT%H:%MZ")
    return value.isoformat() if isinstance(value, date) else str(value)


def number(value):
    """Return a number with the separators of the reader's language."""
    return number_format(value, use_l10n=True, force_grouping=True)


@cache
def language_name(code):
    """Return the name of a language in its own tongue, starting with a capital where that script has them."""
    code = (code or "").lower()
    name = (
        OWN_NAMES.get(code)
        or LANG_INFO.get(code, {}).get("name_local")
        or LANG_INFO.get(code[:2], {}).get("name_local")
    )
    return (name[:1].upper() + name[1:]) if name else code


def names(people):
    """Return names in one line, with the comma of the reader's script."""
    return ("、" if (get_language() or "").startswith("zh") else ", ").join(person_name(p) for p in people if p)


def person_name(name):
    """Return a name as it is, and the words that stand in the place of an erased one in the reader's language."""
    return gettext("former member") if str(name) == FORMER else str(name)


def is_chinese(character):
    """Return whether a character is a Han ideograph."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


# These lean on the word after them; every other single character leans on the word before.
LEANING_ON = frozenset("从到与和及或在对把被向为给用以让请就不没很更再又也都还最第每各几一两三")


@lru_cache(maxsize=4096)
def zh_breaks(text):
    """Return `text` escaped, with `<wbr>` between Chinese words, so that `keep-all` titles break only there."""
    if not any(is_chinese(character) for character in text):
        return conditional_escape(text)
    import rjieba  # its dictionary takes a moment and some memory: only processes that set Chinese load it

    out, before = [], ""
    for word in rjieba.cut(text):
        joint = before and is_chinese(before[-1]) and is_chinese(word[0])
        if joint and before not in LEANING_ON and (len(word) > 1 or word in LEANING_ON):
            out.append("<wbr>")
        out.append(conditional_escape(word))
        before = word
    return mark_safe("".join(out))  # noqa: S308 - every word was escaped above


def in_reader_language(texts, order=()):
    """Return (text, language) of {language: text}: the reader's language, then `order`, then English, then any."""
    texts = {code: text for code, text in (texts or {}).items() if text}
    for code in (get_language() or "en", *order, "en", *texts):
        if code in texts:
            return texts[code], code
    return "", ""


BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"))
BROWSERS += (("SamsungBrowser", "Samsung Internet"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))
SYSTEMS += (("HarmonyOS", "HarmonyOS"), ("Linux", "Linux"))


def browser(agent):
    """Return what a User-Agent means to a person: 'Firefox, Windows'; the agent itself where it says neither."""
    found = [next((name for sign, name in signs if sign in agent), "") for signs in (BROWSERS, SYSTEMS)]
    return names(found) or agent[:80]
