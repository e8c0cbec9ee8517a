"""Daily duties: expire and nudge reviews, ask owners once a year, remind them, hand over what nobody answers for."""

from network.kit.jobs import daily
from resources.quality import actions


@daily
def reviews():
    """Let expired reviews lose their badge, and ask for new ones before that."""
    actions.expire_reviews()
    actions.nudge_reviewers()


@daily
def owners():
    """Ask, remind, and let cities take over."""
    actions.ask_to_confirm()
    actions.remind_and_take_over()
