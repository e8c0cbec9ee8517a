"""Daily duties, and what is asked once more before a mail of this room leaves."""

from network.access.rules import may
from network.kit.jobs import daily
from network.kit.mail import before_sending


@before_sending("accounts")
def still_asked(letter):
    """Ask for an answer only those who may still give it: the mail names the applicant and says why they come."""
    from members.accounts.models import Application, Move

    if letter.key.startswith("accounts.move_asked:"):
        move = Move.objects.filter(pk=letter.key.split(":")[1]).first()
        return move is not None and bool(may(letter.member, "accounts.decide_move", move))
    if not letter.key.startswith("accounts.asked:"):
        return True
    application = Application.objects.filter(pk=letter.key.split(":")[1]).first()
    return application is not None and bool(may(letter.member, "accounts.decide", application))


@daily
def applications():
    """Hand on what no city answered."""
    from members.accounts import actions

    actions.escalate_overdue()
    actions.escalate_overdue_moves()


@daily
def profiles():
    """Ask those whose profile nobody confirmed for a year."""
    from members.accounts import actions

    actions.remind_to_confirm()
