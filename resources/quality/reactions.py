"""What this room does when the library publishes, waits, or is answered; and what it asks of the library."""

from network.activity.kinds import on
from resources.library import gates
from resources.quality import actions, queries
from resources.quality.models import Adviser, Submission

State = Submission.State


@gates.gate
def wants_review(resources):
    """Let the cities' and the network's choice stand between drafts and their publication."""
    return queries.reviews_wanted(resources)


@gates.readers
def advisers(resource):
    """Whoever was asked for advice reads what is under review."""
    asked = Adviser.objects.filter(submission__resource=resource, submission__state=State.OPEN)
    return {f"member:{pk}" for pk in asked.values_list("member", flat=True)}


@on("library.submitted")
def submitted(activity, resource):
    """Open the thread."""
    actions.open_thread(resource, by=activity.by, why=activity.detail.get("reason", ""), at=activity.at)


@on("library.accepted")
def accepted(activity, resource):
    """Close it, by whichever door it was accepted."""
    actions.close(resource, State.ACCEPTED, by=activity.by, at=activity.at)


@on("library.sent_back")
def sent_back(activity, resource):
    """Close it with what should change; what was declined is closed already."""
    actions.close(resource, State.CHANGES, by=activity.by, reason=activity.detail.get("reason", ""), at=activity.at)


@on("library.taken_back")
def taken_back(activity, resource):
    """Close it: there is nothing to answer."""
    actions.close(resource, State.TAKEN_BACK, by=activity.by, at=activity.at)


@on("library.edition_published")
def mended(activity, resource):
    """A new version answers what was called outdated; who reads first what is new here hears of it."""
    actions.mend(resource, by=activity.by, at=activity.at)
    actions.tell_of_version(resource, by=activity.by, number=activity.detail.get("edition"), at=activity.at)
