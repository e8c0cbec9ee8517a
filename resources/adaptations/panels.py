"""What stands about uses on the pages of works, cities and members."""

from network.access.rules import may
from network.catalogue.queries import newest
from network.kit.panels import panel
from resources.adaptations import drawing
from resources.adaptations.models import Adaptation
from resources.adaptations.queries import Uses, reports_of, taken_by

MOST_ROWS, MOST_DRAWN, MOST_LISTED = 12, 24, 5


@panel("library.resource", place="main", order=20)
def uses(request, resource):
    """The map, the tree and the table of a published work's uses, and the way to report one."""
    if resource.state != "published":
        return None
    uses = Uses(resource, request.user)
    draft = None
    if request.user.is_authenticated and not uses.family.is_alone:
        draft = Adaptation.objects.filter(resource=resource, by=request.user, state=Adaptation.State.DRAFT).first()
    return "adaptations/parts/panel.html", {
        "resource": resource,
        "uses": uses,
        "rows": uses.rows[:MOST_ROWS],
        "left": len(uses.rows[MOST_ROWS:]) + uses.family.left_off,
        "tree": drawing.tree(uses.family, most=MOST_DRAWN),
        "may_report": may(request.user, "adaptations.report", resource),
        "draft": draft,
    }


@panel("cities.city", order=20)
def adapted_here(request, city):
    """What the city used and adapted."""
    entries = newest(request.user, kind="adaptation", facet=f"used:{city.slug}", size=MOST_LISTED + 1)
    if not entries:
        return None
    return "adaptations/parts/city.html", {
        "city": city,
        "entries": entries[:MOST_LISTED],
        "more": len(entries) > MOST_LISTED,
    }


@panel("accounts.home", order=30)
def did_you_use_it(request, member):
    """A gentle question about what the member took three months ago."""
    found = taken_by(member) if member.is_member else None
    if found is None:
        return None
    resource, at = found
    return "adaptations/parts/question.html", {"resource": resource, "at": at}


@panel("directory.member", order=20)
def reported(request, member):
    """What a member reported, as the reader may see it."""
    reports = list(reports_of(member, request.user)[:MOST_LISTED])
    return ("adaptations/parts/member.html", {"reports": reports}) if reports else None
