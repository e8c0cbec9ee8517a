"""The history of a text: who keeps a version, who gives an older one back."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.papers.access.people import part_of
from resources.papers.access.texts import read, write


@rule("papers.history", _("Read how the text of a paper came to be"))
def history(member, paper):
    """Whoever takes part: what was struck out is not for everybody who reads the text later."""
    reading = read(member, paper)
    if not reading:
        return reading
    if part_of(member, paper) in ("lead", "author", "reviewer") or member.is_superuser:
        return yes()
    return no(_("Only those who take part read the history."))


@rule("papers.keep", _("Keep a version of a paper under a name"))
def keep(member, paper):
    """Its authors and reviewers."""
    reading = read(member, paper)
    if not reading:
        return reading
    if part_of(member, paper) in ("lead", "author", "reviewer"):
        return yes()
    return no(_("Only those who take part keep versions."))


@rule("papers.restore", _("Let an older version of a paper be its text again"))
def restore(member, paper):
    """Whoever may write in it."""
    return write(member, paper)
