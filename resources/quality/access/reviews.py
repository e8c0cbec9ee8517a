"""Who reviews, answers a review, takes one away."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.quality.access.rows import NOT_PUBLISHED, SIGN_IN, is_member, made, runs_the_network
from resources.quality.models import Review


@rule("quality.review", _("Review a resource"))
def review(member, resource):
    """Members with a home city, about the work of others."""
    answer = is_member(member)
    if not answer:
        return answer
    if resource.state != "published":
        return no(NOT_PUBLISHED)
    if made(member, resource):
        return no(_("It is yours: others say what they find of it."))
    if member.home_city_id is None:
        return no(_("Choose your home city first."))
    return yes()


@rule("quality.withdraw_review", _("Withdraw a review"))
def withdraw_review(member, one):
    """Its reviewer; with a reason those who look after the network."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if one.state == Review.State.WITHDRAWN:
        return no(_("It was withdrawn already."))
    if one.reviewer_id == member.pk:
        return yes(_("It is your review."))
    if one.state == Review.State.GIVEN and member.is_member and runs_the_network(member):
        return yes(_("You look after the network."))
    return no(_("Only who gave a review may withdraw it."))


@rule("quality.answer_review", _("Answer a review in public"))
def answer_review(member, one):
    """Once, those whose work it is."""
    answer = is_member(member)
    if not answer:
        return answer
    if one.state != Review.State.GIVEN:
        return no(_("It is not a review that others read."))
    if not made(member, one.resource):
        return no(_("Only those whose work it is answer."))
    if hasattr(one, "reply"):
        return no(_("It was answered already, and there is one answer."))
    return yes()


@rule("quality.revise_review", _("Go on with a review of one's own"))
def revise_review(member, one):
    """Its reviewer, until it was withdrawn."""
    answer = is_member(member)
    if not answer:
        return answer
    if one.reviewer_id != member.pk:
        return no(_("Only who gave a review may change it."))
    if one.state == Review.State.WITHDRAWN:
        return no(_("It was withdrawn already."))
    return review(member, one.resource)
