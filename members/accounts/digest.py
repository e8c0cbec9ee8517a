"""What a member follows: the home city, and the chosen topics; and where news of people lead."""

from django.urls import reverse

from members.accounts.activity import INTRODUCED, JOINED
from members.accounts.models import Member
from members.accounts.queries import standing
from network.digests.plugs import follows, leads_to


@follows
def followed(member):
    """Yield the facet words of the member's city and topics."""
    home = standing(member).home
    if home:
        yield f"city:{home}"
    for topic in member.topics:
        yield f"topic:{topic}"


@leads_to(JOINED)
@leads_to(INTRODUCED)
def page_of_member(activity):
    """Return the address of whoever joined or spoke of themselves; "" once they have left."""
    handle = Member.objects.filter(pk=activity.subject_id, status=Member.Status.MEMBER).values_list("handle", flat=True)
    return reverse("directory:member", args=[handle[0]]) if handle else ""
