"""How what happens to papers reads in a letter, and where it leads."""

from datetime import date

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from network.digests.plugs import gathers, leads_to, reads, stands
from network.kit.words import own_day, today
from resources.papers.activity import (
    ASSIGNED,
    CITIES_ASKED,
    CITY_REMINDED,
    COMMENTED,
    CONSULTATION_STOPPED,
    DEPARTURE_PROPOSED,
    DUE,
    INTERESTS_WAIT,
    INVITED,
    MENTIONED,
    MOVED,
    PROPOSED,
    REMOVED,
    REPLIED,
    RESOLVED,
    RULED,
    SIGNATURE_REMINDED,
    SIGNATURE_WANTED,
    TEXT_REOPENED,
)
from resources.papers.models import Author, Paper, Proposal, Thread
from resources.papers.queries.talking.threads import sees

State = Paper.State


def words_of(activity, entry):
    """Return who did it and to what, for a sentence."""
    title = entry.title_in(get_language() or "en")[0] if entry else activity.detail.get("title", "")
    return {"by": str(activity.by or _("Somebody")), "what": title}


@reads(MOVED)
def moved(activity, entry):
    """Say where it stands now, and why."""
    words, detail = words_of(activity, entry), activity.detail
    sentence = {
        State.DRAFTING: _("“%(what)s” went back to its authors"),
        State.REVIEW: _("“%(what)s” is in internal review"),
        State.CONSULTATION: _("The cities are asked about “%(what)s”"),
        State.SIGNING: _("The authors are asked to sign “%(what)s”"),
        State.PUBLISHED: _("“%(what)s” is published"),
        State.CORRECTED: _("“%(what)s” has a corrected version"),
        State.SUPERSEDED: _("A newer paper takes the place of “%(what)s”"),
        State.WITHDRAWN: _("“%(what)s” was withdrawn"),
    }.get(detail.get("state"), _("“%(what)s” moved on"))
    text = sentence % words
    return f"{text}: {detail['reason']}" if detail.get("reason") else text


@reads(INVITED)
def invited(activity, entry):
    """Say to which part."""
    if activity.detail.get("part") == Author.Part.REVIEWER:
        return _("%(by)s invites you to review “%(what)s”") % words_of(activity, entry)
    return _("%(by)s invites you to write “%(what)s” together") % words_of(activity, entry)


@stands(INVITED)
def still_invited(activity):
    """An invitation that was answered or called back is no news."""
    rows = Author.objects.filter(paper=activity.subject_id, state=Author.State.INVITED)
    return rows.filter(member__in=activity.names).exists()


@reads(ASSIGNED)
def assigned(activity, entry):
    """Say which part, and by when."""
    words = words_of(activity, entry) | {"section": activity.detail.get("section", "")}
    if day := activity.detail.get("day"):
        words["day"] = own_day(date.fromisoformat(day), activity.at.date())
        return _("%(by)s asks you to write “%(section)s” of “%(what)s” by %(day)s") % words
    return _("%(by)s asks you to write “%(section)s” of “%(what)s”") % words


@reads(DUE)
def due(activity, entry):
    """Say which part, and when."""
    detail = activity.detail
    words = words_of(activity, entry) | {"section": detail.get("section", "")}
    words["day"] = own_day(date.fromisoformat(detail["day"]), activity.at.date()) if detail.get("day") else ""
    if detail.get("stage") == "day":
        return _("“%(section)s”, your part of “%(what)s”, is due today") % words
    return _("“%(section)s”, your part of “%(what)s”, is due on %(day)s") % words


@leads_to(REMOVED)
def to_the_list(activity):
    """Whoever is off a paper sees it no more."""
    return reverse("papers:list")


# -- standing by a text: rounds and consultations have no entry, their activity says whose they are ------------------
def _until(activity):
    """Return the title and the day of what is asked."""
    day = own_day(date.fromisoformat(activity.detail["day"]), today())
    return words_of(activity, None) | {"title": activity.detail.get("title", ""), "day": day}


@reads(CITIES_ASKED)
def cities_asked(activity, entry):
    """Say until when."""
    return _("%(by)s asks what your city says to “%(title)s”, until %(day)s") % _until(activity)


@reads(CITY_REMINDED)
def city_reminded(activity, entry):
    """Say until when."""
    return _("“%(title)s” waits for your city’s word until %(day)s") % _until(activity)


@reads(SIGNATURE_WANTED)
def signature_wanted(activity, entry):
    """Say by when."""
    return _("Your signature under “%(title)s” is wanted by %(day)s") % _until(activity)


