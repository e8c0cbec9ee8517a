"""Who could be asked, and the list of who was: names with done or not done, and nothing of what they answered."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q

from members.accounts.visible import may_see
from members.directory.queries import listed
from network.cities.models import City
from resources.consensus.models import Panellist, Round
from resources.consensus.queries import rating

MOST = 20
GONE = (Panellist.State.DECLINED, Panellist.State.LEFT, Panellist.State.REMOVED, Panellist.State.WITHDRAWN)


def found(words, city, panel, by):
    """Return up to MOST members whose name or handle holds all `words`, of `city` (a slug), who could be asked."""
    taken = panel.panellists.exclude(state=Panellist.State.DECLINED).exclude(member=None).values("member")
    people = listed(by).exclude(pk__in=taken).exclude(pk__in=panel.facilitators.values("pk"))
    for part in words.split()[:6]:
        word = part.removeprefix("@")
        people = people.filter(
            Q(handle__iexact=word)
            | (Q(name__icontains=word) & may_see("name", by))
            | (Q(name_latin__icontains=word) & may_see("name_latin", by))
        )
    if city:
        people = people.filter(may_see("city", by), home_city__slug=city)
    return [{"member": one, "seen": one.seen_by(by)} for one in people.order_by("name_latin", "pk")[:MOST]]


def cities():
    """Return the cities of the network for a choice, as (slug, name)."""
    return [(one.slug, one.name) for one in City.objects.exclude(partnership=None).order_by("name")]


@dataclass
class Board:
    """The list of a panel by groups, and how many of each city and group were asked."""

    groups: list = field(default_factory=list)
    cities: list = field(default_factory=list)
    unsent: int = 0
    total: int = 0
    accepted: int = 0
    done: int = 0
    open: Round | None = None


def board(panel):
    """Return the Board of `panel`."""
    rows = list(panel.panellists.select_related("group", "city", "member").order_by("name", "pk"))
    open_now = panel.rounds.filter(state=Round.State.OPEN).first()
    done = set()
    if open_now is not None:
        open_now.panel = panel
        done = rating.done(open_now)
    made = Board(open=open_now)
    names, by_city = {}, Counter()
    for one in panel.groups.all():
        own = [row for row in rows if row.group_id == one.pk]
        for row in own:
            row.is_gone = row.state in GONE
            row.is_done = row.pk in done and row.state == Panellist.State.ACCEPTED
            made.done += row.is_done
            row.is_unsent = row.state == Panellist.State.INVITED and row.invited_at is None
            row.tone = "ok" if row.state == Panellist.State.ACCEPTED else "warn" if not row.is_gone else "rest"
        made.groups.append({"group": one, "rows": own, "n": sum(not row.is_gone for row in own)})
    for row in rows:
        if row.is_gone:
            continue
        made.total += 1
        made.accepted += row.state == Panellist.State.ACCEPTED
        made.unsent += row.is_unsent
        if row.city_id:
            names[row.city_id] = row.city
            by_city[row.city_id, row.group_id] += 1
    groups = [entry["group"] for entry in made.groups]
    for pk, city in sorted(names.items(), key=lambda pair: pair[1].name):
        counts = [(str(group), by_city[pk, group.pk]) for group in groups]
        made.cities.append({"city": city, "counts": counts, "n": sum(n for _group, n in counts)})
    return made
