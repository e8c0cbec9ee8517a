"""What happens around congresses without anybody's doing: side meetings proposed and let go, notes asked for."""

from datetime import timedelta

from meetings.congresses import actions
from meetings.congresses.access.congresses import is_over
from meetings.congresses.models import Congress, Proposal
from network.kit.clock import now
from network.kit.jobs import daily


@daily
def nightly():
    """Look where enough go, let go what did not come about, ask for notes of what is over."""
    actions.look_at_all()
    let_go()
    ask()


def let_go():
    """Let go the open side meetings whose day has come."""
    for proposal in Proposal.objects.filter(state=Proposal.State.OPEN, day__lte=now().date()).order_by("pk"):
        actions.lapse(proposal)


def ask():
    """Ask for notes of every confirmed congress that ended within the last month, where nobody was asked yet."""
    ended = Congress.objects.filter(
        state=Congress.State.CONFIRMED, asked_notes_at=None, last_day__gte=now().date() - timedelta(days=31),
        last_day__lte=now().date(),
    )  # fmt: skip
    for congress in ended.order_by("pk"):
        if is_over(congress):
            actions.ask_for_notes(congress)
