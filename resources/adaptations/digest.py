"""How uses read in a letter: 'your guide is in use in Houston and Tianjin', and news for those who follow a work."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.digests.plugs import follows, gathers, leads_to, reads, stands
from network.kit.places import place
from network.kit.words import names
from resources.adaptations.activity import ALLOWED, ASKED, REPORTED, USED
from resources.adaptations.models import Adaptation
from resources.library.models import Following


@reads(USED)
def used(activity, entry):
    """One use alone, as whoever does not gather them reads it."""
    return used_together([activity], entry)


@gathers(USED)
def used_together(activities, entry):
    """Name every city once, the latest first."""
    title = entry.title_in(get_language() or "en")[0] if entry else ""
    cities = [place(slug).name for slug in dict.fromkeys(one.city for one in activities)]
    return _("“%(what)s” is in use in %(cities)s") % {"what": title, "cities": in_words(cities)}


def in_words(words):
    """Return words as they are listed in a sentence: 'Houston, Tianjin and Vancouver'."""
    if len(words) < 2:
        return "".join(words)
    return _("%(words)s and %(last)s") % {"words": names(words[:-1]), "last": words[-1]}


@stands(USED)
def is_told_still(activity):
    """A report that was taken back since is no news any more."""
    number = activity.detail.get("number")
    return Adaptation.objects.published().filter(resource=activity.subject_id, number=number).exists()


@reads(REPORTED)
def reported(activity, entry):
    """The city as the reader names it; the entry beside it names the work."""
    words = {"by": str(activity.by or _("Somebody")), "city": place(activity.city).name}
    return _("%(by)s tells how it went in %(city)s") % words


@leads_to(ASKED)
@leads_to(ALLOWED)
def to_the_report(activity):
    """The report on which the owner answers."""
    report = Adaptation.objects.filter(pk=activity.subject_id).first()
    return report.get_absolute_url() if report else ""


@follows
def originals(member):
    """The works that a member follows: their uses carry them as a word."""
    return {f"original:{pk}" for pk in Following.objects.filter(member=member).values_list("resource_id", flat=True)}
