"""How what happens to quality reads in a letter, and where it leads."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from network.digests.plugs import leads_to, reads
from network.kit.places import place
from network.kit.words import own_day
from resources.quality.activity import (
    ADVICE_ASKED,
    ANSWERED,
    FLAGGED,
    PEER_REVIEWED,
    REMARKED,
    REMINDED,
    REVIEW_ANSWERED,
    REVIEW_EXPIRES,
    REVIEW_REVISED,
    REVIEWED,
    SUBMISSION_WAITS,
    TAKEN_OVER,
)


def _words(activity, entry):
    title = entry.title_in(get_language() or "en")[0] if entry else activity.detail.get("title", "")
    return {"by": str(activity.by or _("Somebody")), "what": title}


@reads(REVIEWED)
def reviewed(activity, entry):
    """Say who and with what score."""
    words, score = _words(activity, entry), activity.detail.get("score", -1)
    if score < 0:
        return _("%(by)s reviewed “%(what)s”") % words
    return _("%(by)s reviewed “%(what)s”: %(score)s %% of the points") % (words | {"score": score})


@reads(REVIEW_REVISED)
def revised(activity, entry):
    """Say who."""
    return _("%(by)s revised the review of “%(what)s”") % _words(activity, entry)


@reads(REVIEW_ANSWERED)
def answered_review(activity, entry):
    """Say who."""
    return _("%(by)s answered your review of “%(what)s”") % _words(activity, entry)


@reads(PEER_REVIEWED)
def peer_reviewed(activity, entry):
    """Say what it took."""
    return _("“%(what)s” is peer reviewed now: independent members of two cities have read it") % _words(
        activity, entry
    )


@reads(REVIEW_EXPIRES)
def expires(activity, entry):
    """Say what to do."""
    return _("Your review of “%(what)s” expires within a month. Does it still hold?") % _words(activity, entry)


@reads(SUBMISSION_WAITS)
def waits(activity, entry):
    """Name the draft, which has no entry yet."""
    return _("%(by)s asks you to read “%(what)s” before it is published") % _words(activity, entry)


@reads(ADVICE_ASKED)
def advice(activity, entry):
    """Name the draft."""
    return _("%(by)s asks you for advice on “%(what)s”") % _words(activity, entry)


@reads(REMARKED)
def remarked(activity, entry):
    """Name the draft."""
    return _("%(by)s wrote about the submission “%(what)s”") % _words(activity, entry)


@reads(FLAGGED)
def flagged(activity, entry):
    """Say what is outdated."""
    words = _words(activity, entry) | {"reason": activity.detail.get("reason", "")}
    return _("%(by)s says that “%(what)s” is outdated: %(reason)s") % words


@reads(ANSWERED)
def answered(activity, entry):
    """Say what the answer was."""
    words, says = _words(activity, entry) | {"text": activity.detail.get("text", "")}, activity.detail.get("says")
    if says == "mended":
        return _("There is a new version of “%(what)s”, which you called outdated") % words
    if says == "outdated":
        return _("%(by)s agrees that “%(what)s” is outdated: a new version comes") % words
    if words["text"]:
        return _("%(by)s says that “%(what)s” is still right: %(text)s") % words
    return _("%(by)s says that “%(what)s” is still right") % words


@reads(REMINDED)
def reminded(activity, entry):
    """Say since when, and what happens otherwise."""
    since = activity.detail.get("since", "")
    left = 365 - int(activity.detail.get("days", 0))
    day = own_day(date.fromisoformat(since), activity.at.date()) if since else ""
    words = _words(activity, entry) | {"since": day, "left": left}
    return (
        ngettext(
            "“%(what)s” has waited for your answer since %(since)s. In %(left)d day its city looks after it",
            "“%(what)s” has waited for your answer since %(since)s. In %(left)d days its city looks after it",
            left,
        )
        % words
    )


@reads(TAKEN_OVER)
def taken_over(activity, entry):
    """Name the city as the reader names it."""
    words = _words(activity, entry) | {"city": place(activity.city).name}
    return _("Nobody answered for “%(what)s” for a year: %(city)s looks after it now") % words


@leads_to(SUBMISSION_WAITS)
@leads_to(ADVICE_ASKED)
@leads_to(REMARKED)
def thread(activity):
    """What is under review has no entry; its thread has a page."""
    return reverse("quality:submission", args=[activity.subject_id])
