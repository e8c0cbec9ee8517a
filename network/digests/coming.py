"""What is coming up for a member: days of meetings, rounds and deadlines, each told once."""

from django.conf import settings
from django.utils.translation import gettext as _

from network.digests import plugs
from network.digests.models import Shown
from network.digests.terms import AHEAD, MOST_COMING

SECTION = "coming"


def title():
    """Return the title of the section, in the active language."""
    return _("Coming up")


def choose(member, preference, now, items):
    """Return (items, comings): what stands in the letter besides the news, and the news without what stands there.

    It looks as far ahead as until the letter after this one; what an earlier letter told of is left out unless its day
    changed. A thing stands in a letter once: what names the member goes before its day, its day before other news.
    """
    last = now + AHEAD.get(preference.frequency, AHEAD["weekly"])
    found = plugs.coming_to(member, now, last)
    known = set(Shown.objects.filter(member=member, item__in=[one.key for one in found]).values_list("item", flat=True))
    named = {_thing(item) for item in items if item.section == "for_you"} - {None}
    comings = [one for one in found if one.key not in known and (one.source, one.source_id) not in named][:MOST_COMING]
    told = {(one.source, one.source_id) for one in comings}
    return [item for item in items if item.section == "for_you" or _thing(item) not in told], comings


def _thing(item):
    return (item.activity.subject, item.activity.subject_id) if item.activity else None


def section(comings):
    """Return the section of a letter, as its templates read it."""
    return {"name": SECTION, "title": title(), "rows": [_row(one) for one in comings]}


def _row(one):
    return {
        "line": one.line,
        "why": one.why,
        "score": "",
        "url": settings.SITE_URL + one.address,
        "title": one.title,
        "title_language": one.language,
        "summary": one.when,
        "summary_language": "",
        "cities": [one.city] if one.city else [],
    }
