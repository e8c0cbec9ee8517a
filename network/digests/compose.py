"""What stands in a letter: chosen, ranked and capped for one member at one moment. Reads only."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from network.activity import kinds
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.digests import plugs
from network.digests.models import Shown
from network.digests.terms import MOST_IN_SECTION, MOST_ITEMS, MOST_PER_PERSON, WINDOW, Choice


@dataclass
class Item:
    """One row of a letter. `key` is its name in the ledger; `why` says why this member gets it.

    `more` are activities that are told in the same row, `keys` their names in the ledger.
    """

    key: str
    activity: Activity
    entry: Entry | None
    section: str
    score: float
    why: str = ""
    keys: list = field(default_factory=list)
    more: list = field(default_factory=list)

    def line(self, reader):
        """How it reads to `reader`, in the active language."""
        if plugs.is_gathered(self.activity.kind):
            return plugs.gathered_line([self.activity, *self.more], self.entry)
        return plugs.line(self.activity, self.entry, reader)


SEATS = 2
JUST_NOW, JUST_NOW_DAYS = 1.5, 2
"""What happened within two days goes before what was found useful long ago."""
SECTIONS = ("for_you", "city", "followed", "network")


def titles():
    """Return {section: its title}, in the active language."""
    return {
        "for_you": _("For you"),
        "city": _("Your city"),
        "followed": _("What you follow"),
        "network": _("From the network"),
    }


def choose(member, preference, now):
    """Return the Items for `member`, best first; [] means that there is nothing to say.

    Everything is filtered by what the member may see at this moment; what was shown before and what the member did is
    left out. What a member has merely looked at on the site stays in: reading is not recorded.
    """
    since = max(filter(None, (now - WINDOW, preference.since, member.joined_at)))
    activities = list(
        Activity.objects.visible_to(member)
        .filter(at__gt=since, at__lte=now)
        .exclude(by=member)
        .filter(Q(kind__in=_news()) | Q(names__contains=[member.pk]))
        .select_related("by")
        .order_by("-at")[:600]
    )
    never = {kind for kind, choice in preference.kinds.items() if choice == Choice.NEVER}
    activities = [a for a in activities if a.kind not in never and kinds.kind(a.kind).urgency != "none"]
    entries = _entries(activities, member)
    known = _known(member, activities, entries)
    city = getattr(member.home_city, "slug", "")
    followed = plugs.followed_by(member)
    items, gathered = {}, {}
    for activity in activities:
        entry = entries.get((activity.subject, activity.subject_id))
        item = _item(activity, entry, member, city, followed, now)
        if item is None or item.key in known:
            continue
        if item.key in items or not plugs.still_stands(activity):
            continue
        if plugs.is_gathered(activity.kind) and item.section == "for_you":
            first = gathered.setdefault((activity.kind, activity.subject, activity.subject_id), item)
            if first is not item:
                first.more.append(activity)
                first.keys.append(item.key)
                continue
        items[item.key] = item
    for item in [item for item in items.values() if item.section == "for_you"]:
        for key in item.keys:
            items.pop(key, None)
    return _cap(sorted(items.values(), key=lambda i: (SECTIONS.index(i.section), -i.score)))


def _news():
    """Kinds that are news to others; what may name somebody is told to those whom it names alone."""
    return [kind.name for kind in kinds.all_kinds() if kind.urgency == "digest" and not kind.may_name]


def _entries(activities, member):
    pairs = {(a.subject, a.subject_id) for a in activities}
    wanted = Q(pk__in=[])
    for source in {source for source, _id in pairs}:
        wanted |= Q(source=source, source_id__in=[i for s, i in pairs if s == source])
    return {(e.source, e.source_id): e for e in Entry.objects.visible_to(member).filter(wanted).defer("text", "cards")}


def _known(member, activities, entries):
    keys = [f"activity:{a.pk}" for a in activities] + [f"entry:{e.pk}" for e in entries.values()]
    return set(Shown.objects.filter(member=member, item__in=keys).values_list("item", flat=True))


def _item(activity, entry, member, city, followed, now):
    """Place one activity; None if it says nothing to this member."""
    age = (now - activity.at).total_seconds() / 86400
    fresh = max(0.0, 1 - age / 35) + (JUST_NOW if age < JUST_NOW_DAYS else 0)
    if member.pk in activity.names:
        item = Item(
            f"activity:{activity.pk}", activity, entry, "for_you", 5 + fresh, _("because it is about your work")
        )
        # Who is told what happened to a work need not hear, there or later, that the work exists.
        item.keys = [f"entry:{entry.pk}"] if entry else []
        return item
    if entry is None:
        if city and activity.city == city and plugs.address_of(activity):
            key = f"activity:{activity.pk}"
            return Item(key, activity, None, "city", 2.5 + fresh, _("because it happened in your city"))
        return None
    quality = min(len(entry.useful_in), 4) * 0.25
    key = f"entry:{entry.pk}"
    words = set(entry.facets)
    if city and f"city:{city}" in words:
        return Item(key, activity, entry, "city", 3 + fresh + quality, _("because it comes from your city"))
    shared = words & followed
    if shared:
        return Item(
            key, activity, entry, "followed", 2 * len(shared) + fresh + quality, _("because you follow its topic")
        )
    return Item(key, activity, entry, "network", fresh + quality, _("new in the network"))


def _cap(items):
    """Keep the letter short, and no section and no person too loud in it; the rest stays unshown for next time.

    Each section has a few seats of its own, so that a busy city leaves room for what is new elsewhere.
    """
    people, sections, kept = Counter(), Counter(), set()
    for most_in_section in (SEATS, MOST_IN_SECTION):
        for place, item in enumerate(items):
            if len(kept) == MOST_ITEMS:
                break
            named = item.section == "for_you" and most_in_section == MOST_IN_SECTION
            if place in kept or (sections[item.section] >= most_in_section and not named):
                continue
            if people[item.activity.by_id] == MOST_PER_PERSON and item.activity.by_id and item.section != "for_you":
                continue
            sections[item.section] += 1
            people[item.activity.by_id] += 1
            kept.add(place)
    return [items[place] for place in sorted(kept)]
