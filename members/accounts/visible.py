"""Who sees which field of a member: the one place that decides, for pages, lists, search, feeds, mails and exports.

Each field is open to one of four circles: `public` (everybody), `members`, `city` (those of the member's home city and
its coordinators), `me` (nobody else). `seen(member, by=viewer)` gives what one viewer sees of one member;
`may_see(field, viewer)` is the same decision as a condition for the database, so that nothing hidden is found by a
filter, a word, or a count.

Two things stay open whatever is chosen. Who answers for a city or for the network stands there with their name for
members, as long as the office lasts. And a city's coordinators, the network's and administrators see the names of those
whom they answer for. What somebody wrote in an application is another matter: those who decide on it read it whole.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.accounts.models import Member
from members.accounts.queries import standing
from network.cities.models import CoordinatorTerm

LEVELS = {
    "public": gettext_lazy("Everybody"),
    "members": gettext_lazy("Members"),
    "city": gettext_lazy("My city"),
    "me": gettext_lazy("Only me"),
}
DEFAULTS = {
    "photo": "members",
    "name": "members",
    "name_latin": "members",
    "city": "members",
    "role": "members",
    "organisation": "members",
    "languages": "members",
    "expertise": "members",
    "offers": "members",
    "seeks": "members",
    "capacity": "members",
    "orcid": "members",
    "links": "members",
    "time_zone": "members",
    "hours": "members",
    "about": "members",
    "email": "me",
}
FIELDS = tuple(DEFAULTS)
NAMES = ("name", "name_latin")


@dataclass(frozen=True)
class Circle:
    """How near a viewer stands to a member: the levels that are open, whether the names are in any case."""

    levels: frozenset
    knows_name: bool = False


def level_of(member, field):
    """Return the level that `member` chose for `field`, else its default. KeyError for an unknown field."""
    chosen = member.shown.get(field)
    return chosen if chosen in LEVELS else DEFAULTS[field]


def circle_of(member, by):
    """Return the Circle in which `by` (None: a visitor) stands to `member`; at most one statement for each viewer."""
    if by is None or not by.is_authenticated or not by.is_active:
        return Circle(frozenset(("public",)))
    if by.pk == member.pk:
        return Circle(frozenset(LEVELS), knows_name=True)
    if not by.is_member:
        return Circle(frozenset(("public",)))
    oversees = _oversees(by) or member.home_city_id in standing(by).coordinates
    near = oversees or (member.home_city_id is not None and member.home_city_id == by.home_city_id)
    levels = frozenset(("public", "members", "city") if near else ("public", "members"))
    return Circle(levels, knows_name=oversees)


def _oversees(by):
    return by.is_network_coordinator or by.is_superuser


def seen(member, *, by, circle=None):
    """Return what `by` sees of `member`, as a dict: what is hidden is empty, like what was never written.

    Keys: the FIELDS (`city`, `organisation`, `photo` are rows or None; `role` is in words, `hours` a dict or None), and
    `short`, `full` (names in one, never empty), `is_named`, `address` (of the member's page, "" where it is not open),
    `is_sponsor_staff`, `interests` (declared interests: all members see them). Give rows with `home_city` and
    `organisation` selected. `circle` stands in for the viewer in previews.
    """
    circle = circle or circle_of(member, by)
    shown = {
        field: (_value(member, field) if level_of(member, field) in circle.levels else None) or _nothing(field)
        for field in FIELDS
    }
    shown["name"], shown["name_latin"] = names_of(member, circle)
    names = list(dict.fromkeys(filter(None, (shown["name"], shown["name_latin"]))))
    inside = "members" in circle.levels
    return shown | {
        "short": names[0] if names else stranger(shown["city"]),
        "full": " ".join(names) if names else stranger(shown["city"]),
        "is_named": bool(names),
        "handle": member.handle if names else "",
        "address": _address(member, inside) if names else "",
        "is_sponsor_staff": member.is_sponsor_staff and inside,
        "interests": member.interests if inside else "",
    }


def names_of(member, circle):
    """Return (name in the own script, name in Latin) as far as they are open in `circle`, "" where not."""
    shown = [getattr(member, field) if level_of(member, field) in circle.levels else "" for field in NAMES]
    if not any(shown) and (circle.knows_name or ("members" in circle.levels and holds_office(member))):
        shown = [member.name, member.name_latin]
        shown = shown if any(shown) else [member.handle, ""]
    return tuple(shown)


def called(member, *, by):
    """Return `member` in one line as `by` may read of it; asks for no more than the names, so that feeds stay cheap."""
    circle = circle_of(member, by)
    names = list(dict.fromkeys(filter(None, names_of(member, circle))))
    if names:
        return " ".join(names)
    return stranger(member.home_city if level_of(member, "city") in circle.levels else None)


def stranger(city=None):
    """Return the words for a member whose name is closed to the reader."""
    return _("a member of %(city)s") % {"city": city} if city else _("a member")


def is_open(by, *, pk, name="", name_latin="", shown=None, home=None):
    """Return the name of a member as `by` may read it, "" where it is closed; for rows read without a model."""
    member = Member(pk=pk, name=name, name_latin=name_latin, shown=shown or {}, home_city_id=home)
    member.__dict__["_holds_office"] = False
    return next(filter(None, names_of(member, circle_of(member, by))), "")


def _value(member, field):
    if field == "city":
        return member.home_city if member.home_city_id else None
    if field == "role":
        return member.get_role_display() if member.role else ""
    if field == "hours":
        return _hours(member)
    return getattr(member, field)


def _nothing(field):
    if field in ("city", "organisation", "photo", "hours"):
        return None
    if field in ("languages", "expertise", "links"):
        return []
    return 0 if field == "capacity" else ""


def _hours(member):
    if not member.hours_from or not member.hours_to:
        return None
    return {"days": sorted(member.hours_days), "from": member.hours_from, "to": member.hours_to}


def holds_office(member):
    """Say whether `member` answers for a city or for the network now; kept on the row."""
    if _oversees(member):
        return True
    known = member.__dict__.get("_holds_office")
    if known is None:
        known = member.__dict__["_holds_office"] = CoordinatorTerm.objects.current().filter(member=member).exists()
    return known


def _address(member, inside):
    if member.status != Member.Status.MEMBER or not member.is_active:
        return ""
    return reverse("directory:member", args=[member.handle]) if inside or has_public_page(member) else ""


def has_public_page(member):
    """Say whether visitors find a page: a name is public, and something beyond it."""
    public = {field for field in FIELDS if level_of(member, field) == "public"}
    return bool(public & set(NAMES)) and bool(public - set(NAMES))


# -- the same as conditions ------------------------------------------------------------------------------------------
def may_see(field, by):
    """Return the condition (Q on Member) under which `by` (None: a visitor) sees `field` of a row."""
    if by is None or not by.is_authenticated or not by.is_active:
        return _at(field, "public")
    own = Q(pk=by.pk)
    if not by.is_member:
        return own | _at(field, "public")
    if _oversees(by):
        return own | _at(field, "public", "members", "city")
    near = _near(by)
    return own | _at(field, "public", "members") | (_at(field, "city") & near)


def _near(by):
    cities = set(standing(by).coordinates)
    if by.home_city_id:
        cities.add(by.home_city_id)
    return Q(home_city__in=sorted(cities))


def _at(field, *levels):
    """The condition that `field` stands at one of `levels`; what was never chosen stands at its default."""
    known = Q(**{f"shown__{field}__in": list(levels)})
    if DEFAULTS[field] in levels:
        known |= Q(**{f"shown__{field}__isnull": True})
    return known


def people(members, by):
    """Return the rows of the queryset `members` who exist for `by` (None: a visitor)."""
    if by is None or not by.is_authenticated or not by.is_active:
        return members.filter(_public_page(), status=Member.Status.MEMBER, is_active=True)
    if not by.is_member:
        return members.filter(Q(pk=by.pk) | _public_page() & Q(status=Member.Status.MEMBER), is_active=True)
    if _oversees(by):
        return members.filter(is_active=True)
    office = Q(is_network_coordinator=True) | Q(is_superuser=True)
    office |= Exists(CoordinatorTerm.objects.current().filter(member=OuterRef("pk")))
    named = may_see("name", by) | may_see("name_latin", by) | office
    if coordinated := standing(by).coordinates:
        named |= Q(home_city__in=sorted(coordinated))
    return members.filter(Q(pk=by.pk) | Q(named, status=Member.Status.MEMBER), is_active=True)


def _public_page():
    beyond = Q()
    for field in FIELDS:
        if field not in NAMES:
            beyond |= _at(field, "public")
    return (_at("name", "public") | _at("name_latin", "public")) & beyond
