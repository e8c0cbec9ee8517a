"""The family tree of a work: what it was made from, what cities made of it, and where it was used.

Limbs come from two places: reports of use with the version that a city made, and the relations of the library. Each
person's tree holds what that person may see, and nothing else, neither as a limb nor in a count.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils.translation import get_language

from network.kit.words import in_reader_language
from resources.adaptations.models import Adaptation
from resources.library.models import Related, Resource, ResourceText

MADE_FROM = ("adaptation-of", "translation-of", "version-of")
GENERATIONS = 12
MOST = 400
"""So many works and reports are put into one tree; beyond that the rest is counted."""


@dataclass(eq=False)
class Node:
    """A work, or the use of one. `relation`: how it came from its parent (root, used, or one of MADE_FROM)."""

    key: tuple
    relation: str = "root"
    resource: int | None = None
    report: Adaptation | None = None
    title: str = ""
    language: str = ""
    languages: list = field(default_factory=list)
    cities: list = field(default_factory=list)
    day: date | None = None
    address: str = ""
    children: list = field(default_factory=list)
    generation: int = 0
    parent: "Node | None" = None
    folded: int = 0
    is_here: bool = False

    @property
    def city(self):
        """The slug of its city, "" where it has none."""
        return self.cities[0] if self.cities else ""

    def walk(self):
        """Yield this node and all below, each before its children."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass
class Family:
    """The trees to which a work belongs, and how many more uses did not fit in."""

    roots: list
    left_off: int = 0
    is_alone: bool = False
    """Whether nothing at all is on record of the work, whoever asks: no report, no draft of one, no kin."""

    def nodes(self):
        """Yield all nodes, tree by tree."""
        for root in self.roots:
            yield from root.walk()

    @property
    def is_more_than_one(self):
        """Whether there is anything to draw."""
        return len(self.roots) > 1 or any(root.children for root in self.roots)


def ancestors(ids):
    """Return the ids of all works that `ids` were made from, and `ids` themselves; withdrawn limbs count as well."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH RECURSIVE up(id) AS (
                 SELECT unnest(%s::bigint[])
                 UNION
                 SELECT limb.origin FROM up JOIN (
                   SELECT version_id AS made, resource_id AS origin FROM adaptations_adaptation
                   WHERE version_id IS NOT NULL
                   UNION ALL
                   SELECT resource_id, to_id FROM library_related WHERE to_id IS NOT NULL AND relation = ANY(%s)
                 ) limb ON limb.made = up.id)
               SELECT id FROM up""",
            [list(ids), list(MADE_FROM)],
        )
        return {pk for (pk,) in cursor.fetchall()}


def family(resource, member):
    """Return the Family of a work as `member` sees it: from its oldest ancestors down to the latest uses.

    A work without any limb is a tree of one node, which is not drawn and therefore not dressed.
    """
    if is_alone(resource.pk):
        return Family([Node(("work", resource.pk), resource=resource.pk, is_here=True)], is_alone=True)
    seen = Resource.objects.visible_to(member).filter(state=Resource.State.PUBLISHED)
    up = _parents(resource.pk, seen, member)
    roots = sorted(pk for pk in up if not up[pk])
    placed = {pk: Node(("work", pk), resource=pk, is_here=pk == resource.pk) for pk in roots or [resource.pk]}
    starts, frontier, left_off, count = list(placed.values()), list(placed), 0, len(placed)
    for generation in range(1, GENERATIONS + 1):
        limbs = _limbs(frontier, seen, member) if frontier else []
        frontier = []
        for origin, made, report, relation, day in limbs:
            if made in placed and made is not None:
                continue
            if count >= MOST:
                left_off += 1
                continue
            count += 1
            parent = placed[origin]
            node = Node(("work", made) if made else ("use", report.pk), relation, made, report, day=day)
            node.parent, node.generation, node.is_here = parent, generation, made == resource.pk
            node.cities = [report.city.slug] if report else []
            parent.children.append(node)
            if made:
                placed[made] = node
                frontier.append(made)
    _dress(placed)
    for start in starts:
        for node in start.walk():
            node.children.sort(key=lambda child: (child.day or date.max, child.key))
    return Family(starts, left_off)


