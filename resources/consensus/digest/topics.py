"""How news of the state of the art reads in a letter, and where it leads."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.digests.plugs import leads_to, reads, stands
from network.kit.words import own_day, today
from resources.consensus.activity.topics import ADOPTED, ANSWERED, DUE, PROPOSED, PUBLISHED, WAITS
from resources.consensus.models import Change, Topic


def title_of(activity, entry):
    """Return the title of the topic in the active language."""
    if entry is not None:
        return entry.title_in(get_language() or settings.LANGUAGE_CODE)[0]
    return activity.detail.get("title", "")


@reads(PUBLISHED)
def published(activity, entry):
    """Say what changed, in the words of whoever published it."""
    told = _("“%(title)s” was brought up to date") % {"title": title_of(activity, entry)}
    return f"{told}: {activity.detail['note']}" if activity.detail.get("note") else told


@reads(ADOPTED)
def adopted(activity, entry):
    """Say which panel."""
    words = {"panel": activity.detail.get("title", ""), "title": title_of(activity, entry)}
    return _("What “%(panel)s” agreed on is published: “%(title)s”. Thank you for taking part.") % words


@reads(ANSWERED)
def answered(activity, entry):
    """Say what became of it."""
    words = {"title": title_of(activity, entry), "state": Change.State(activity.detail["state"]).label}
    return _("Your proposal for “%(title)s”: %(state)s") % words


@leads_to(ANSWERED)
def to_the_answer(activity):
    """To the answer itself."""
    topic = Topic.objects.filter(pk=activity.subject_id).first()
    return reverse("consensus:proposals", args=[topic.slug]) + f"#p{activity.detail['change']}" if topic else ""


@leads_to(PROPOSED)
def to_the_queue(activity):
    """To the queue of the topic."""
    topic = Topic.objects.filter(pk=activity.subject_id).first()
    return reverse("consensus:proposals", args=[topic.slug]) if topic else ""


@stands(PROPOSED)
def still_waits(activity):
    """A proposal that was answered is no news."""
    return Change.objects.filter(pk=activity.detail.get("change"), state=Change.State.WAITING).exists()


@leads_to(WAITS)
def to_the_draft(activity):
    """To the draft in the desk."""
    return reverse("wagtailadmin_pages:edit", args=[activity.detail["page"]])


@reads(DUE)
def due(activity, entry):
    """Say since when."""
    day = own_day(date.fromisoformat(activity.detail["day"]), today())
    return _("“%(title)s” was to be looked at again by %(day)s") % {"title": title_of(activity, entry), "day": day}


@stands(DUE)
def still_due(activity):
    """A page with a new date is no news."""
    return Topic.objects.filter(pk=activity.subject_id, review_on=activity.detail["day"]).exists()
