"""Rows of meetings as somebody may see them, narrowed, and the panel that narrows them; a constant count of queries."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from meetings.calendar.models import Attendance, Meeting, Series
from meetings.calendar.queries.browsing.asked import GROUPS
from meetings.calendar.terms import Answer, Kind, Place
from network.catalogue import facets
from network.kit.clock import now
from network.kit.words import language_name

COLUMNS = {"kind": "kind", "city": "city__slug", "series": "series__slug", "language": "language"}
MOST_WORDS = 12


def seen(member):
    """Return the meetings that `member` may see, with what their rows show."""
    return Meeting.objects.visible_to(member).select_related("city", "series", "group")


def narrowed(rows, asked, member, *, without=""):
    """Return `rows` narrowed to what was chosen; `without` leaves one group of words aside."""
    for group, words in asked.words.items():
        if group == without:
            continue
        if group == "topic":
            wanted = Q()
            for word in words:
                wanted |= Q(topics__contains=[word])
            rows = rows.filter(wanted)
        else:
            rows = rows.filter(**{f"{COLUMNS[group]}__in": words})
    return rows.filter(takes_part(member)) if asked.mine and member.is_authenticated else rows


def takes_part(member):
    """Return the condition that `member` holds a meeting, is invited and has not said no, or has a place."""
    mine = Attendance.objects.filter(meeting=OuterRef("pk"), member=member, removed_at=None)
    mine = mine.exclude(answer=Answer.NO).exclude(place=Place.WITHDRAWN)
    return Q(Exists(mine)) | Q(organiser=member)


def with_mine(rows, member):
    """Let each row know as `.mine` what `member` answered ([] or one Attendance)."""
    own = Attendance.objects.filter(member=member.pk if member.is_authenticated else None, removed_at=None)
    return rows.prefetch_related(Prefetch("attendances", own, to_attr="mine"))


def coming(member, asked, at=None):
    """Return the meetings that have not ended, the next first."""
    rows = narrowed(seen(member), asked, member).filter(ends_at__gt=at or now())
    return with_mine(rows.order_by("starts_at", "pk"), member)


def past(member, asked, at=None):
    """Return the meetings that have ended, the last first; those that were cancelled did not take place."""
    rows = narrowed(seen(member), asked, member).filter(ends_at__lte=at or now()).exclude(state=Meeting.State.CANCELLED)
    return with_mine(rows.order_by("-starts_at", "-pk"), member)


def between(member, asked, first, last):
    """Return the meetings that lie, wholly or in part, between two moments, in their order."""
    rows = narrowed(seen(member), asked, member).filter(ends_at__gt=first, starts_at__lt=last)
    return with_mine(rows.order_by("starts_at", "pk"), member)


# -- the panel ---------------------------------------------------------------------------------------------------
@dataclass
class Combination:
    """How many meetings share one combination of words."""

    words: dict
    count: int
    topics: list = field(default_factory=list)

    def meets(self, asked, without):
        """Whether these meetings are among what was chosen in all groups but one."""
        for group, chosen in asked.words.items():
            if group == without:
                continue
            own = self.topics if group == "topic" else [self.words[group]]
            if not set(own) & set(chosen):
                return False
        return True


def panel(member, asked):
    """Return (groups of `components/facets.html`, what was chosen as `components/chosen.html` shows it)."""
    rows = Meeting.objects.visible_to(member)
    if asked.mine and member.is_authenticated:
        rows = rows.filter(takes_part(member))
    counted = rows.order_by().values(*COLUMNS.values(), "topics").annotate(n=Count("pk"))
    all_of_them = [
        Combination({group: row[column] for group, column in COLUMNS.items()}, row["n"], row["topics"])
        for row in counted
    ]
    labels = _labels(member, all_of_them)
    groups, chosen = [], []
    for group in GROUPS:
        counts = Counter()
        for one in all_of_them:
            if one.meets(asked, group):
                for word in one.topics if group == "topic" else [one.words[group]]:
                    if word:
                        counts[word] += one.count
        picked = asked.words.get(group, [])
        shown = [word for word, _n in counts.most_common() if word in labels[group]][:MOST_WORDS]
        shown += [word for word in picked if word not in shown]
        words = [
            {"word": word, "label": labels[group].get(word, word), "count": counts[word], "on": word in picked}
            for word in shown
        ]
        chosen += [{"key": group, "word": word["word"], "label": word["label"]} for word in words if word["on"]]
        if words:
            groups.append({"key": group, "label": _titles()[group], "words": words})
    if member.is_authenticated and member.is_member:
        label = _("I take part")
        mine = {"word": "1", "label": label, "count": rows.count() if asked.mine else _mine(rows, member),
                "on": asked.mine}  # fmt: skip
        groups.insert(0, {"key": "mine", "label": _("Mine"), "words": [mine]})
        chosen += [{"key": "mine", "word": "1", "label": label}] if asked.mine else []
    return groups, chosen


def _mine(rows, member):
    return rows.filter(takes_part(member)).count()


def _titles():
    return {"kind": _("Kind"), "city": _("City"), "series": _("Series"), "topic": _("Topic"),
            "language": _("Language")}  # fmt: skip


def _labels(member, rows):
    """Return {group: {word: label}}; a series is named to those who may see it."""
    series = {one.words["series"] for one in rows} - {None}
    cities = {one.words["city"] for one in rows} - {None}
    topics = {word for one in rows for word in one.topics}
    known = Series.objects.visible_to(member).filter(slug__in=series).values_list("slug", "title") if series else ()
    return {
        "kind": {value: str(label)[:1].upper() + str(label)[1:] for value, label in Kind.choices},
        "city": facets.labels_of("city", cities),
        "series": dict(known),
        "topic": facets.labels_of("topic", topics),
        "language": {word: language_name(word) for word in {one.words["language"] for one in rows}},
    }
