"""What a member follows: the home city, and the chosen topics; and where news of people lead."""

from django.urls import reverse

from members.accounts.activity import INTRODUCED, JOINED
from members.accounts.models import Member
from members.accounts.queries import standing
from members.accounts.visible import NAMES, level_of
from network.digests.plugs import follows, leads_to


@follows
def followed(member):
    """Yield the facet words of the member's city, of the cities followed, and of the topics."""
    home = standing(member).home
    if home:
        yield f"city:{home}"
    for slug in member.cities_followed.values_list("slug", flat=True):
        yield f"city:{slug}"
    for topic in member.topics:
        yield f"topic:{topic}"


@leads_to(JOINED)
@leads_to(INTRODUCED)
def page_of_member(activity):
    """Return the address of whoever joined or spoke of themselves; "" once they have left, or keep their name closed.

    The news is for their city, so that is who must be let know the name.
    """
    member = Member.objects.filter(pk=activity.subject_id, status=Member.Status.MEMBER).first()
    if member is None or all(level_of(member, name) == "me" for name in NAMES):
        return ""
    return reverse("directory:member", args=[member.handle])
