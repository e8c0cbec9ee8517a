"""Reads that feed pages: the uses of one work, and the reports of a city or a member."""

from dataclasses import dataclass
from functools import cached_property
from statistics import median

from django.db.models import Q

from network.kit.clock import now
from network.kit.places import place
from resources.adaptations import lineage
from resources.adaptations.models import Adaptation, NotUsed
from resources.adaptations.terms import ASK_AFTER, ASK_UNTIL, ENOUGH, RECOMMENDS, USES
from resources.library.models import Resource, Taken
from resources.library.vocabulary import RELATIONS


@dataclass
class Row:
    """One line of the table beside the tree: it says in words what the tree draws."""

    node: object
    after: str = ""
    after_language: str = ""

    @property
    def report(self):
        """The report, None for a work that was related in the library."""
        return self.node.report

    @property
    def relation(self):
        """How it came to be, in words: 'Translation of'; "" for a use or a report's version."""
        return "" if self.report else RELATIONS.get(self.node.relation, "")

    @property
    def use(self):
        """Whether it was used, in words."""
        return USES.get(self.report.use, "") if self.report else ""

    @property
    def recommend(self):
        """The recommendation in words."""
        return RECOMMENDS.get(self.report.recommend, "") if self.report else ""


class Uses:
    """The uses of one work as `member` sees them."""

    def __init__(self, resource, member):
        self.resource, self.member = resource, member

    @cached_property
    def family(self):
        """The trees to which the work belongs."""
        return lineage.family(self.resource, self.member)

    @cached_property
    def reports(self):
        """The published reports on this work itself, the newest first."""
        if self.family.is_alone:
            return []
        found = Adaptation.objects.visible_to(self.member).published().filter(resource=self.resource)
        return list(found.values("pk", "city__slug", "rating", "reached"))

    @cached_property
    def below(self):
        """The reports on what came of the work, as far as the tree holds them."""
        here = next((node for node in self.family.nodes() if node.is_here), None)
        found = [node.report for node in here.walk() if node.report] if here else []
        return [report for report in found if report.resource_id != self.resource.pk and report.pk not in self.own]

    @cached_property
    def own(self):
        """The ids of the reports on the work itself."""
        return {one["pk"] for one in self.reports}

    @cached_property
    def cities(self):
        """The slugs of the cities that used it or what came of it, by their names."""
        slugs = {one["city__slug"] for one in self.reports} | {report.city.slug for report in self.below}
        return sorted(slugs, key=lambda slug: place(slug).name)

    @property
    def places(self):
        """The cities as the map draws them."""
        return [place(slug) for slug in self.cities]

    @property
    def people(self):
        """How many people were reached, as far as that was told."""
        return sum(one["reached"] or 0 for one in self.reports) + sum(one.reached or 0 for one in self.below)

    @property
    def went(self):
        """The median of how the work itself went, None where fewer reports say so than would hide each other."""
        ratings = [one["rating"] for one in self.reports if one["rating"]]
        if len(ratings) < ENOUGH:
            return None
        middle = median(ratings)
        return int(middle) if middle == int(middle) else middle

    @cached_property
    def rows(self):
        """The Rows of the table, each work before what came of it."""
        rows = []
        for node in self.family.nodes():
            if node.parent is None:
                continue
            rows.append(Row(node, node.parent.title, node.parent.language))
        return rows


def taken_by(member):
    """Return a work that `member` took a while ago and said nothing of since, None if there is none to ask about."""
    taken = Taken.objects.filter(
        member=member, at__lt=now() - ASK_AFTER, at__gt=now() - ASK_UNTIL, edition__resource__state="published"
    )
    told = Adaptation.objects.of(member).values("resource")
    mine = Resource.objects.filter(Q(owner=member) | Q(authorships__member=member)).values("pk")
    asked = NotUsed.objects.filter(member=member).values("resource")
    seen = Resource.objects.visible_to(member).values("pk")
    quiet = taken.filter(edition__resource__in=seen).exclude(edition__resource__in=told)
    quiet = quiet.exclude(edition__resource__in=mine).exclude(edition__resource__in=asked)
    row = quiet.select_related("edition__resource").order_by("at", "pk").first()
    return row and (row.edition.resource, row.at)


def reports_of(member, reader):
    """Return the newest published reports in which `member` is named and that `reader` may see."""
    found = Adaptation.objects.visible_to(reader).published().filter(reporters__member=member)
    return found.select_related("city", "resource").prefetch_related("resource__texts").order_by("-published_at", "-pk")
