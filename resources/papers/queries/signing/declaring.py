"""What authors have declared for a paper, and what of it is missing."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from network.kit import clock
from resources.papers.credit import BEFORE_SIGNING, ROLES
from resources.papers.models import Author, Declaration

VALID = timedelta(days=365)
"""Interests change: a declaration older than twelve months is asked for again."""


def authors_of(paper):
    """Return the authors of `paper` who accepted, in their order, with member and city."""
    rows = Author.objects.filter(paper=paper, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    return list(rows.select_related("member__home_city", "city").order_by("position", "pk"))


def latest_declaration(author):
    """Return the newest Declaration of an author for its paper, or None."""
    return author.declarations.select_related("management__by").order_by("-at", "-pk").first()


def undecided():
    """Return the declarations with interests about which nobody has decided; of each author the newest alone."""
    later = Declaration.objects.filter(author=OuterRef("author"), at__gt=OuterRef("at"))
    return _disclosed().filter(~Exists(later), management=None)


def lead_disclosed(paper_id):
    """Whether the lead of a paper has declared interests, about which somebody outside of it decides."""
    return _disclosed().filter(author__paper=paper_id, author__member=F("author__paper__lead")).exists()


def _disclosed():
    return Declaration.objects.filter(Q(has_interests=True) | Q(answers__contains=[{"answer": "yes"}]))


def is_fresh(declaration, at=None):
    """Whether a declaration is at most twelve months old and ticks what can be said before signing."""
    if declaration is None or declaration.at < (at or clock.now()) - VALID:
        return False
    return set(BEFORE_SIGNING) <= set(declaration.criteria)


@dataclass
class Declared:
    """An author, their roles of CRediT as (Role, Contribution), the newest declaration, what is missing in words."""

    author: Author
    roles: list = field(default_factory=list)
    declaration: Declaration | None = None
    is_fresh: bool = False
    printed: str = ""
    """What is printed of the interests (see printing's `rows_printed`)."""

    @property
    def confirmed(self):
        """The roles that the author confirmed."""
        return [(role, row) for role, row in self.roles if row.confirmed_at]

    @property
    def proposed(self):
        """The roles that the lead proposed and the author has not confirmed."""
        return [(role, row) for role, row in self.roles if not row.confirmed_at]

    @property
    def management(self):
        """What was decided about the declared interests, None where nothing was."""
        return getattr(self.declaration, "management", None) if self.declaration else None

    @property
    def needs_management(self):
        """Whether interests are declared about which nobody has decided."""
        return bool(self.declaration and self.declaration.is_disclosed and self.management is None)

    @property
    def is_complete(self):
        """Whether nothing is missing that the author has to say."""
        return self.is_fresh and bool(self.confirmed) and not self.proposed


def declared(paper):
    """Return a Declared for each author of `paper`, in their order."""
    authors = authors_of(paper)
    newest = {}
    rows = Declaration.objects.filter(author__in=authors).select_related("management__by").order_by("at", "pk")
    for row in rows:
        newest[row.author_id] = row
    found = []
    for author in authors:
        author.paper = paper
        order = {code: place for place, code in enumerate(ROLES)}
        mine = sorted(author.contributions.all(), key=lambda row: order.get(row.role, 99))
        roles = [(ROLES[row.role], row) for row in mine if row.role in ROLES]
        last = newest.get(author.pk)
        found.append(Declared(author, roles, last, is_fresh(last)))
    return found
