"""Daily duties."""

from network.kit.jobs import daily


@daily
def applications():
    """Hand on what no city answered, and forget what nobody confirmed."""
    from members.accounts import actions

    actions.escalate_overdue()
    actions.forget_unconfirmed()
