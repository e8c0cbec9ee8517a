"""Applications wait on the desks of those who answer them."""

from django.utils.translation import gettext as _

from members.accounts.models import Application, Move
from network.desk.waiting import Row, waits
from network.kit.clock import now


def _mine(member):
    if not member.is_member:
        return Application.objects.none()
    return Application.objects.answered_by(member)


@waits(_mine)
def applications(member, things):
    """One row for each person who waits for an answer, the longest first."""
    for application in things.select_related("city", "member").order_by("submitted_at", "pk"):
        left = (application.answer_due_at - now()).days
        yield Row(
            sentence=_("%(name)s asks to join %(city)s") % {"name": application.full_name, "city": application.city},
            line=application.offer or application.why,
            address=application.get_absolute_url(),
            act=_("Read and answer"),
            since=application.submitted_at,
            due=application.answer_due_at,
            urgency="late" if left < 1 else "soon" if left < 3 else "calm",
        )


@waits(lambda member: Application.objects.withdrawn_before(member) if member.is_member else Application.objects.none())
def withdrawn(member, things):
    """What nobody needs to answer any more, unless the applicant comes back."""
    for application in things.select_related("city", "member").order_by("submitted_at", "pk"):
        yield Row(
            sentence=_("%(name)s withdrew the application to %(city)s")
            % {"name": application.full_name, "city": application.city},
            address=application.get_absolute_url(),
            act=_("See its state"),
            since=application.submitted_at,
            section="others",
        )


def _moves(member):
    return Move.objects.answered_by(member) if member.is_member else Move.objects.none()


@waits(_moves)
def moves(member, things):
    """One row for each member who would like to belong to this city, the longest first."""
    for move in things.select_related("to_city", "member").order_by("asked_at", "pk"):
        left = (move.answer_due_at - now()).days
        yield Row(
            sentence=_("%(name)s would like to move to %(city)s")
            % {"name": move.member.get_full_name(), "city": move.to_city},
            line=move.why,
            address=move.get_absolute_url(),
            act=_("Read and answer"),
            since=move.asked_at,
            due=move.answer_due_at,
            urgency="late" if left < 1 else "soon" if left < 3 else "calm",
        )
