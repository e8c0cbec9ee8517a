"""Who asks for a review before publication, who answers, who takes part."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from network.access.rules import may, no, rule, yes
from resources.quality.access.rows import is_member, made, runs_the_network
from resources.quality.models import Submission


@rule("quality.set_policy", _("Say whether a city asks for a review before publication"))
def set_policy(member, city):
    """The city's coordinators and those who look after the network; `city` None is the network: administrators."""
    answer = is_member(member)
    if not answer:
        return answer
    if city is None:
        return yes(_("You are an administrator.")) if member.is_superuser else no(_("Only administrators may do this."))
    if city.pk in standing(member).coordinates:
        return yes(_("You coordinate this city."))
    if runs_the_network(member):
        return yes(_("You look after the network."))
    return no(_("Only the coordinators of this city may do this."))


@rule("quality.set_policies", _("Choose for every city whether a review comes before publication"), needs_object=False)
def set_policies(member):
    """Those who look after the network."""
    answer = is_member(member)
    if not answer:
        return answer
    if runs_the_network(member):
        return yes(_("You look after the network."))
    return no(_("Only those who look after the network may do this."))


@rule("quality.see_policies", _("See which cities ask for a review before publication"), needs_object=False)
def see_policies(member):
    """Members: they want to know what will happen when they publish."""
    return is_member(member)


@rule("quality.decide", _("Accept a submission, decline it, or ask for changes"))
def decide(member, submission):
    """Whoever may accept the resource; never about their own."""
    answer = is_member(member)
    if not answer:
        return answer
    if submission.state != Submission.State.OPEN:
        return no(_("It has been answered."))
    return may(member, "library.accept", submission.resource)


@rule("quality.remark", _("Write in the thread of a submission"))
def remark(member, submission):
    """Who submitted it, who answers, who was asked for advice; as long as it is open."""
    answer = is_member(member)
    if not answer:
        return answer
    if submission.state != Submission.State.OPEN:
        return no(_("It has been answered."))
    if submission.by_id == member.pk or made(member, submission.resource):
        return yes(_("It is your submission."))
    if submission.advisers.filter(member=member).exists():
        return yes(_("You were asked for advice."))
    return decide(member, submission)


@rule("quality.ask_advice", _("Ask a member for advice on a submission"))
def ask_advice(member, submission):
    """Those who answer."""
    return decide(member, submission)
