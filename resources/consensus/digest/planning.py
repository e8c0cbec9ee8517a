"""How what happens to a panel reads in a letter, and where it leads. Invitations have letters of their own."""

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from network.digests.plugs import leads_to, reads, stands
from network.kit.words import moment_words
from resources.consensus.activity.planning import (
    PLANNING_AMENDED,
    PLANNING_CLOSED_EARLY,
    PLANNING_HANDED_OVER,
    PLANNING_INVITED,
    PLANNING_PROLONGED,
    PLANNING_REMOVED,
    PLANNING_ROUND_OPENED,
    PLANNING_STOPPED,
)
from resources.consensus.models import Panel, Panellist, Round


def words_of(activity):
    """Return who did it, the panel's title and the reason, for a sentence."""
    detail = activity.detail
    return {
        "by": str(activity.by or _("Somebody")),
        "title": detail.get("title", ""),
        "reason": detail.get("reason", ""),
        "number": detail.get("number", ""),
        "until": moment_words(parse_datetime(detail["closes_at"])) if detail.get("closes_at") else "",
    }


@reads(PLANNING_INVITED)
def invited(activity, entry):
    """Say to which panel."""
    return _("%(by)s asks you to rate statements in “%(title)s”") % words_of(activity)


@stands(PLANNING_INVITED)
def still_invited(activity):
    """An invitation that was answered or called back is no news."""
    rows = Panellist.objects.filter(panel=activity.subject_id, state=Panellist.State.INVITED)
    return rows.filter(member__in=activity.names).exclude(invited_at=None).exists()


@reads(PLANNING_REMOVED)
def removed(activity, entry):
    """Say why."""
    return _("%(by)s took you off the panel “%(title)s”: %(reason)s") % words_of(activity)


@leads_to(PLANNING_REMOVED)
def to_the_list(activity):
    """Whoever is off a panel sees it no more."""
    return reverse("consensus:list")


@reads(PLANNING_ROUND_OPENED)
def opened(activity, entry):
    """Say until when."""
    return _("A round of “%(title)s” is open until %(until)s") % words_of(activity)


@stands(PLANNING_ROUND_OPENED)
def still_open(activity):
    """A round that has closed is no news."""
    return Round.objects.filter(pk=activity.detail["round"], state=Round.State.OPEN).exists()


@reads(PLANNING_PROLONGED)
def prolonged(activity, entry):
    """Say until when, and why if there is a reason."""
    words = words_of(activity)
    if words["reason"]:
        return _("A round of “%(title)s” is open for longer, until %(until)s: %(reason)s") % words
    return _("A round of “%(title)s” is open for longer, until %(until)s") % words


@stands(PLANNING_PROLONGED)
def still_longer(activity):
    """Only the last end of a round counts."""
    rows = Round.objects.filter(pk=activity.detail["round"], state=Round.State.OPEN)
    return rows.filter(closes_at=parse_datetime(activity.detail["closes_at"])).exists()


@reads(PLANNING_CLOSED_EARLY)
def closed_early(activity, entry):
    """Say why."""
    return _("%(by)s closed a round of “%(title)s” early: %(reason)s") % words_of(activity)


@reads(PLANNING_AMENDED)
def amended(activity, entry):
    """Say why."""
    return _("%(by)s changed a rule of “%(title)s”: %(reason)s") % words_of(activity)


@leads_to(PLANNING_AMENDED)
def to_amendments(activity):
    """To what changed."""
    return f"{reverse('consensus:panel', args=[activity.subject_id])}#amendments"


@reads(PLANNING_STOPPED)
def stopped(activity, entry):
    """Say why."""
    return _("%(by)s broke off the panel “%(title)s”: %(reason)s") % words_of(activity)


@reads(PLANNING_HANDED_OVER)
def handed_over(activity, entry):
    """Say which panel."""
    return _("%(by)s asks you to run the panel “%(title)s”") % words_of(activity)


@stands(PLANNING_HANDED_OVER)
def still_runs(activity):
    """Whoever does not run it any more need not hear of it."""
    return Panel.objects.filter(pk=activity.subject_id, facilitators__in=activity.names).exists()


@leads_to(PLANNING_INVITED)
def to_the_answer(activity):
    """To the question whether one takes part."""
    return reverse("consensus:answer", args=[activity.subject_id])


@leads_to(PLANNING_ROUND_OPENED)
@leads_to(PLANNING_PROLONGED)
def to_the_round(activity):
    """To the statements."""
    return reverse("consensus:round", args=[activity.detail["round"]])


@leads_to(PLANNING_CLOSED_EARLY)
@leads_to(PLANNING_STOPPED)
@leads_to(PLANNING_HANDED_OVER)
def to_the_panel(activity):
    """To the panel's page."""
    return reverse("consensus:panel", args=[activity.subject_id])
