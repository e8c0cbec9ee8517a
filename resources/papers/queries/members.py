"""Whom somebody may invite to a paper: found by name or handle among the members whom they see."""

from django.db.models import Q

from members.accounts.visible import may_see
from members.directory.queries import listed
from resources.papers.models import Author

MOST = 8


def found(words, paper, by):
    """Return up to MOST members whose name or handle holds all of `words` and who are not on `paper` yet."""
    people = listed(by).exclude(pk__in=taken(paper))
    parts = words.split()[:6]
    if not parts:
        return []
    for part in parts:
        word = part.removeprefix("@")
        people = people.filter(
            Q(handle__iexact=word)
            | (Q(name__icontains=word) & may_see("name", by))
            | (Q(name_latin__icontains=word) & may_see("name_latin", by))
        )
    return [{"member": one, "seen": one.seen_by(by)} for one in people.order_by("name_latin", "pk")[:MOST]]


def taken(paper):
    """Return the ids of the members who take part or were asked, as a subquery."""
    rows = paper.authors.filter(state__in=[Author.State.INVITED, Author.State.ACCEPTED]).exclude(member=None)
    return rows.values("member")
