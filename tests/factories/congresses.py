"""Congresses for tests, made by actions."""

from datetime import timedelta

from network.kit.clock import now


def congress(by, *, name="World Diabetes Congress", away=60, days=4, confirmed_by=None, **fields):
    """Return a congress that begins in `away` days in Copenhagen, proposed by `by` (a coordinator's is confirmed)."""
    from meetings.congresses import actions

    first = (now() + timedelta(days=away)).date()
    fields = {"place": "Bella Center, Copenhagen", "country": "DK", "zone": "Europe/Copenhagen"} | fields
    made = actions.propose(by=by, name=name, first_day=first, last_day=first + timedelta(days=days - 1), **fields)
    return actions.confirm(made, by=confirmed_by) if confirmed_by else made
