"""Who may report a use, and what may be done with a report, and why not."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from network.access.rules import no, rule, yes
from resources.adaptations.models import Adaptation
from resources.adaptations.terms import ASK_FIRST
from resources.library.actions.rows import owners
from resources.library.licences import may_adapt

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")


def _member(member):
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def _reports(member, report):
    return report.by_id == member.pk or any(one.member_id == member.pk for one in report.reporters.all())


def _looks_after(member, report):
    """Whether `member` looks after the network, or coordinates the report's city now."""
    if member.is_superuser or member.is_network_coordinator:
        return True
    return report.city_id in standing(member).coordinates


@rule("adaptations.report", _("Report that you used a resource in your city"))
def report_use(member, resource):
    """Members with a home city, about what is published."""
    answer = _member(member)
    if not answer:
        return answer
    if resource.state == "withdrawn":
        return no(_("It was withdrawn: reports of its use are closed."))
    if resource.state != "published":
        return no(_("It is not published yet."))
    if member.home_city_id is None and not standing(member).coordinates:
        return no(_("Choose your home city first."))
    return yes()


@rule("adaptations.edit", _("Tell more of a use"))
def edit(member, report):
    """Those who reported it, and the coordinators of its city once it is published."""
    answer = _member(member)
    if not answer:
        return answer
    if report.state == Adaptation.State.WITHDRAWN:
        return no(_("It was withdrawn and can no longer be changed."))
    if _reports(member, report):
        return yes(_("You reported it."))
    if report.is_published and _looks_after(member, report):
        return yes(_("You look after this city."))
    return no(_("Only those who reported it and the coordinators of the city may change it."))


@rule("adaptations.publish", _("Send a report of use"))
def publish(member, report):
    """Who began it, while what it is about is published."""
    answer = _member(member)
    if not answer:
        return answer
    if report.state != Adaptation.State.DRAFT:
        return no(_("It is no longer a draft."))
    if report.by_id != member.pk:
        return no(_("Only who began the report may send it."))
    return report_use(member, report.resource)


@rule("adaptations.discard", _("Throw away the draft of a report"))
def discard(member, report):
    """Who began it."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if report.state != Adaptation.State.DRAFT:
        return no(_("It is no longer a draft: withdraw it instead."))
    return yes() if report.by_id == member.pk else no(_("Only who began the report may throw it away."))


@rule("adaptations.withdraw", _("Withdraw a report of use"))
def withdraw(member, report):
    """Those who reported it, and those who look after its city."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if not report.is_published:
        return no(_("Only what is published can be withdrawn."))
    if _reports(member, report):
        return yes(_("You reported it."))
    if member.is_member and _looks_after(member, report):
        return yes(_("You look after this city."))
    return no(_("Only those who reported it and the coordinators of the city may withdraw it."))


@rule("adaptations.attach", _("Add the version that your city made"))
def attach(member, report):
    """Who may change the report, where the licence of the original or its owner allows a changed version."""
    answer = edit(member, report)
    if not answer:
        return answer
    if report.resource.state != "published":
        return no(_("The original is not published any more."))
    if report.allowed_at or may_adapt(report.resource.licence) or member.pk in owners(report.resource):
        return yes()
    return no(ASK_FIRST)


@rule("adaptations.ask", _("Ask the owner whether you may share a changed version"))
def ask(member, report):
    """Who may change the report, once, where the licence says no and somebody is there to ask."""
    answer = edit(member, report)
    if not answer:
        return answer
    if attach(member, report):
        return no(_("You need not ask: you may share your version."))
    if report.resource.state != "published":
        return no(_("The original is not published any more."))
    if not owners(report.resource):
        return no(_("Nobody owns it any more. Ask the coordinators of its city."))
    if report.asked_at:
        return no(_("You have asked. The owner answers on the page of the report."))
    return yes()


@rule("adaptations.allow", _("Let a city share its changed version of your work"))
def allow(member, report):
    """The owner of the original."""
    answer = _member(member)
    if not answer:
        return answer
    if member.pk not in owners(report.resource):
        return no(_("Only the owner of the original may allow this."))
    if not report.is_published or report.allowed_at or may_adapt(report.resource.licence):
        return no(_("There is nothing to allow."))
    return yes()