@reads(SIGNATURE_REMINDED)
def signature_reminded(activity, entry):
    """Say by when."""
    return _("“%(title)s” still waits for your signature, until %(day)s") % _until(activity)


@reads(TEXT_REOPENED)
def text_reopened(activity, entry):
    """Say how many passages there are to look at."""
    count = activity.detail.get("count", 0)
    told = ngettext(
        "“%(title)s” changed after you signed it: look at %(n)s passage",
        "“%(title)s” changed after you signed it: look at %(n)s passages",
        count,
    )
    return told % {"title": activity.detail.get("title", ""), "n": count}


@leads_to(CITIES_ASKED)
@leads_to(CITY_REMINDED)
@leads_to(CONSULTATION_STOPPED)
def to_the_cities(activity):
    """To the page on which the cities answer."""
    return reverse("papers:consult", args=[activity.detail["paper"]])


@leads_to(INTERESTS_WAIT)
def to_the_declarations(activity):
    """To what was declared."""
    return reverse("papers:declarations", args=[activity.detail["paper"]])


@leads_to(SIGNATURE_WANTED)
@leads_to(SIGNATURE_REMINDED)
@leads_to(TEXT_REOPENED)
@leads_to(DEPARTURE_PROPOSED)
def to_the_signatures(activity):
    """To the text that is signed."""
    return reverse("papers:sign", args=[activity.detail["paper"]])


# -- comments and suggestions ----------------------------------------------------------------------------------------
@reads(PROPOSED)
def proposed(activity, entry):
    """Say how many changes wait."""
    count = activity.detail.get("count", 0)
    told = ngettext(
        "%(by)s suggests %(n)s change to “%(what)s”: it waits for you",
        "%(by)s suggests %(n)s changes to “%(what)s”: they wait for you",
        count,
    )
    return told % (words_of(activity, entry) | {"n": count})


@reads(RULED)
def ruled(activity, entry):
    """Say how many were accepted and refused."""
    detail = activity.detail
    words = words_of(activity, entry) | {"yes": detail.get("accepted", 0), "no": detail.get("refused", 0)}
    return _("%(by)s decided about your suggestions for “%(what)s”: %(yes)s accepted, %(no)s refused") % words


@reads(MENTIONED)
def mentioned(activity, entry):
    """Say where."""
    return _("%(by)s names you in a comment on “%(what)s”") % words_of(activity, entry)


@gathers(REPLIED)
def replied(activities, entry):
    """Say how many answers there were."""
    one, n = _("%(by)s answered a comment on “%(what)s”"), len(activities)
    many = ngettext("%(n)s answer to comments on “%(what)s”", "%(n)s answers to comments on “%(what)s”", n)
    return _gathered(activities, entry, one if n == 1 else many)


@gathers(COMMENTED)
def commented(activities, entry):
    """Say how many comments there were."""
    one, n = _("%(by)s commented on “%(what)s”"), len(activities)
    many = ngettext("%(n)s new comment on “%(what)s”", "%(n)s new comments on “%(what)s”", n)
    return _gathered(activities, entry, one if n == 1 else many)


def _gathered(activities, entry, told):
    return told % (words_of(activities[0], entry) | {"n": len(activities)})


@stands(PROPOSED)
def still_open(activity):
    """What was decided or taken back waits for nobody; nor does it for those who are off the paper."""
    rows = Proposal.objects.filter(pk=activity.detail.get("proposal"), state=Proposal.State.OPEN)
    return rows.filter(waits_for__overlap=activity.names).exists()


@stands(MENTIONED)
def still_theirs(activity):
    """Whoever may no longer read the paper hears no word of it."""
    thread = Thread.objects.filter(key=activity.detail.get("thread")).select_related("paper").first()
    member = get_user_model().objects.filter(pk__in=activity.names, is_active=True).first()
    return thread is not None and member is not None and sees(member, thread.paper)


@leads_to(PROPOSED)
@leads_to(RULED)
def to_the_suggestions(activity):
    """To the suggestions that are meant."""
    return reverse("papers:proposal", args=[activity.subject_id, activity.detail["proposal"]])


@leads_to(MENTIONED)
@leads_to(COMMENTED)
@leads_to(REPLIED)
@leads_to(RESOLVED)
def to_the_thread(activity):
    """To the talk that is meant."""
    return reverse("papers:thread", args=[activity.subject_id, activity.detail["thread"]])
