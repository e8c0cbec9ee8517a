"""How closed rounds read in a letter, and where they lead: numbers of statements, no figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from network.digests.plugs import leads_to, reads
from resources.consensus.activity.results import RESULTS_CLOSED, RESULTS_ENDED, RESULTS_PUBLISHED


def _words(activity):
    detail = activity.detail
    return {
        "by": str(activity.by or _("Somebody")),
        "title": detail.get("title", ""),
        "agreed": detail.get("agreed", 0),
        "rejected": detail.get("rejected", 0),
        "open": detail.get("open", 0),
        "unsettled": detail.get("unsettled", 0),
    }


@reads(RESULTS_CLOSED)
def closed(activity, entry):
    """Say what goes on."""
    return _(
        "A round of “%(title)s” has closed: agreed %(agreed)s, rejected %(rejected)s, %(open)s go on. Read the results"
    ) % _words(activity)


@reads(RESULTS_ENDED)
def ended(activity, entry):
    """Say how it came out."""
    return _(
        "The last round of “%(title)s” has closed: agreed %(agreed)s, rejected %(rejected)s, without consensus "
        "%(unsettled)s. Read the outcome"
    ) % _words(activity)


@reads(RESULTS_PUBLISHED)
def published(activity, entry):
    """Say of which panel."""
    return _("%(by)s published the results of “%(title)s”") % _words(activity)


@leads_to(RESULTS_CLOSED)
@leads_to(RESULTS_ENDED)
@leads_to(RESULTS_PUBLISHED)
def to_the_results(activity):
    """To the round's results."""
    if not activity.detail.get("round"):
        return reverse("consensus:panel", args=[activity.subject_id])
    return reverse("consensus:results", args=[activity.detail["round"]])