def is_alone(pk):
    """Say by one statement whether work `pk` has no limb at all, as most works: then there is no tree to look for."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT NOT EXISTS (SELECT FROM adaptations_adaptation WHERE resource_id = %(pk)s OR version_id = %(pk)s)
                  AND NOT EXISTS (SELECT FROM library_related
                                  WHERE (resource_id = %(pk)s OR to_id = %(pk)s) AND relation = ANY(%(made)s))""",
            {"pk": pk, "made": list(MADE_FROM)},
        )
        return cursor.fetchone()[0]


def _parents(pk, seen, member):
    """Return {work: set of works that it was made from}, from `pk` upwards, of what is `seen`.

    A report that is not for `member` tells them not even that the two works belong together.
    """
    up, frontier = {pk: set()}, {pk}
    for _generation in range(GENERATIONS):
        pairs = set(
            Related.objects.filter(resource__in=frontier, to__in=seen.values("pk"), relation__in=MADE_FROM)
            .order_by("pk")
            .values_list("resource_id", "to_id")[:MOST]
        )
        pairs |= set(
            Adaptation.objects.visible_to(member)
            .published()
            .filter(version__in=frontier, resource__in=seen.values("pk"))
            .order_by("pk")
            .values_list("version_id", "resource_id")[:MOST]
        )
        frontier = set()
        for made, origin in pairs:
            up[made].add(origin)
            if origin not in up:
                up[origin] = set()
                frontier.add(origin)
        if not frontier:
            break
    return up


def _limbs(frontier, seen, member):
    """Return [(origin, work made or None, report or None, relation, day)] below the works of `frontier`."""
    reports = (
        Adaptation.objects.visible_to(member)
        .published()
        .filter(resource__in=frontier)
        .select_related("city")
        .order_by("published_at", "pk")[: MOST + 1]
    )
    reports = list(reports)
    shown = set(seen.filter(pk__in=[one.version_id for one in reports if one.version_id]).values_list("pk", flat=True))
    limbs, made = [], set()
    for report in reports:
        version = report.version_id if report.version_id in shown and report.version_id not in made else None
        made.add(version)
        limbs.append((report.resource_id, version, report, "adaptation-of" if version else "used", report.day))
    kin = Related.objects.filter(to__in=frontier, resource__in=seen.values("pk"), relation__in=MADE_FROM)
    rows = kin.order_by("pk").values_list("to_id", "resource_id", "relation", "resource__published_at")
    for origin, work, relation, at in rows[: MOST + 1]:
        if work not in made:
            made.add(work)
            limbs.append((origin, work, None, relation, at.date() if at else None))
    return limbs


def _dress(placed):
    """Give every work of the tree its title, language, cities, day and address, by three statements."""
    works = {
        row["pk"]: row
        for row in Resource.objects.filter(pk__in=list(placed)).values(
            "pk", "language", "languages", "published_at", "year"
        )
    }
    titles, cities = defaultdict(dict), defaultdict(list)
    for pk, language, title in ResourceText.objects.filter(resource__in=list(placed)).values_list(
        "resource", "language", "title"
    ):
        titles[pk][language] = title
    through = Resource.cities.through.objects.filter(resource__in=list(placed)).order_by("city__name")
    for pk, slug in through.values_list("resource_id", "city__slug"):
        cities[pk].append(slug)
    for pk, node in placed.items():
        row = works[pk]
        node.title, node.language = in_reader_language(titles[pk], [get_language() or "en", row["language"]])
        node.languages, node.address = row["languages"], f"/resources/{pk}/"
        node.cities = node.cities or cities[pk]
        node.day = node.day if node.report else _made_on(row)


def _made_on(row):
    """Return the day of a work: that of its publication here, the middle of its own year where that was earlier."""
    published = row["published_at"].date() if row["published_at"] else None
    if row["year"] and (published is None or row["year"] < published.year):
        return date(row["year"], 7, 1)
    return published
